using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>Answers with a mistake in CKAN's envelope.</summary>
internal sealed class CkanErrorResult(CkanError error, string action) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var body = error.Body is JsonObject inside
            ? new JsonObject { ["help"] = CkanResult.HelpAddress(links, action), ["success"] = false, ["error"] = inside.DeepClone() }
            : error.Body;
        httpContext.Response.StatusCode = error.Status;
        httpContext.Response.ContentType = CkanResult.ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = seconds;
        await httpContext.Response.WriteAsync(body.ToJsonString(PortalJson.Compact), httpContext.RequestAborted);
    }
}
