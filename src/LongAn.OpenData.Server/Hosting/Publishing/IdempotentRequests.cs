using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>
/// Requests that may be sent again (<c>Idempotency-Key</c>, draft-ietf-httpapi-idempotency-key-header): the same is answered as it was, another one under the
/// same key is a mistake, one that is still running is not run twice, and one that was cut off is told what had come of it.
/// </summary>
internal sealed class IdempotentRequests(KeptAnswers answers, VersionLedger ledger, IOptions<PortalOptions> options)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;
    private readonly ConcurrentDictionary<(string Key, string IdempotencyKey), bool> running = [];

    private TimeSpan Age => TimeSpan.FromHours(options.Value.Publishing.IdempotencyHours);

    public static bool IsOne(HttpRequest request) => request.Headers.ContainsKey(Header);

    /// <param name="digest">Of the body.</param>
    /// <param name="work">Does what is asked for.</param>
    /// <param name="tell">Answers with what such a request had served when the server stopped; null where that is no longer kept.</param>
    public async Task<IResult> DoOnceAsync(HttpContext http, string digest, Func<Task<IResult>> work, Func<HttpContext, ServedRequest, IResult?> tell)
    {
        var asked = http.Request.Headers[Header].ToString().Trim('"');
        if (asked.Length == 0)
            return await work();
        if (asked.Length > LongestKey)
            return new ProblemResult(new Problem(ProblemCode.OverLimit, $"{Header} dài nhất là {LongestKey} ký tự.", $"{Header} is at most {LongestKey} characters.") { Parameter = Header, Maximum = LongestKey });

        var key = (WriteAttempt.Of(http).Key!.Id, asked);
        if (!running.TryAdd(key, true))
            return new ProblemResult(new Problem(ProblemCode.IdempotencyInProgress, "Yêu cầu trước đó cùng khóa này còn đang chạy.", "The earlier request with this key is still running.") { Parameter = Header });

        var isHandedOver = false;
        try
        {
            var fingerprint = Fingerprint(http.Request, digest);
            var kept = answers.Find(key.Id, asked, Age);
            if (kept is not null && kept.Fingerprint != fingerprint)
                return new ProblemResult(new Problem(ProblemCode.IdempotencyMismatch, "Khóa này đã dùng cho một yêu cầu khác; hãy dùng khóa mới.", "This key was used for another request; use a new one.") { Parameter = Header });
            if (kept is { Begun: null })
                return new AgainResult(kept);

            var answer = kept is { Begun: { } begun } && ledger.FindServed(begun) is { } served ? tell(http, served) : null;
            if (answer is null)
            {
                answers.Keep(key.Id, asked, KeptAnswer.OfBegun(fingerprint, WriteAttempt.Of(http).Work), Age);
                answer = await work();
            }

            void Keep(KeptAnswer? given)
            {
                if (given is null)
                    answers.Forget(key.Id, asked);
                else
                    answers.Keep(key.Id, asked, given with { Fingerprint = fingerprint }, Age);
            }

            var result = new KeepingResult(answer, Keep, () => running.TryRemove(key, out _));
            isHandedOver = true;
            return result;
        }
        finally
        {
            if (!isHandedOver)
                running.TryRemove(key, out _);
        }
    }

    private static string Fingerprint(HttpRequest request, string digest)
    {
        var parts = string.Join('\n', request.Method, request.Path, request.QueryString, request.ContentType, request.Headers.ContentEncoding, request.Headers.IfMatch, request.Headers.IfNoneMatch, digest);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)));
    }

    /// <summary>The answer that was given before.</summary>
    private sealed class AgainResult(KeptAnswer kept) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => (int)kept.Status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = (int)kept.Status;
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(kept.Headers)!)
                httpContext.Response.Headers[name] = value;
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            return httpContext.Response.WriteAsync(kept.Body, httpContext.RequestAborted);
        }
    }

    /// <summary>Gives an answer and keeps it, unless it is one that another try may change.</summary>
    private sealed class KeepingResult(IResult result, Action<KeptAnswer?> keep, Action end) : IResult, IStatusCodeHttpResult
    {
        private static readonly string[] Headers = ["Content-Type", "Content-Language", "Cache-Control", "ETag", "Location", "Vary"];

        public int? StatusCode => (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;

        private bool IsFinal => StatusCode is >= 200 and < 300 or StatusCodes.Status412PreconditionFailed or StatusCodes.Status422UnprocessableEntity;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                if (result is RejectedResult && RejectedResult.IsTable(httpContext.Request))
                {
                    keep(null);
                    await result.ExecuteAsync(httpContext); // too large to keep, and found again where it is asked for again
                    return;
                }

                var response = httpContext.Response;
                var body = response.Body;
                using var written = new MemoryStream();
                response.Body = written;
                var left = httpContext.RequestAborted;
                httpContext.RequestAborted = CancellationToken.None; // what was done is done, and who asks again is to be told so
                try
                {
                    await result.ExecuteAsync(httpContext);
                    await response.BodyWriter.FlushAsync();
                }
                finally
                {
                    response.Body = body;
                    httpContext.RequestAborted = left;
                }

                var headers = Headers.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString());
                keep(IsFinal ? new KeptAnswer("", response.StatusCode, JsonSerializer.Serialize(headers), Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length)) : null);

                written.Position = 0;
                await written.CopyToAsync(body, httpContext.RequestAborted);
            }
            finally
            {
                end();
            }
        }
    }
}
