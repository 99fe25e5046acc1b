using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Records;

internal static class RecordsEndpoints
{
    private static readonly RecordFormat[] OfOne = [RecordFormat.Json];

    public static void MapRecords(this RouteGroupBuilder api)
    {
        var records = api.MapGroup("/datasets/{id}/records").WithTags("Records");
        records.MapGet("", GetRecords).WithName("GetRecords").WithSummary("Read records, filtered, sorted and paged.")
            .WithDescription("Các bản ghi khớp bộ lọc, từng trang một; trang kế tiếp ở links.next.\n\nThe records that match, a page at a time; the next page is at links.next.")
            .WithMetadata(ReadsRecords.Page, new KeepsAnswers());
        records.MapGet("/{key}", GetRecord).WithName("GetRecord").WithSummary("Read one record by its primary key.")
            .WithDescription("Bản ghi có khóa chính này; khóa gồm nhiều trường thì các giá trị cách nhau bằng dấu phẩy, mỗi giá trị được mã hóa phần trăm.\n\nThe record with this primary key; a key of several fields is their values with commas between them, each percent-encoded.")
            .WithMetadata(ReadsRecords.One, new KeepsAnswers());
    }

    private static IResult GetRecords(string id, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = RequestQuery.Read(http.Query);
        RecordsPlanner.TryPlan(request, dataset, out var plan, out var found);
        var version = plan?.Version ?? dataset.Current;
        var format = Negotiation.Choose(http, [.. RecordFormat.Paged.Where(row => row.IsFor(version))], out var notAcceptable);
        var problems = found.ToList();
        var options = FormatOptions.Read(request, format ?? RecordFormat.Json, format is null ? [] : problems);
        if (plan is null || problems.Count > 0)
            return new ProblemResult(problems);
        if (format is null)
            return new ProblemResult(WithExport(notAcceptable!, http, links.Exports(version)));

        return new RecordsResult(dataset, plan, format, options, store);
    }

    private static IResult GetRecord(string id, string key, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = RequestQuery.Read(http.Query);
        RecordsPlanner.TryPlanRecord(request, RecordKey.Read(http), dataset, out var plan, out var found);
        var problems = found.ToList();
        var options = FormatOptions.Read(request, RecordFormat.Json, problems);
        if (plan is null || problems.Count > 0)
            return new ProblemResult(problems);
        if (Negotiation.Choose(http, OfOne, out var notAcceptable) is null)
            return new ProblemResult(notAcceptable!);

        return new RecordResult(dataset, plan, options, key, store);
    }

    /// <summary>A format that has no pages is had as an export; the problem says where.</summary>
    private static Problem WithExport(Problem problem, HttpRequest http, IEnumerable<(RecordFormat Format, string Address)> exports)
    {
        var named = http.Query["format"].ToString();
        var meant = exports.FirstOrDefault(export => named.Length > 0 ? export.Format.Name == named : Negotiation.Wishes(http, export.Format.MediaType));
        return meant.Format is null ? problem : problem with { Suggestion = meant.Address };
    }
}
