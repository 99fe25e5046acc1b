using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>OGC API Features: the datasets that have a location, as collections of features. Its own OpenAPI document describes it.</summary>
internal static class OgcEndpoints
{
    public const string FeatureId = "featureId";

    public static void MapOgcFeatures(this WebApplication app)
    {
        var ogc = app.MapGroup("/ogc").ExcludeFromDescription().WithMetadata(new KeepsAnswers(), new Counts(UsageKind.Call));
        ogc.MapGet("", (HttpRequest http, PortalLinks links) => Document(http, "landing", language => LandingDocument.Of(links, language)));
        ogc.MapGet("/conformance", (HttpRequest http) => Document(http, "conformance", _ => LandingDocument.Conformance()));
        ogc.MapGet("/api", (HttpRequest http, DatasetCatalog catalog, PortalLinks links) =>
            Document(http, catalog.Digest, language => OgcOpenApi.Of(Located(catalog), links, language), OgcLinks.OpenApi, "application/openapi+json", OgcLinks.Json));
        ogc.MapGet("/collections", (HttpRequest http, DatasetCatalog catalog, PortalLinks links) =>
            Document(http, catalog.Digest, language => CollectionDocument.OfAll(Located(catalog), links, language)));
        var collection = ogc.MapGroup("/collections/{id}");
        collection.MapGet("", (string id, HttpRequest http, DatasetCatalog catalog, PortalLinks links) =>
            OfCollection(id, http, catalog, (dataset, language) => CollectionDocument.Of(dataset, links, language)));
        collection.MapGet("/queryables", (string id, HttpRequest http, DatasetCatalog catalog, PortalLinks links) =>
            OfCollection(id, http, catalog, (dataset, language) => Queryables.Document(dataset, links.Collection(dataset) + "/queryables", language), OgcLinks.JsonSchema, OgcLinks.Json));
        collection.MapGet("/schema", (string id, HttpRequest http, DatasetCatalog catalog, PortalLinks links) =>
            OfCollection(id, http, catalog, (dataset, language) => Queryables.Schema(dataset, links.Collection(dataset) + "/schema", language), OgcLinks.JsonSchema, OgcLinks.Json));
        collection.MapGet("/items", GetItems);
        collection.MapGet("/items/{featureId}", GetItem);
    }

    private static IResult GetItems(string id, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, TimeProvider clock)
    {
        if (Find(id, catalog) is not { } dataset)
            return NoCollection(id, catalog);

        var problems = new List<Problem>();
        RecordsPlanner.TryPlan(FeaturesBinding.Read(http.Query, dataset, problems), dataset, out var plan, out var found);
        problems.AddRange(found.Select(FeaturesBinding.Renamed));
        if (plan is null || problems.Count > 0)
            return new ProblemResult(problems);

        return ContentTypeOf(http) is { } contentType ? new FeaturesResult(dataset, plan, contentType, store, clock) : NotAcceptable(OgcLinks.GeoJson, OgcLinks.Json);
    }

    private static IResult GetItem(string id, string featureId, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, TimeProvider clock)
    {
        if (Find(id, catalog) is not { } dataset)
            return NoCollection(id, catalog);

        var problems = new List<Problem>();
        RecordsPlanner.TryPlanRecord(FeaturesBinding.ReadOne(http.Query, problems), FeatureKey.Read(http, dataset.Schema.PrimaryKey.Count), dataset, out var plan, out var found);
        problems.AddRange(found.Select(problem => problem.Code == ProblemCode.UnknownRecord ? problem with { Parameter = FeatureId } : FeaturesBinding.Renamed(problem)));
        if (plan is null || problems.Count > 0)
            return new ProblemResult(problems);

        return ContentTypeOf(http) is { } contentType ? new FeatureResult(dataset, plan, featureId, contentType, store, clock) : NotAcceptable(OgcLinks.GeoJson, OgcLinks.Json);
    }

    private static IResult OfCollection(string id, HttpRequest http, DatasetCatalog catalog, Func<Dataset, string, JsonObject> make, params string[] types) =>
        Find(id, catalog) is { } dataset ? Document(http, dataset.Digest, language => make(dataset, language), types) : NoCollection(id, catalog);

    /// <summary>A document in the language of the request.</summary>
    /// <param name="types">What it may be called, the most exact name first.</param>
    private static IResult Document(HttpRequest http, string digest, Func<string, JsonObject> make, params string[] types)
    {
        var problems = new List<Problem>();
        FeaturesBinding.ReadDocument(http.Query, problems);
        if (problems.Count > 0)
            return new ProblemResult(problems);

        var language = RequestLanguage.Of(http);
        http.HttpContext.Response.Headers.ContentLanguage = language;
        if (types.Length == 0)
            types = [OgcLinks.Json];
        return TypeOf(http, types) is { } contentType
            ? new DocumentResult($"{digest}\n{language}\n{contentType}", modified: null, () => make(language)) { ContentType = contentType, IsChosen = true }
            : NotAcceptable(types);
    }

    /// <summary>The name that is wished for; a browser is sent what it can show, and not a file to keep.</summary>
    private static string? TypeOf(HttpRequest http, string[] types)
    {
        if (types.FirstOrDefault(type => Negotiation.Wishes(http, NameOf(type))) is { } wished)
            return wished;

        return Negotiation.Wishes(http, "text/html") ? OgcLinks.Json : types.FirstOrDefault(type => Negotiation.Accepts(http, NameOf(type)));
    }

    private static string NameOf(string type) => type.Split(';')[0];

    private static IEnumerable<Dataset> Located(DatasetCatalog catalog) => catalog.Datasets.Where(IsLocated);

    private static bool IsLocated(Dataset dataset) => Place.Of(dataset.Current) is not null;

    private static Dataset? Find(string id, DatasetCatalog catalog) => catalog.Find(id) is { } dataset && IsLocated(dataset) ? dataset : null;

    private static ProblemResult NoCollection(string id, DatasetCatalog catalog)
    {
        var meant = Nearest.To(id, Located(catalog).Select(dataset => dataset.Id));
        return new ProblemResult(catalog.Find(id) is null ? ProblemMessages.UnknownDataset(id, meant) : new Problem(
            ProblemCode.UnknownDataset, $"Bộ dữ liệu {id} không có vị trí; nó ở /api/v1/datasets/{id}.", $"The dataset {id} has no location; it is at /api/v1/datasets/{id}.")
        { Parameter = "id", Suggestion = $"/api/v1/datasets/{id}" });
    }

    /// <summary><c>f</c> goes before <c>Accept</c>; whoever takes both names of GeoJSON is told the exact one. A browser is sent what it can show.</summary>
    private static string? ContentTypeOf(HttpRequest http)
    {
        if (http.Query.TryGetValue("f", out var format))
            return format == "json" ? OgcLinks.Json : OgcLinks.GeoJson;
        if (Negotiation.Wishes(http, OgcLinks.GeoJson))
            return OgcLinks.GeoJson;
        if (Negotiation.Wishes(http, OgcLinks.Json) || Negotiation.Wishes(http, "text/html"))
            return OgcLinks.Json;
        return Negotiation.Accepts(http, OgcLinks.GeoJson) ? OgcLinks.GeoJson : null;
    }

    private static ProblemResult NotAcceptable(params string[] types)
    {
        var list = string.Join(", ", types);
        return new ProblemResult(new Problem(ProblemCode.NotAcceptable, $"Ở đây có: {list}.", $"Available here: {list}.") { Parameter = "Accept" });
    }
}
