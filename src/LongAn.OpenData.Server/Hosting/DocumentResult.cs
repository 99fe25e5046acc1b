using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>A JSON document with its validators; it is only made when the caller does not have it yet.</summary>
/// <param name="digest">Differs whenever the document differs, but for the addresses in it and the shape that this build gives it.</param>
/// <param name="modified">When what it says last changed; null where nothing in the portal's data says so.</param>
internal sealed class DocumentResult(string digest, DateTimeOffset? modified, Func<CancellationToken, ValueTask<object>> make) : IResult
{
    public DocumentResult(string digest, DateTimeOffset? modified, Func<object> make) : this(digest, modified, _ => ValueTask.FromResult(make())) { }

    private static readonly Guid Build = typeof(DocumentResult).Module.ModuleVersionId;

    /// <summary>The request names a version, so its answer never changes.</summary>
    public bool IsPinned { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!Negotiation.Accepts(httpContext.Request, ContentType.Split(';')[0]))
        {
            await new ProblemResult(new Problem(ProblemCode.NotAcceptable, "Chỉ có application/json ở đây.", "Only application/json is available here.") { Parameter = "Accept" }).ExecuteAsync(httpContext);
            return;
        }

        // Two addresses of one portal have other links in one document, so the address is part of the tag.
        var self = httpContext.RequestServices.GetRequiredService<PortalLinks>().Self;
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build}\n{digest}\n{self}")).AsSpan(0, 16));
        if (PortalHeaders.IsNotModified(httpContext, tag, modified, IsPinned))
            return;

        var body = JsonSerializer.SerializeToUtf8Bytes(await make(httpContext.RequestAborted), PortalJson.Indented);
        httpContext.Response.ContentType = ContentType;
        await Answer.SendAsync(httpContext, body);
    }
}
