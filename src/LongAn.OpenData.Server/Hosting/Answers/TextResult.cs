using System.Text;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>A text with its validators; it is only made when the caller does not have it yet.</summary>
/// <param name="digest">Differs whenever the text differs, but for the addresses in it and the form that this build gives it.</param>
internal sealed class TextResult(string digest, DateTimeOffset modified, string contentType, Func<string> make) : IResult
{
    private static readonly string Build = typeof(TextResult).Module.ModuleVersionId.ToString();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var self = httpContext.RequestServices.GetRequiredService<PortalLinks>().Self;
        if (PortalHeaders.IsNotModified(httpContext, AnswerTag.Of(Build, digest, contentType, self), modified, isPinned: false))
            return;

        httpContext.Response.ContentType = contentType;
        await Answer.SendAsync(httpContext, Encoding.UTF8.GetBytes(make()));
    }
}
