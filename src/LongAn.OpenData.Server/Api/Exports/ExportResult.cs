using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Exports;

/// <summary>
/// All records that match, streamed with flat memory. A fault after the first byte cuts the connection, so that a short file never
/// looks like a whole one; over HTTP/2 the number of records and, where nothing is packed, the digest come behind the last byte.
/// </summary>
internal sealed partial class ExportResult(Dataset dataset, RecordsPlan plan, RecordFormat format, FormatOptions options, string question, SqliteRecordStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var validator = RecordsValidator.Of(plan, format, options, dataset, namesVersion: AskedVersion.IsPinned(httpContext));
        if (PortalHeaders.IsNotModified(httpContext, validator.Tag, validator.Modified, validator.IsPinned))
            return;

        ExportHeaders.Set(httpContext, dataset, plan.Version, format);
        response.ContentType = format.ContentTypeWith(options);
        response.Headers.AcceptRanges = "none";
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
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        var start = Stopwatch.GetTimestamp();
        var wide = format.Widen(plan);
        using var records = await store.OpenAsync(wide, extra: 0, cancel);
        PortalHeaders.SetTiming(response, ("query", Stopwatch.GetElapsedTime(start)));
        if (!response.SupportsTrailers())
        {
            await RecordExport.WriteAsync(records, format, Heading(wide), response.BodyWriter, cancel);
            return;
        }

        var isPacked = format.HasPages && PortalHeaders.EncodingOf(httpContext) is not null;
        response.DeclareTrailer(ExportHeaders.RowCount);
        if (!isPacked)
            response.DeclareTrailer(ExportHeaders.ReprDigest);
        await using var digest = new DigestStream(response.Body);
        var pipe = isPacked ? response.BodyWriter : PipeWriter.Create(digest, new StreamPipeWriterOptions(leaveOpen: true));
        var rows = await RecordExport.WriteAsync(records, format, Heading(wide), pipe, cancel);
        response.AppendTrailer(ExportHeaders.RowCount, rows.ToString(CultureInfo.InvariantCulture));
        if (isPacked)
            return;

        await pipe.CompleteAsync();
        response.AppendTrailer(ExportHeaders.ReprDigest, ExportHeaders.Digest(digest.Sha256()));
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
