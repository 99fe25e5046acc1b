using System.Security.Cryptography;
using System.Text;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>A document in any notation, with its validators; it is only written when the caller does not have it yet.</summary>
/// <param name="digest">Differs whenever the document differs, but for the addresses in it and the shape that this build gives it.</param>
/// <param name="modified">When what it says last changed; null where nothing in the portal's data says so.</param>
/// <param name="contentType">Parameters included.</param>
internal sealed class WrittenResult(string digest, DateTimeOffset? modified, string contentType, Func<CancellationToken, ValueTask<byte[]>> write) : IResult
{
    private static readonly Guid Build = typeof(WrittenResult).Module.ModuleVersionId;

    public WrittenResult(string digest, DateTimeOffset? modified, string contentType, Func<byte[]> write) : this(digest, modified, contentType, _ => ValueTask.FromResult(write())) { }

    /// <summary>The request names a version, so its answer never changes.</summary>
    public bool IsPinned { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Two addresses of one portal have other links in one document, so the address is part of the tag.
        var self = httpContext.RequestServices.GetRequiredService<PortalLinks>().Self;
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build}\n{contentType}\n{digest}\n{self}")).AsSpan(0, 16));
        if (PortalHeaders.IsNotModified(httpContext, tag, modified, IsPinned))
            return;

        var body = await write(httpContext.RequestAborted);
        httpContext.Response.ContentType = contentType;
        await Answer.SendAsync(httpContext, body);
    }
}
