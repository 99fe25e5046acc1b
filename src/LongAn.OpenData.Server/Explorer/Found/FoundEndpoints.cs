using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Explorer.Found;

/// <summary>What search engines and home screens ask for beside the pages.</summary>
internal static class FoundEndpoints
{
    public const string ManifestPath = "/site.webmanifest";

    public static void MapFound(this WebApplication app)
    {
        app.MapGet("/sitemap.xml", GetSitemap).ExcludeFromDescription().Takes().WithMetadata(new KeepsAnswers());
        app.MapGet(ManifestPath, GetManifest).ExcludeFromDescription().Takes().WithMetadata(new KeepsAnswers());
    }

    private static WrittenResult GetSitemap(DatasetCatalog catalog, PortalLinks links) =>
        new(catalog.Digest, Sitemap.Modified(catalog), "application/xml; charset=utf-8", () => Sitemap.Write(catalog, links));

    /// <summary>How the portal looks on a home screen (W3C Web Application Manifest).</summary>
    private static DocumentResult GetManifest(PageContext page) => new($"manifest{page.Language}{page.Asset("icon-512.png")}", modified: null, () => new JsonObject
    {
        ["id"] = page.Prefix + "/",
        ["name"] = page.T(PortalIdentity.Title),
        ["short_name"] = "Long An",
        ["description"] = page.T(PortalIdentity.Description),
        ["lang"] = page.Language,
        ["start_url"] = page.Prefix + "/",
        ["scope"] = page.Prefix + "/",
        ["display"] = "browser",
        ["theme_color"] = "#0b5d43",
        ["background_color"] = "#ffffff",
        ["icons"] = new JsonArray(
            new JsonObject { ["src"] = page.Asset("icon.svg"), ["type"] = "image/svg+xml", ["sizes"] = "any" },
            new JsonObject { ["src"] = page.Asset("icon-180.png"), ["type"] = "image/png", ["sizes"] = "180x180" },
            new JsonObject { ["src"] = page.Asset("icon-512.png"), ["type"] = "image/png", ["sizes"] = "512x512", ["purpose"] = "maskable" }),
    })
    { ContentType = "application/manifest+json; charset=utf-8" };
}
