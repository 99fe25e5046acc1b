using System.Globalization;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Api.Exports;

/// <summary>
/// A file that is kept, or the part of it that <c>Range</c> asks for (RFC 9110, section 14). One range is sent; of several none is
/// chosen, and the whole file is sent, as the standard allows. No reader is held while the client takes its time.
/// </summary>
/// <param name="instead">Answers where the file has gone since it was found.</param>
internal sealed class StoredExportResult(WholeExport export, ExportFacts facts, IResult instead) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var file = export.Open(facts);
        if (file is null)
        {
            await instead.ExecuteAsync(httpContext);
            return;
        }

        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = new EntityTagHeaderValue($"\"{facts.Sha256[..32]}\"");
        var modified = PortalHeaders.WholeSecond(facts.Made ?? export.Version.Created);
        response.Headers.Date = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToString("R", CultureInfo.InvariantCulture); // the server's own is up to a second old, and the file may be younger
        if (PortalHeaders.IsNotModified(httpContext, tag, modified, isPinned: export.IsImmutable && AskedVersion.IsPinned(httpContext)))
            return;

        SetHeaders(httpContext);
        if (httpContext.IsHead())
            request.Method = HttpMethods.Head; // so that the framework reads nothing
        if (httpContext.IsHead() || !IsOfBytes(request) || !IsRangeOf(request, tag, modified))
            request.Headers.Remove(HeaderNames.Range);
        await TypedResults.Stream(file, export.Format.ContentType, lastModified: modified, entityTag: tag, enableRangeProcessing: true).ExecuteAsync(httpContext);
        if (response is { HasStarted: false, StatusCode: StatusCodes.Status412PreconditionFailed or StatusCodes.Status416RangeNotSatisfiable })
            await RefuseAsync(httpContext);
    }

    private void SetHeaders(HttpContext http)
    {
        ExportHeaders.Set(http, export.Dataset, export.Version, export.Format);
        var headers = http.Response.Headers;
        var digest = ExportHeaders.Digest(Convert.FromHexString(facts.Sha256));
        headers[ExportHeaders.ReprDigest] = digest;
        headers[ExportHeaders.RowCount] = facts.Rows.ToString(CultureInfo.InvariantCulture);
        if (export.Encoding != ExportEncoding.Identity)
            headers.ContentEncoding = export.Encoding.Name; // what has an encoding is not packed again
        http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode == StatusCodes.Status200OK && !http.IsHead())
                headers[ExportHeaders.ContentDigest] = digest;
            return Task.CompletedTask;
        });
    }

    /// <summary>The framework takes any unit for bytes; one that is not known is passed over (RFC 9110, section 14.2).</summary>
    private static bool IsOfBytes(HttpRequest request) => request.GetTypedHeaders().Range?.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary><c>If-Range</c> holds for the very tag or the very date, and for nothing else (RFC 9110, section 13.1.5); the framework takes later dates too.</summary>
    private static bool IsRangeOf(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset modified)
    {
        if (request.Headers.IfRange.Count == 0)
            return true;

        var condition = request.GetTypedHeaders().IfRange;
        return condition?.EntityTag?.Compare(tag, useStrongComparison: true) ?? condition?.LastModified == modified;
    }

    private async Task RefuseAsync(HttpContext http)
    {
        var response = http.Response;
        var problem = ProblemStatus.For(response.StatusCode, http.Request) with { Maximum = response.StatusCode == StatusCodes.Status416RangeNotSatisfiable ? facts.Bytes : null };
        response.ContentLength = null;
        foreach (var name in (string[])[HeaderNames.ContentDisposition, HeaderNames.ContentEncoding, HeaderNames.ETag, HeaderNames.LastModified, ExportHeaders.ReprDigest, ExportHeaders.RowCount])
            response.Headers.Remove(name);
        await new ProblemResult(problem).ExecuteAsync(http);
    }
}
