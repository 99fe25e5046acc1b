using LongAn.OpenData.Server.Hosting.Usage;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>A whole answer as it goes over the wire, but for what belongs to one request.</summary>
/// <param name="Tag">Its validator: another for each encoding.</param>
/// <param name="Modified">When what it says last changed.</param>
/// <param name="Headers">All others.</param>
/// <param name="Body">Null where only callers who had it have asked so far.</param>
internal sealed record Answer(EntityTagHeaderValue Tag, DateTimeOffset? Modified, KeyValuePair<string, StringValues>[] Headers, byte[]? Body)
{
    private static readonly string[] OfNotModified = ["Cache-Control", "Vary", "Last-Modified"];
    private static readonly string[] OfOneRequest = ["Server-Timing", "ETag", "Content-Length", "Date", "Connection"];
    private readonly string etag = Tag.ToString();

    /// <summary>What a 304 repeats (RFC 9110, section 15.4.5): the rest its caller has.</summary>
    private readonly KeyValuePair<string, StringValues>[] headersOfNotModified = [.. Headers.Where(header => OfNotModified.Contains(header.Key, StringComparer.OrdinalIgnoreCase))];

    /// <summary>What it counts as each time it is given; null where it is no use of a dataset.</summary>
    public UsageTally? Tally { get; private init; }

    /// <summary>About how much memory it takes.</summary>
    public int Bytes => (Body?.Length ?? 0) + Headers.Sum(header => 2 * (header.Key.Length + header.Value.ToString().Length)) + 200;

    /// <summary>Sends a body whose headers are set; where the endpoint's answers are kept, compressed here and left for the cache.</summary>
    public static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        if (http.Features.Get<AnswerSlot>() is { } slot)
        {
            var bytes = Encode(http, body);
            body = bytes;
            if (Of(response, bytes) is { } answer)
                slot.Leave(answer); // before it is sent: others who wait for it do not wait for this client too
        }

        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    /// <returns>Null where the response has no validator to know it by.</returns>
    public static Answer? Of(HttpResponse response, byte[]? body) =>
        EntityTagHeaderValue.TryParse(response.Headers.ETag.ToString(), out var tag)
            ? new Answer(tag, response.GetTypedHeaders().LastModified, [.. response.Headers.Where(header => IsKept(header.Key))], body) { Tally = response.HttpContext.Features.Get<UsageMark>()?.TallyOf(response.HttpContext) }
            : null;

    /// <summary>It is all there, or the caller already has it.</summary>
    public bool Suits(HttpRequest request) => Body is not null || IsHeldBy(request);

    /// <summary>Sends it, or a 304 where the caller already has it.</summary>
    public Task WriteAsync(HttpContext http)
    {
        Tally?.Add();
        var response = http.Response;
        var isHeld = IsHeldBy(http.Request);
        foreach (var (name, value) in isHeld ? headersOfNotModified : Headers)
            response.Headers[name] = value;
        response.Headers.ETag = etag;
        response.Headers["Server-Timing"] = "cache;desc=hit";
        if (isHeld)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentLength = Body!.Length;
        return response.BodyWriter.WriteAsync(Body, http.RequestAborted).AsTask();
    }

    private bool IsHeldBy(HttpRequest request) => request.Headers.IfNoneMatch.ToString() == etag || PortalHeaders.HasSame(request, Tag, Modified);

    private static bool IsKept(string header) => !OfOneRequest.Contains(header, StringComparer.OrdinalIgnoreCase) && !header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase);

    /// <summary>As the caller asks for it; the middleware leaves alone what says its encoding.</summary>
    private static byte[] Encode(HttpContext http, ReadOnlyMemory<byte> body)
    {
        if (http.RequestServices.GetService<IResponseCompressionProvider>()?.GetCompressionProvider(http) is not { } provider)
            return body.ToArray();

        using var encoded = new MemoryStream(body.Length / 4);
        using (var stream = provider.CreateStream(encoded))
            stream.Write(body.Span);
        http.Response.Headers.ContentEncoding = provider.EncodingName;
        return encoded.ToArray();
    }
}

/// <summary>Where an endpoint whose answers are kept leaves one.</summary>
/// <param name="take">Is given the answer as soon as it is left.</param>
internal sealed class AnswerSlot(Action<Answer> take)
{
    /// <summary>Null where there was nothing to keep: a problem, or a 304.</summary>
    public Answer? Answer { get; private set; }

    public void Leave(Answer answer)
    {
        Answer = answer;
        take(answer);
    }
}

/// <summary>Says of an endpoint that its answers follow from the request and the state of the catalog alone, and are small enough to keep.</summary>
internal sealed class KeepsAnswers;
