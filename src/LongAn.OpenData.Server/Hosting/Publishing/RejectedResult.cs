using System.Text.Json.Nodes;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Content that has errors: a problem with the first of them, each with its row, field and value, and where all are; for <c>Accept: text/csv</c> a CSV file with a row for each.</summary>
internal sealed class RejectedResult(ProblemCode code, ImportReport report) : IResult, IStatusCodeHttpResult
{
    public const string TableType = "text/csv; charset=utf-8; header=present";

    public int? StatusCode => code.Status;

    /// <summary>The descriptor that was drafted by the file, to be mended and sent.</summary>
    public JsonObject? Draft { get; init; }

    /// <summary>Where every error is; null where it could not be kept.</summary>
    public ErrorReport? AllErrors { get; init; }

    /// <summary>The answer is the table of all errors, which may be large.</summary>
    public static bool IsTable(HttpRequest request) => Negotiation.Prefers(request, "text/csv", ProblemDocument.MediaType);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (IsTable(httpContext.Request))
            return WriteTableAsync(httpContext);

        var address = AllErrors is null ? null : httpContext.RequestServices.GetRequiredService<PortalLinks>().Report(AllErrors.Id);
        return new ProblemResult(code, report.Problems) { Counts = (report.RowCount, report.ErrorCount), AllErrors = address, Draft = Draft }.ExecuteAsync(httpContext);
    }

    private async Task WriteTableAsync(HttpContext http)
    {
        http.Response.StatusCode = code.Status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = TableType;
        if (AllErrors is not null)
        {
            await http.Response.SendFileAsync(http.RequestServices.GetRequiredService<ErrorReports>().PathOf(AllErrors.Id), http.RequestAborted);
            return;
        }

        using var table = new MemoryStream(); // of the first errors alone
        using (var log = new ProblemLog(table))
        {
            foreach (var problem in report.Problems)
                log.Write(problem);
        }

        await http.Response.Body.WriteAsync(table.GetBuffer().AsMemory(0, (int)table.Length), http.RequestAborted);
    }
}
