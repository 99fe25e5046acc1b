using System.Text.Json.Nodes;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>Where the service begins, and what it conforms to.</summary>
internal static class LandingDocument
{
    public static readonly LocalizedText Title = new("Cổng dữ liệu mở Long An: OGC API Features", "Long An open data portal: OGC API Features");

    public static readonly LocalizedText Description = new(
        "Các bộ dữ liệu có vị trí, cho phần mềm GIS. Mỗi bộ dữ liệu nêu nguồn gốc (provenance): chính thức, tổng hợp, hoặc giả lập (synthetic).",
        "The datasets that have a location, for GIS software. Each says its provenance: official, compiled or synthetic.");

    private const string Features = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    private const string Filtering = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/";

    private static readonly string[] Classes =
    [
        Features + "core", Features + "oas30", Features + "geojson",
        Filtering + "queryables", Filtering + "queryables-query-parameters", Filtering + "filter", Filtering + "features-filter",
        .. Cql2Capability.All.Where(row => row.IsComplete).Select(row => row.Uri),
    ];

    public static JsonObject Of(PortalLinks links, string language) => new()
    {
        ["title"] = Title.In(language),
        ["description"] = Description.In(language),
        ["links"] = OgcLink.ToJson(
            new("self", links.Ogc(), OgcLinks.Json, Title.In(language)),
            new("service-desc", links.Ogc() + "/api", OgcLinks.OpenApi, "OpenAPI 3.0"),
            new("service-doc", links.Root + "/swagger", "text/html", "Swagger UI"),
            new("conformance", links.Ogc() + "/conformance", OgcLinks.Json, new LocalizedText("Các tiêu chuẩn được tuân theo", "What it conforms to").In(language)),
            new("data", links.Collections(), OgcLinks.Json, new LocalizedText("Các bộ dữ liệu", "The collections").In(language)),
            new("up", links.Root + "/api/v1", OgcLinks.Json, new LocalizedText("API của cổng", "The portal's own API").In(language))),
    };

    public static JsonObject Conformance() => new() { ["conformsTo"] = new JsonArray([.. Classes.Select(name => JsonValue.Create(name))]) };
}
