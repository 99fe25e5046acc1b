using System.Collections.Concurrent;
using LongAn.OpenData.Catalog;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>
/// Keeps small answers whole, already compressed, and gives them again before anything is planned. All that an answer follows from is in
/// its key: the request as it was written, how the answer is wished for, and the state of the catalog, so that a new version leaves all
/// old answers unreachable. Those not asked for longest make room for new ones. Who asks for what somebody else is asking for waits.
/// </summary>
internal sealed class AnswerCache(DatasetCatalog catalog, TimeProvider clock, IOptions<PortalOptions> options)
{
    /// <summary>The part of the cache that one answer may take.</summary>
    private const int LargestPart = 16;

    private readonly long mostBytes = options.Value.AnswerCacheMegabytes * 1024L * 1024;
    private readonly Lock gate = new();
    private readonly Dictionary<AnswerKey, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> recent = new();
    private readonly ConcurrentDictionary<AnswerKey, TaskCompletionSource<Made>> making = [];
    private long bytes;
    private long found;

    /// <summary>How often an answer was there, and how much memory those that are kept take.</summary>
    public (long Found, long Bytes) Facts
    {
        get
        {
            lock (gate)
                return (found, bytes);
        }
    }

    /// <summary>
    /// First of all that a request meets: what is kept needs no routing, no planner and nothing that wraps an answer. A page of another origin
    /// goes on to where its headers are set, and finds the answer there.
    /// </summary>
    public Task GiveAsync(HttpContext http, RequestDelegate next) =>
        mostBytes > 0 && HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Origin.Count == 0 && Find(KeyOf(http)) is { } kept && kept.Suits(http.Request)
            ? kept.WriteAsync(http)
            : next(http);

    /// <summary>Behind routing: answers of endpoints that say so are kept.</summary>
    public async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        if (mostBytes == 0 || !HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<KeepsAnswers>() is null)
        {
            await next(http);
            return;
        }

        var key = KeyOf(http);
        while (true)
        {
            if (Find(key) is { } kept && kept.Suits(http.Request))
            {
                await kept.WriteAsync(http);
                return;
            }

            var mine = new TaskCompletionSource<Made>(TaskCreationOptions.RunContinuationsAsynchronously);
            var theirs = making.GetOrAdd(key, mine);
            if (theirs == mine)
            {
                if (Find(key) is { } since && since.Suits(http.Request)) // another has made it between the look and the claim
                {
                    Give(key, mine, new Made(since, HasLeft: false));
                    continue;
                }

                await MakeAsync(key, mine, http, next);
                return;
            }

            var made = await theirs.Task.WaitAsync(http.RequestAborted);
            if (made is { Answer: null, HasLeft: true } or { Answer.Body: null })
                continue; // nobody has the answer, so the next one makes it

            await (made.Answer?.WriteAsync(http) ?? next(http));
            return;
        }
    }

    private AnswerKey KeyOf(HttpContext http) => AnswerKey.Of(http, catalog.Digest, PortalDay.Of(clock));

    private async Task MakeAsync(AnswerKey key, TaskCompletionSource<Made> mine, HttpContext http, RequestDelegate next)
    {
        var slot = new AnswerSlot(answer => Give(key, mine, new Made(answer, HasLeft: false)));
        http.Features.Set(slot);
        try
        {
            await next(http);
        }
        finally
        {
            if (slot.Answer is null)
                Give(key, mine, new Made(http.Response.StatusCode == StatusCodes.Status304NotModified ? Answer.Of(http.Response, body: null) : null, http.RequestAborted.IsCancellationRequested));
        }
    }

    private void Give(AnswerKey key, TaskCompletionSource<Made> mine, Made made)
    {
        if (made.Answer is { } answer)
            Keep(key, answer);
        making.TryRemove(key, out _);
        mine.SetResult(made);
    }

    private Answer? Find(AnswerKey key)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var node))
                return null;

            found++;
            if (node != recent.First)
            {
                recent.Remove(node);
                recent.AddFirst(node);
            }

            return node.Value.Answer;
        }
    }

    private void Keep(AnswerKey key, Answer answer)
    {
        var size = answer.Bytes + key.Bytes;
        if (size > mostBytes / LargestPart)
            return;

        lock (gate)
        {
            if (entries.TryGetValue(key, out var held))
            {
                if (held.Value.Answer.Body is not null || answer.Body is null)
                    return;
                Remove(held);
            }

            entries.Add(key, recent.AddFirst(new Entry(key, answer, size)));
            bytes += size;
            while (bytes > mostBytes)
                Remove(recent.Last!);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        recent.Remove(node);
        entries.Remove(node.Value.Key);
        bytes -= node.Value.Bytes;
    }

    private sealed record Entry(AnswerKey Key, Answer Answer, int Bytes);

    /// <param name="HasLeft">Its caller has gone before it was there.</param>
    private readonly record struct Made(Answer? Answer, bool HasLeft);
}

/// <summary>All that an answer follows from.</summary>
/// <param name="Base">The path prefix; scheme, host and it are what links begin with.</param>
/// <param name="Target">Path and query as they were written: an escaped comma in a key is another than a plain one.</param>
/// <param name="Catalog">The state of the catalog.</param>
/// <param name="Day">The day in the portal, by which a dataset may be overdue.</param>
internal readonly record struct AnswerKey(string Scheme, string Host, string Base, string Target, string Catalog, DateOnly Day, string Accept, string AcceptEncoding, string AcceptLanguage)
{
    /// <summary>About how much memory it takes.</summary>
    public int Bytes => 200 + (2 * (Scheme.Length + Host.Length + Base.Length + Target.Length + Accept.Length + AcceptEncoding.Length + AcceptLanguage.Length));

    /// <summary>Of the two that tell most questions apart.</summary>
    public override int GetHashCode() => HashCode.Combine(Target, AcceptEncoding);

    public static AnswerKey Of(HttpContext http, string catalog, DateOnly day)
    {
        var request = http.Request;
        return new AnswerKey(
            request.Scheme,
            request.Host.Value ?? "",
            request.PathBase.Value ?? "",
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            catalog,
            day,
            request.Headers.Accept.ToString(),
            request.Headers.AcceptEncoding.ToString(),
            request.Headers.AcceptLanguage.ToString());
    }
}
