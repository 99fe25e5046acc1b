using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Records;

internal static class RecordsEndpoints
{
    public static void MapRecords(this RouteGroupBuilder api)
    {
        var records = api.MapGroup("/datasets/{id}/records").WithTags("Records");
        records.MapGet("", GetRecords).WithName("GetRecords").WithSummary("Read records, filtered, sorted and paged.")
            .WithDescription("Các bản ghi khớp bộ lọc, từng trang một; trang kế tiếp ở links.next.\n\nThe records that match, a page at a time; the next page is at links.next.")
            .WithMetadata(ReadsRecords.Page);
        records.MapGet("/{key}", GetRecord).WithName("GetRecord").WithSummary("Read one record by its primary key.")
            .WithDescription("Bản ghi có khóa chính này; khóa gồm nhiều trường thì các giá trị cách nhau bằng dấu phẩy, mỗi giá trị được mã hóa phần trăm.\n\nThe record with this primary key; a key of several fields is their values with commas between them, each percent-encoded.")
            .WithMetadata(ReadsRecords.One);
    }

    private static IResult GetRecords(string id, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (!RecordsPlanner.TryPlan(RequestQuery.Read(http.Query), dataset, out var plan, out var problems))
            return new ProblemResult(problems);
        if (Negotiation.Choose(http, RecordFormat.All, out var notAcceptable) is not { } format)
            return new ProblemResult(notAcceptable!);

        return new RecordsResult(dataset, plan, format, store);
    }

    private static IResult GetRecord(string id, string key, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (!RecordsPlanner.TryPlanRecord(RequestQuery.Read(http.Query), RecordKey.Read(http), dataset, out var plan, out var problems))
            return new ProblemResult(problems);
        if (Negotiation.Choose(http, [RecordFormat.Json], out var notAcceptable) is null)
            return new ProblemResult(notAcceptable!);

        return new RecordResult(dataset, plan, key, store);
    }
}
