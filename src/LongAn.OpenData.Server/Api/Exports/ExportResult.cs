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
internal sealed partial class ExportResult(Dataset dataset, RecordsPlan plan, RecordFormat format, FormatOptions options, string question, SqliteRecordStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var validator = RecordsValidator.Of(plan, format, options, dataset, namesVersion: httpContext.Request.Query.ContainsKey("version"));
        if (PortalHeaders.IsNotModified(httpContext, validator.Tag, validator.Modified, validator.IsPinned))
            return;

        response.ContentType = format.ContentTypeWith(options);
        response.Headers.ContentDisposition = $"attachment; filename=\"{dataset.Id}-v{plan.Version.Number}.{format.Name}\"";
        response.Headers.AcceptRanges = "none";
        var others = PortalHeaders.Links(
            ("describedby", links.Dataset(dataset.Id) + "/schema"), ("license", dataset.Description.Licences[0].Url), ("latest-version", $"{links.Dataset(dataset.Id)}/export.{format.Name}"));
        response.Headers.Link = $"{others}, {PortalHeaders.Alternates(links.Exports(plan.Version).Where(export => export.Format != format))}";
        response.Headers["X-Provenance"] = plan.Version.Provenance.ToString().ToLowerInvariant();
        if (httpContext.IsHead())
            return;

        try
        {
            await (format.IsDatabase ? WriteFileAsync(httpContext) : WriteRecordsAsync(httpContext));
        }
        catch (OperationCanceledException)
        {
            httpContext.Abort();
        }
        catch (Exception fault) when (response.HasStarted || response.BodyWriter.UnflushedBytes > 0)
        {
            CutShort(httpContext.RequestServices.GetRequiredService<ILogger<ExportResult>>(), fault, dataset.Id, format.Name);
            httpContext.Abort();
        }
    }

    private async Task WriteRecordsAsync(HttpContext httpContext)
    {
        var start = Stopwatch.GetTimestamp();
        var wide = format.Widen(plan);
        using var records = await store.OpenAsync(wide, extra: 0, httpContext.RequestAborted);
        PortalHeaders.SetTiming(httpContext.Response, ("query", Stopwatch.GetElapsedTime(start)));
        await RecordExport.WriteAsync(records, format, Heading(wide), httpContext.Response.BodyWriter, httpContext.RequestAborted);
    }

    private async Task WriteFileAsync(HttpContext httpContext)
    {
        var start = Stopwatch.GetTimestamp();
        await using var file = await store.OpenFileAsync(plan, Heading(plan).Facts(), httpContext.RequestAborted);
        PortalHeaders.SetTiming(httpContext.Response, ("query", Stopwatch.GetElapsedTime(start)));
        httpContext.Response.ContentLength = file.Length;
        await file.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
    }

    private RecordsHeading Heading(RecordsPlan wide) => RecordsHeading.Of(wide, plan.Fields.Count, dataset, options, question);

    [LoggerMessage(LogLevel.Error, "The export {Dataset}.{Format} failed half way; its connection is cut")]
    private static partial void CutShort(ILogger log, Exception fault, string dataset, string format);
}
