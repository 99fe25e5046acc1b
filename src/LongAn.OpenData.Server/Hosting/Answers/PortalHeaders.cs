using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LongAn.OpenData.Formats;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>Headers that every answer of one kind has, and conditional requests (RFC 9110, section 13).</summary>
internal static class PortalHeaders
{
    public const string Vary = "Accept, Accept-Encoding, Accept-Language";
    private const int AlternatesLength = 4_000;

    /// <summary>Letters of a header that is written without a buffer of its own.</summary>
    private const int OnStack = 512;

    public const string Latest = "public, max-age=60, must-revalidate";
    public const string Pinned = "public, max-age=31536000, immutable";

    /// <summary>Sets the validators and says whether the caller already has this answer; then the response is a 304 and nothing more is to be done.</summary>
    /// <param name="digest">Differs whenever the answer differs, but for its encoding.</param>
    /// <param name="isPinned">The request names a version, so its answer never changes.</param>
    public static bool IsNotModified(HttpContext http, string digest, DateTimeOffset? modified, bool isPinned)
    {
        var encoding = EncodingOf(http);
        return IsNotModified(http, new EntityTagHeaderValue(encoding is null ? $"\"{digest}\"" : $"\"{digest}-{encoding}\""), modified, isPinned);
    }

    /// <param name="tag">Of these very bytes, encoding included.</param>
    /// <inheritdoc cref="IsNotModified(HttpContext, string, DateTimeOffset?, bool)"/>
    public static bool IsNotModified(HttpContext http, EntityTagHeaderValue tag, DateTimeOffset? modified, bool isPinned)
    {
        var headers = http.Response.Headers;
        var whole = modified is { } moment ? WholeSecond(moment) : (DateTimeOffset?)null;
        headers.ETag = tag.ToString();
        headers.LastModified = whole?.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = isPinned ? Pinned : Latest;
        headers.Vary = Vary;
        if (!HasSame(http.Request, tag, whole))
            return false;

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>The encoding (<c>br</c>, <c>zstd</c>, <c>gzip</c>) that the caller likes best of those there are; null for none.</summary>
    public static string? EncodingOf(HttpContext http) => http.Request.Headers.AcceptEncoding.Count == 0 ? null : http.RequestServices.GetService<IResponseCompressionProvider>()?.GetCompressionProvider(http)?.EncodingName;

    /// <summary>A moment as dates in HTTP are: UTC, to the second.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>The caller names this very answer in <c>If-None-Match</c>, so there is one.</summary>
    public static bool Holds(HttpContext http, string digest) => http.Request.Headers.IfNoneMatch.ToString().Contains(digest, StringComparison.Ordinal);

    /// <summary>How long each stage took, in milliseconds (W3C Server-Timing).</summary>
    public static void SetTiming(HttpResponse response, params ReadOnlySpan<(string Stage, TimeSpan Time)> stages)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[OnStack]);
        var between = "";
        foreach (var (stage, time) in stages)
        {
            var (whole, part) = Math.DivRem((long)time.TotalMicroseconds, 1_000);
            text.AppendLiteral(between);
            text.AppendLiteral(stage);
            text.AppendLiteral(";dur=");
            text.AppendFormatted(whole);
            text.AppendLiteral(".");
            text.AppendFormatted(part, "000");
            between = ", ";
        }

        response.Headers["Server-Timing"] = text.ToStringAndClear();
    }

    /// <summary>One Link header (RFC 8288); links without an address are left out.</summary>
    public static StringValues Links(params ReadOnlySpan<(string Relation, string? Address)> links)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[OnStack]);
        var between = "<";
        foreach (var (relation, address) in links)
        {
            if (address is null)
                continue;

            text.AppendLiteral(between);
            text.AppendLiteral(address);
            text.AppendLiteral(">; rel=\"");
            text.AppendLiteral(relation);
            text.AppendLiteral("\"");
            between = ", <";
        }

        return text.ToStringAndClear();
    }

    /// <summary>One link with the media type of what it leads to.</summary>
    public static string Link(string relation, string address, string mediaType) => $"<{address}>; rel=\"{relation}\"; type=\"{mediaType}\"";

    /// <summary>
    /// The same in other formats: links of the relation <c>alternate</c> with their media types, the first always, further ones while there is
    /// room, since a long question stands in each and clients read so much of a header and no more.
    /// </summary>
    public static string Alternates(IEnumerable<(RecordFormat Format, string Address)> exports)
    {
        var links = new StringBuilder();
        foreach (var (format, address) in exports)
        {
            if (links.Length > 0 && links.Length + address.Length > AlternatesLength)
                break;
            links.Append(links.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"<{address}>; rel=\"alternate\"; type=\"{format.MediaType}\"");
        }

        return links.ToString();
    }

    /// <summary>The caller says that it has the answer with this validator.</summary>
    public static bool HasSame(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset? modified) =>
        (request.Headers.IfNoneMatch.Count > 0 || request.Headers.IfModifiedSince.Count > 0) && HasSame(request.GetTypedHeaders(), tag, modified);

    private static bool HasSame(Microsoft.AspNetCore.Http.Headers.RequestHeaders request, EntityTagHeaderValue tag, DateTimeOffset? modified) =>
        request.IfNoneMatch is { Count: > 0 } held
            ? held.Any(other => other.Tag == "*" || other.Compare(tag, useStrongComparison: false))
            : request.IfModifiedSince is { } since && modified <= since;
}
