using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Exports;

internal static class ExportsEndpoints
{
    public static void MapExports(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/export.{format}", GetExport).WithTags("Exports").WithName("GetExport").WithSummary("Download everything that matches, in one file.")
            .WithDescription("Mọi bản ghi khớp bộ lọc, không phân trang, truyền dần. Tệp bị cắt giữa chừng thì kết nối bị ngắt, không bao giờ kết thúc êm.\n\nEvery record that matches, without pages, streamed. Where a file fails half way its connection is cut; a short file never ends cleanly.")
            .WithMetadata(ReadsRecords.Everything);

    private static IResult GetExport(string id, string format, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = RequestQuery.Read(http.Query) with { IsExport = true };
        RecordsPlanner.TryPlan(request, dataset, out var plan, out var found);
        var formats = RecordFormat.For(plan?.Version ?? dataset.Current);
        if (formats.FirstOrDefault(row => row.Name == format) is not { } into)
            return new ProblemResult(Negotiation.NotAcceptable("format", format, formats));

        var problems = found.ToList();
        var options = FormatOptions.Read(request, into, problems);
        if (plan is null || problems.Count > 0)
            return new ProblemResult(problems);

        return new ExportResult(dataset, plan, into, options, request.Question, store);
    }
}
