using System.Data.Common;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Server.Hosting.Faults;

namespace LongAn.OpenData.Server.Hosting.Keys;

/// <summary>
/// Asks for a key (<c>Authorization: Bearer</c>, RFC 6750) before anything else of the request is looked at, and logs every write that is tried with what
/// became of it. Reads with a key are not logged: nobody's reading is.
/// </summary>
internal sealed partial class KeyGate(KeyRing keys, FailedKeys failures, DatasetCatalog catalog, PublishLog entries, TimeProvider clock, ILogger<KeyGate> log) : IEndpointFilter
{
    private const string Scheme = "Bearer";
    private const string Realm = "LongAn.OpenData";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var endpoint = http.GetEndpoint()!;
        var attempt = new WriteAttempt(http, endpoint.Metadata.GetRequiredMetadata<EndpointNameMetadata>().EndpointName);
        http.Features.Set(attempt);
        if (http.Request.RouteValues["id"] is string id)
        {
            attempt.Dataset = id;
            attempt.Owner = catalog.Find(id)?.Description.Publisher.Id;
        }

        if (Refuse(http, attempt, endpoint.Metadata.GetRequiredMetadata<NeedsKey>().Scope) is { } refusal)
        {
            if (refusal.Code != ProblemCode.TooManyRequests)
                Note(http, attempt, refusal.Code.Status, refusal.Code.Name);
            return new ProblemResult(refusal);
        }

        try
        {
            var result = await next(context);
            var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
            Note(http, attempt, status, attempt.Outcome ?? (result as ProblemResult)?.Code.Name ?? status.ToString(CultureInfo.InvariantCulture));
            return result;
        }
        catch (Exception fault)
        {
            var isGone = fault is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested;
            Note(http, attempt, isGone ? StatusCodes.Status499ClientClosedRequest : StatusCodes.Status500InternalServerError, isGone ? "client-left" : ProblemCode.InternalError.Name);
            throw;
        }
    }

    private Problem? Refuse(HttpContext http, WriteAttempt attempt, KeyScope? scope)
    {
        if (WrongKey(http, attempt) is { } wrong)
        {
            if (failures.IsOneTooMany(attempt.Remote, http.Response))
                return new Problem(ProblemCode.TooManyRequests, "Quá nhiều khóa sai từ địa chỉ này; Retry-After cho biết chờ bao lâu.", "Too many wrong keys from this address; Retry-After says how long to wait.");

            http.Response.Headers.WWWAuthenticate = wrong.Code == ProblemCode.KeyRequired ? $"{Scheme} realm=\"{Realm}\"" : $"{Scheme} realm=\"{Realm}\", error=\"invalid_token\"";
            return wrong;
        }

        var key = attempt.Key!;
        keys.MarkUsed(key);
        if (scope is not null && !key.Scopes.Contains(scope))
        {
            http.Response.Headers.WWWAuthenticate = $"{Scheme} realm=\"{Realm}\", error=\"insufficient_scope\", scope=\"{scope}\"";
            return new Problem(ProblemCode.ScopeMissing, $"Khóa này không có quyền {scope}; nó có: {string.Join(", ", key.Scopes)}.", $"This key lacks the scope {scope}; it has: {string.Join(", ", key.Scopes)}.");
        }

        if (attempt.Owner is { } owner && owner != key.Publisher)
            return new Problem(ProblemCode.OtherPublisher, $"{attempt.Dataset} là của {owner}, khóa này là của {key.Publisher}.", $"{attempt.Dataset} is {owner}'s, and this key {key.Publisher}'s.") { Parameter = "id" };
        if (attempt.Dataset is { } dataset && !key.IsFor(dataset))
            return new Problem(ProblemCode.KeyNotForDataset, $"Khóa này chỉ dùng cho: {string.Join(", ", key.Datasets!)}.", $"This key is only for: {string.Join(", ", key.Datasets!)}.") { Parameter = "id" };

        return null;
    }

    private Problem? WrongKey(HttpContext http, WriteAttempt attempt)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
            return new Problem(ProblemCode.KeyRequired, "Cần khóa: Authorization: Bearer lak_…", "A key is needed: Authorization: Bearer lak_…") { Parameter = "Authorization" };

        if (keys.Find(header[(Scheme.Length + 1)..].Trim()) is not { } key)
            return new Problem(ProblemCode.KeyUnknown, "Không có khóa này.", "There is no such key.") { Parameter = "Authorization" };

        attempt.Key = key;
        return key.StateAt(clock.GetUtcNow()) switch
        {
            KeyState.Expired => new Problem(ProblemCode.KeyExpired, $"Khóa đã hết hạn lúc {key.Expires:O}.", $"The key expired at {key.Expires:O}.") { Parameter = "Authorization" },
            KeyState.Revoked => new Problem(ProblemCode.KeyRevoked, $"Khóa đã bị thu hồi lúc {key.Revoked:O}.", $"The key was revoked at {key.Revoked:O}.") { Parameter = "Authorization" },
            _ => null,
        };
    }

    /// <summary>A log that cannot be written, on a full disk, must not turn what was done into a failure.</summary>
    private void Note(HttpContext http, WriteAttempt attempt, int status, string outcome)
    {
        if (HttpMethods.IsGet(http.Request.Method))
            return;

        try
        {
            entries.Append(attempt.ToEntry(clock.GetUtcNow(), status, outcome));
        }
        catch (DbException fault)
        {
            Unwritten(fault, http.Request.Method, http.Request.Path, outcome);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path}: {Outcome}, and the publish log cannot be written")]
    private partial void Unwritten(Exception fault, string method, PathString path, string outcome);
}
