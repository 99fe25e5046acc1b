using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Facets;

internal static class FacetsEndpoints
{
    public static void MapFacets(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/facets", GetFacets).WithTags("Facets").WithName("GetFacets")
            .WithSummary("Count the values of fields, each under the filters on the others.")
            .WithDescription("Mỗi trường được đếm dưới các bộ lọc của những trường khác, bỏ qua bộ lọc của chính nó; nhiều bản ghi nhất đứng trước, kèm nhãn của mã. Các số đếm cộng với missing và other bằng total.\n\nEach field is counted under the filters on the other fields, leaving out its own; the most frequent values first, with the labels of codes. The counts, missing and other add up to total.")
            .WithMetadata(ReadsRecords.Facets, new KeepsAnswers());

    private static IResult GetFacets(string id, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (!FacetsPlanner.TryPlan(RequestQuery.Read(http.Query), dataset, out var plan, out var problems))
            return new ProblemResult(problems);
        if (Negotiation.Choose(http, ReadsRecords.Facets.Formats, out var notAcceptable) is null)
            return new ProblemResult(notAcceptable!);

        return new FacetsResult(dataset, plan, FacetLabels.Sources(plan), store);
    }
}
