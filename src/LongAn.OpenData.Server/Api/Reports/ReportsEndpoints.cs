using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Api.Reports;

internal static class ReportsEndpoints
{
    /// <summary>The first is what who asks for nothing gets: the file as it lies there.</summary>
    private static readonly RecordFormat[] Formats = [RecordFormat.Csv, RecordFormat.Json, RecordFormat.Ndjson];

    private static readonly QueryParameter[] Parameters =
    [
        new("format", new("Định dạng của báo cáo.", "The format of the report.")) { Choices = [.. Formats.Select(format => format.Name)], Default = Formats[0].Name },
        QueryParameter.Of(Query.RecordsParameter.All.First(row => row.Name == "lang")),
    ];

    public static void MapReports(this RouteGroupBuilder api) =>
        api.MapGet("/reports/{report}", GetReport).WithTags("Publishing").WithName("GetReport").WithSummary("Read every error of content that was refused.")
            .WithDescription("Mỗi lỗi một dòng, bằng cả hai ngôn ngữ: CSV, JSON hoặc NDJSON. Địa chỉ nằm ở all_errors của câu trả lời từ chối và của việc; giữ trong số ngày mà cổng định, chỉ nhà xuất bản đã gửi đọc được.\n\nA row for each error, in both languages: as CSV, JSON or NDJSON. Its address is all_errors of the refusal and of the job; it is kept for as many days as the portal says, for the publisher that sent the content alone.")
            .WithMetadata(new TakesParameters(Parameters))
            .Produces<ErrorReportDocument>()
            .NeedsKey(scope: null);

    /// <summary>Another publisher's report is none, as far as anybody is told.</summary>
    private static IResult GetReport(string report, HttpContext http, ErrorReports reports, IOptions<PortalOptions> options)
    {
        if (QueryNames.Check(http.Request.Query, [.. Parameters.Select(row => row.Name)]).ToList() is { Count: > 0 } problems)
            return new ProblemResult(problems);
        if (reports.Find(report, options.Value.Publishing.ReportAge) is not { } found || found.Publisher != WriteAttempt.Of(http).Key!.Publisher)
            return new ProblemResult(new Problem(ProblemCode.UnknownReport, "Không có báo cáo này, hoặc không còn được giữ.", "There is no such report, or it is no longer kept.") { Parameter = nameof(report) });
        if (Negotiation.Choose(http.Request, Formats, out var unfit) is not { } format)
            return new ProblemResult(unfit!);

        http.Response.Headers.CacheControl = "private, no-store";
        return format == RecordFormat.Csv
            ? Results.File(reports.PathOf(found.Id), RejectedResult.TableType, $"{found.Dataset}-errors.csv", found.Created, enableRangeProcessing: true)
            : new ErrorReportResult(found, reports.PathOf(found.Id), format);
    }
}
