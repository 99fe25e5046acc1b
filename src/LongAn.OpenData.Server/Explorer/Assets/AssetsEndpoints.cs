using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;

namespace LongAn.OpenData.Server.Explorer.Assets;

/// <summary>The explorer's own files.</summary>
internal static class AssetsEndpoints
{
    public static void MapAssets(this WebApplication app)
    {
        app.MapGet("/assets/{file}", GetAsset).ExcludeFromDescription();
        app.MapGet("/favicon.ico", (PortalLinks links, ExplorerAssets assets) => Results.Redirect(links.Root + assets.PathOf("icon.svg"))).ExcludeFromDescription();
    }

    private static IResult GetAsset(string file, HttpContext http, ExplorerAssets assets)
    {
        var kept = assets.Find(file);
        if ((kept ?? assets.Named(file)) is not { } asset)
            return new ProblemResult(ProblemStatus.For(ProblemCode.NotFound.Status, http.Request));

        var headers = http.Response.Headers;
        headers.CacheControl = kept is null ? PortalHeaders.Latest : PortalHeaders.Pinned;
        headers.ETag = $"\"{asset.File}\"";
        headers.Vary = "Accept-Encoding";
        headers.XContentTypeOptions = "nosniff";
        if (http.Request.Headers.IfNoneMatch == headers.ETag)
            return Results.StatusCode(StatusCodes.Status304NotModified);
        if (!asset.IsPackable || !http.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality != 0))
            return Results.Bytes(asset.Content, asset.ContentType);

        headers.ContentEncoding = "br";
        return Results.Bytes(asset.Packed, asset.ContentType);
    }
}
