using System.Diagnostics;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Exports;

/// <summary>
/// All records that match, streamed with flat memory. A fault after the first byte cuts the connection, so that a short file never
/// looks like a whole one.
/// </summary>
internal sealed partial class ExportResult(Dataset dataset, RecordsPlan plan, RecordFormat format, SqliteRecordStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        if (PortalHeaders.IsNotModified(httpContext, $"{plan.AnswerDigest}-{format.Name}", plan.Version.Created, httpContext.Request.Query.ContainsKey("version")))
            return;

        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{dataset.Id}-v{plan.Version.Number}.{format.Name}\"";
        response.Headers.AcceptRanges = "none";
        response.Headers.Link = PortalHeaders.Links(
            ("describedby", links.Dataset(dataset.Id) + "/schema"), ("license", dataset.Description.Licences[0].Url), ("latest-version", $"{links.Dataset(dataset.Id)}/export.{format.Name}"));
        response.Headers["X-Provenance"] = plan.Version.Provenance.ToString().ToLowerInvariant();
        if (httpContext.IsHead())
            return;

        var start = Stopwatch.GetTimestamp();
        using var records = await store.OpenAsync(plan, extra: 0, httpContext.RequestAborted);
        PortalHeaders.SetTiming(response, ("query", Stopwatch.GetElapsedTime(start)));
        try
        {
            await RecordExport.WriteAsync(records, format, response.BodyWriter, httpContext.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            httpContext.Abort();
        }
        catch (Exception fault) when (response.HasStarted)
        {
            CutShort(httpContext.RequestServices.GetRequiredService<ILogger<ExportResult>>(), fault, dataset.Id, format.Name);
            httpContext.Abort();
        }
    }

    [LoggerMessage(LogLevel.Error, "The export {Dataset}.{Format} failed half way; its connection is cut")]
    private static partial void CutShort(ILogger log, Exception fault, string dataset, string format);
}
