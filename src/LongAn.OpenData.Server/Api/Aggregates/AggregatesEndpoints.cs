using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Aggregates;

internal static class AggregatesEndpoints
{
    public static void MapAggregates(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/aggregate", GetAggregate).WithTags("Aggregates").WithName("GetAggregate")
            .WithSummary("Group records and measure each group.")
            .WithDescription("Các nhóm bản ghi khớp bộ lọc và số đo của từng nhóm. Cột mang tên trường nhóm (year_registered_on với year:registered_on), count và sum_field. Tổng và trung vị của số nguyên được tính chính xác, không tràn ở 2^63.\n\nThe groups of the records that match, and what each comes to. Columns are called after the fields grouped by (year_registered_on for year:registered_on), count and sum_field. Sums and medians of integers are exact: they do not wrap at 2^63.")
            .WithMetadata(ReadsRecords.Groups, new KeepsAnswers());

    private static IResult GetAggregate(string id, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (!AggregatePlanner.TryPlan(RequestQuery.Read(http.Query), dataset, out var plan, out var problems))
            return new ProblemResult(problems);
        if (Negotiation.Choose(http, ReadsRecords.Groups.Formats, out var notAcceptable) is not { } format)
            return new ProblemResult(notAcceptable!);

        return new AggregateResult(dataset, plan, format, store);
    }
}
