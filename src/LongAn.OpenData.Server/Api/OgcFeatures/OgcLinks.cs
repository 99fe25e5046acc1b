using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>The addresses of this slice and the types of what is there.</summary>
internal static class OgcLinks
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string JsonSchema = "application/schema+json";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";

    public static string Ogc(this PortalLinks links) => links.Root + "/ogc";

    public static string Collections(this PortalLinks links) => links.Ogc() + "/collections";

    public static string Collection(this PortalLinks links, Dataset dataset) => $"{links.Collections()}/{Uri.EscapeDataString(dataset.Id)}";
}
