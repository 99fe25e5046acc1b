using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.DataPackage;

internal static class DataPackageEndpoints
{
    public static void AddDataPackage(this IServiceCollection services) => services.AddSingleton<DataPackageDocument>();

    public static void MapDataPackage(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/datapackage.json", GetDataPackage).WithTags("Metadata").WithName("GetDataPackage").WithSummary("Read a dataset as a Data Package, which Frictionless clients load by this address.")
            .WithDescription("Data Package v2: tệp CSV của một phiên bản và của các bộ dữ liệu mà khóa ngoại trỏ tới, kèm lược đồ.\n\nData Package v2: the CSV file of a version and those of the datasets that its foreign keys lead to, with their schemas.")
            .Produces<JsonObject>().Takes("version", "as_of");

    private static IResult GetDataPackage(string id, HttpRequest http, DatasetCatalog catalog, DataPackageDocument document)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (AskedVersion.Find(dataset, http.Query, out var problem) is not { } found)
            return new ProblemResult(problem!);

        var versions = DataPackageDocument.Closure(found);
        var facts = document.Facts(versions);
        var files = string.Join(';', facts.Select(fact => fact?.Sha256));
        var modified = facts.Select(fact => fact?.Made).Append(dataset.MetadataModified).Append(found.Created).Max();
        return new DocumentResult($"{catalog.Digest}{found.Number.ToString(CultureInfo.InvariantCulture)}{files}", modified, () => document.Of(dataset, versions, facts));
    }
}
