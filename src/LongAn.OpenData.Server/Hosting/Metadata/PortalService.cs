using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Metadata;

/// <summary>The protocols that records can be asked in: one row each. Catalogs of services name them by their addresses.</summary>
/// <param name="Name">Never changes: part of the service's own address in catalogs.</param>
/// <param name="Path">Below the portal's root.</param>
/// <param name="Probe">A path that is answered to any GET.</param>
internal sealed record PortalService(string Name, string Path, string Probe, LocalizedText Title, LocalizedText Description)
{
    /// <summary>What it conforms to.</summary>
    public required string Standard { get; init; }

    public required string StandardTitle { get; init; }

    /// <summary>The path of a description for programs (RFC 8631's <c>service-desc</c>).</summary>
    public string? Definition { get; private init; }

    /// <summary>The media type of the definition.</summary>
    public string DefinitionType { get; private init; } = "application/json";

    /// <summary>Which datasets it has; all where this is not said.</summary>
    public Func<Dataset, bool> Serves { get; private init; } = _ => true;

    public static readonly PortalService Rest = new("rest", "/api/v1", "/api/v1", new("API dữ liệu mở", "Open data API"), new(
        "Lọc, tìm kiếm, sắp xếp, nhóm và tải bản ghi của mọi bộ dữ liệu.", "Filters, searches, sorts, groups and downloads the records of every dataset."))
    {
        Standard = "https://spec.openapis.org/oas/v3.0.4.html",
        StandardTitle = "OpenAPI 3.0",
        Definition = "/openapi/portal.json",
    };

    public static readonly PortalService Ckan = new("ckan", "/api/3/action", "/api/3/action/status_show", new("API CKAN", "CKAN action API"), new(
        "Mọi bộ dữ liệu, cho các chương trình của CKAN.", "Every dataset, for programs made for CKAN."))
    {
        Standard = "https://docs.ckan.org/en/latest/api/",
        StandardTitle = "CKAN Action API",
        Definition = "/openapi/ckan.json",
    };

    public static readonly PortalService OgcFeatures = new("ogc-features", "/ogc", "/ogc", new("OGC API - Features", "OGC API - Features"), new(
        "Các bộ dữ liệu có vị trí, cho phần mềm GIS.", "The datasets that have a location, for GIS programs."))
    {
        Standard = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        StandardTitle = "OGC API - Features 1.0",
        Definition = "/ogc/api",
        DefinitionType = "application/vnd.oai.openapi+json;version=3.0",
        Serves = dataset => RecordFormat.GeoJson.IsFor(dataset.Current),
    };

    public static IReadOnlyList<PortalService> All { get; } = [Rest, Ckan, OgcFeatures];
}
