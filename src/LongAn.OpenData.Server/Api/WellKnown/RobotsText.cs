using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.WellKnown;

/// <summary>What crawlers may read (RFC 9309): descriptions and whole files, not the endless number of questions.</summary>
internal static class RobotsText
{
    private static readonly string[] Questions = ["records", "facets", "aggregate", "fields"];

    public static string Of(PortalLinks links)
    {
        var prefix = new Uri(links.Root).AbsolutePath.TrimEnd('/');
        var refused = Questions.Select(question => $"Disallow: {prefix}/api/v1/datasets/*/{question}\n");
        return $"User-agent: *\n{string.Concat(refused)}Disallow: {prefix}/api/v1/datasets/*/export.*?\n\nSitemap: {links.Root}/sitemap.xml\n";
    }
}
