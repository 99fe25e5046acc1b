using LongAn.OpenData.Server.Hosting;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>What a page may do in the reader's browser: run and load the portal's own files, ask the portal, and nothing else.</summary>
internal static class PageHeaders
{
    public static void Set(HttpResponse response, IServiceProvider services)
    {
        var tiles = services.GetRequiredService<IOptions<PortalOptions>>().Value.Explorer.TileOrigin;
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{(tiles is null ? "" : " " + tiles)}; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
    }
}
