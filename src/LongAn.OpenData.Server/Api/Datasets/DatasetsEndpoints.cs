using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Datasets;

internal static class DatasetsEndpoints
{
    public static void MapDatasets(this RouteGroupBuilder api)
    {
        var datasets = api.MapGroup("/datasets").WithTags("Datasets").WithMetadata(new KeepsAnswers());
        datasets.MapGet("", ListDatasets).WithName("ListDatasets").WithSummary("Find datasets.")
            .WithDescription("Tìm bộ dữ liệu theo từ khóa, nhà xuất bản, chủ đề, thẻ và định dạng; kèm số lượng theo từng nhóm.\n\nDatasets by words, publisher, theme, tag and format, with how many there are of each.")
            .WithMetadata(new TakesParameters(CatalogRequest.Parameters)).Produces<CatalogDocument>();
        datasets.MapGet("/{id}", GetDataset).WithName("GetDataset").WithSummary("Read what a dataset is.")
            .WithDescription("Các trường, nhà xuất bản, giấy phép, nguồn gốc, thời điểm cập nhật và các liên kết.\n\nIts fields, publisher, licence, provenance, dates and links.")
            .Produces<DatasetDocument>().Takes();
        datasets.MapGet("/{id}/schema", GetSchema).WithName("GetSchema").WithSummary("Read a dataset's Table Schema.")
            .WithDescription("Lược đồ theo Table Schema (Data Package v2) của các bản ghi như cổng trả về.\n\nThe Table Schema (Data Package v2) of the records as the portal answers with them.")
            .Produces<JsonObject>().Takes("version", "as_of");
        datasets.MapGet("/{id}/profile", GetProfile).WithName("GetProfile").WithSummary("Read what the values of each field look like.")
            .WithDescription("Với mỗi trường: số giá trị trống, số giá trị khác nhau, nhỏ nhất, lớn nhất và hay gặp nhất; tính khi nhập dữ liệu.\n\nFor each field: nulls, distinct values, least, greatest and most frequent; computed at import.")
            .Produces<ProfileDocument>().Takes("version", "as_of");
    }

    private static IResult ListDatasets(HttpRequest http, DatasetCatalog catalog, PortalLinks links, TimeProvider clock)
    {
        var request = new CatalogRequest(http.Query);
        if (request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var modified = catalog.Datasets.Select(dataset => dataset.MetadataModified).Concat(catalog.Datasets.Select(dataset => dataset.Current.Created)).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
        var matching = request.Apply(catalog.Datasets);
        var (page, cursor) = request.Cut(matching);
        var next = cursor is null ? null : links.With(("cursor", cursor));
        http.HttpContext.Response.Headers.Link = PortalHeaders.Links(("next", next), ("first", links.With(("cursor", null))));
        return new DocumentResult($"{catalog.Digest}{Today(clock):O}", modified, () => new CatalogDocument(
            [.. page.Select(dataset => DatasetDocument.Of(dataset, links, Today(clock), withFields: false))],
            new CatalogPage(request.Limit, page.Count, matching.Count, cursor),
            CatalogFacets.Of(matching),
            new CatalogLinks(links.Self, next)));
    }

    private static IResult GetDataset(string id, DatasetCatalog catalog, PortalLinks links, TimeProvider clock, HttpResponse response)
    {
        if (catalog.Find(id) is not { } dataset)
            return Unknown(id, catalog);

        var self = links.Dataset(id);
        var standard = PortalHeaders.Links(
            ("describedby", self + "/schema"), ("item", self + "/records"), ("license", dataset.Description.Licences[0].Url), ("service-desc", $"{links.Root}/openapi/{id}.json"), ("service-doc", $"{links.Root}/swagger"));
        var dialects = MetadataDialect.All.Where(dialect => dialect != MetadataDialect.Csvw).Select(dialect => PortalHeaders.Link("alternate", dialect.For(id, links), dialect.MediaType));
        response.Headers.Link = string.Join(", ", [standard.ToString(), .. dialects]);
        return new DocumentResult($"{dataset.Digest}{Today(clock):O}", Later(dataset.MetadataModified, dataset.Current.Created), () => DatasetDocument.Of(dataset, links, Today(clock), withFields: true));
    }

    private static IResult GetSchema(string id, HttpRequest http, DatasetCatalog catalog) =>
        OfVersion(id, http, catalog, (dataset, found) => TableSchemaDocument.Of(found.Schema));

    private static IResult GetProfile(string id, HttpRequest http, DatasetCatalog catalog) =>
        OfVersion(id, http, catalog, (dataset, found) => new ProfileDocument(id, found.Number, found.RecordCount, found.Profile));

    private static IResult OfVersion(string id, HttpRequest http, DatasetCatalog catalog, Func<Dataset, DatasetVersion, object> make)
    {
        if (catalog.Find(id) is not { } dataset)
            return Unknown(id, catalog);

        if (AskedVersion.Find(dataset, http.Query, out var problem) is not { } version)
            return new ProblemResult(problem!);

        return new DocumentResult(version.Digest + version.Number.ToString(CultureInfo.InvariantCulture), version.Created, () => make(dataset, version)) { IsPinned = AskedVersion.IsPinned(http.HttpContext) };
    }

    private static ProblemResult Unknown(string id, DatasetCatalog catalog) => new(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateOnly Today(TimeProvider clock) => PortalDay.Of(clock);
}
