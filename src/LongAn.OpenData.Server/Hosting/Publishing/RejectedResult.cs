using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Content that has errors: a problem with each of them and its row, field and value; for <c>Accept: text/csv</c> a CSV file with a row for each.</summary>
internal sealed class RejectedResult(ProblemCode code, ImportReport report) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => code.Status;

    /// <summary>The descriptor that was drafted by the file, to be mended and sent.</summary>
    public JsonObject? Draft { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!Negotiation.Prefers(httpContext.Request, "text/csv", ProblemDocument.MediaType))
            return new ProblemResult(code, report.Problems) { Counts = (report.RowCount, report.ErrorCount), Draft = Draft }.ExecuteAsync(httpContext);

        var csv = new StringBuilder("code,row,field,value,rule,message_vi,message_en\r\n");
        foreach (var problem in report.Problems)
        {
            var place = problem.Place;
            csv.AppendJoin(',', new[] { problem.Code.Name, place?.Row?.ToString(CultureInfo.InvariantCulture), place?.Field, place?.Value, place?.Rule, problem.Message.Vi, problem.Message.In("en") }.Select(Cell)).Append("\r\n");
        }

        httpContext.Response.StatusCode = code.Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.ContentType = "text/csv; charset=utf-8; header=present";
        return httpContext.Response.WriteAsync(csv.ToString(), httpContext.RequestAborted);
    }

    private static string Cell(string? text) => text is null ? "" : text.AsSpan().ContainsAny("\",\r\n") || text.Length == 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
