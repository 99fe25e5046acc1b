using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Api.SchemaOrg;

internal static class SchemaOrgEndpoints
{
    private const string ContentType = "application/ld+json; charset=utf-8";

    public static void MapSchemaOrg(this WebApplication app, RouteGroupBuilder api)
    {
        app.MapGet("/schema-org.jsonld", GetCatalog).WithTags("Metadata").WithName("GetSchemaOrgCatalog").WithSummary("Read the catalog as DataCatalog of schema.org.")
            .WithDescription("JSON-LD cho công cụ tìm kiếm.\n\nJSON-LD for search engines.").Produces<JsonObject>(StatusCodes.Status200OK, MetadataDialect.SchemaOrg.MediaType).Takes().WithMetadata(new KeepsAnswers());
        var datasets = api.MapGroup("/datasets/{id}").WithTags("Metadata");
        datasets.MapGet("/schema-org.jsonld", GetDataset).WithName("GetSchemaOrgDataset").WithSummary("Read what a dataset is as Dataset of schema.org.")
            .WithDescription("JSON-LD cho công cụ tìm kiếm, theo ngôn ngữ của yêu cầu.\n\nJSON-LD for search engines, in the language of the request.").Produces<JsonObject>(StatusCodes.Status200OK, MetadataDialect.SchemaOrg.MediaType).Takes().WithMetadata(new KeepsAnswers());
        datasets.MapGet("/croissant.jsonld", GetCroissant).WithName("GetCroissant").WithSummary("Read what a dataset is as Croissant 1.0.")
            .WithDescription("Mô tả cho học máy: tệp CSV với mã băm, các cột và kiểu.\n\nA description for machine learning: the CSV file with its digest, its columns and their types.").Produces<JsonObject>(StatusCodes.Status200OK, MetadataDialect.Croissant.MediaType).Takes("version", "as_of");
    }

    private static DocumentResult GetCatalog(HttpRequest http, DatasetCatalog catalog, PortalLinks links)
    {
        var language = RequestLanguage.Of(http);
        var modified = catalog.Datasets.Count == 0 ? (DateTimeOffset?)null : catalog.Datasets.Max(Modified);
        return new DocumentResult($"{catalog.Digest}{language}", modified, () => new SchemaOrgDataset(links, language).Of(catalog.Datasets)) { ContentType = ContentType };
    }

    private static IResult GetDataset(string id, HttpRequest http, DatasetCatalog catalog, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var language = RequestLanguage.Of(http);
        return new DocumentResult($"{dataset.Digest}{language}", Modified(dataset), () => new SchemaOrgDataset(links, language).Of(dataset)) { ContentType = ContentType };
    }

    private static async Task<IResult> GetCroissant(string id, HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links, IOptions<PortalOptions> options, CancellationToken cancel)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (AskedVersion.Find(dataset, http.Query, out var problem) is not { } found)
            return new ProblemResult(problem!);

        // Croissant asks for the digest of its file, so the file is made where nobody has asked for it yet.
        var export = new WholeExport(dataset, found, RecordFormat.Csv, ExportEncoding.Identity);
        var csv = await stored.TakeAsync(export, TimeSpan.FromSeconds(options.Value.Storage.ManifestSeconds), cancel) ?? throw new StoreBusyException("The file could not be made in time.");
        var language = RequestLanguage.Of(http);
        return new DocumentResult($"{dataset.Digest}{found.Number.ToString(CultureInfo.InvariantCulture)}{csv.Sha256}{language}", Modified(dataset), () => new CroissantDataset(links, language, csv).Of(dataset, found)) { ContentType = ContentType };
    }

    private static DateTimeOffset Modified(Dataset dataset) => dataset.MetadataModified > dataset.Current.Created ? dataset.MetadataModified : dataset.Current.Created;
}
