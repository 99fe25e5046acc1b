using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>A JSON document with its validators; it is only made when the caller does not have it yet.</summary>
/// <param name="digest">Differs whenever the document differs, but for the addresses in it and the shape that this build gives it.</param>
/// <param name="modified">When what it says last changed; null where nothing in the portal's data says so.</param>
internal sealed class DocumentResult(string digest, DateTimeOffset? modified, Func<CancellationToken, ValueTask<object>> make) : IResult
{
    public DocumentResult(string digest, DateTimeOffset? modified, Func<object> make) : this(digest, modified, _ => ValueTask.FromResult(make())) { }

    /// <summary>The request names a version, so its answer never changes.</summary>
    public bool IsPinned { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>What the caller takes has been looked at already.</summary>
    public bool IsChosen { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!IsChosen && !Negotiation.Accepts(httpContext.Request, ContentType.Split(';')[0]))
        {
            var type = ContentType.Split(';')[0];
            await new ProblemResult(new Problem(ProblemCode.NotAcceptable, $"Chỉ có {type} ở đây.", $"Only {type} is available here.") { Parameter = "Accept" }).ExecuteAsync(httpContext);
            return;
        }

        var written = new WrittenResult(digest, modified, ContentType, async cancel => JsonSerializer.SerializeToUtf8Bytes(await make(cancel), PortalJson.Indented)) { IsPinned = IsPinned };
        await written.ExecuteAsync(httpContext);
    }
}
