using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>A dataset as a collection of features.</summary>
internal static class CollectionDocument
{
    private const string Relations = "http://www.opengis.net/def/rel/ogc/1.0/";

    private static readonly LocalizedText Synthetic = new(
        "Dữ liệu giả lập (SYNTHETIC): do máy sinh ra, không bản ghi nào nói về người, doanh nghiệp hay sự việc có thật.",
        "SYNTHETIC data: generated; no record is of a real person, enterprise or event.");

    public static JsonObject Of(Dataset dataset, PortalLinks links, string language)
    {
        var description = dataset.Description;
        var provenance = dataset.Current.Provenance;
        var said = description.Description.In(language);
        var document = new JsonObject
        {
            ["id"] = dataset.Id,
            ["title"] = description.Title.In(language),
            ["description"] = provenance == Provenance.Synthetic ? $"{Synthetic.In(language)} {said}" : said,
            ["provenance"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(provenance.ToString()),
            ["keywords"] = new JsonArray([.. description.Keywords.Select(word => JsonValue.Create(word))]),
            ["attribution"] = description.Publisher.Title.In(language),
            ["itemType"] = "feature",
            ["crs"] = new JsonArray(OgcParameter.Crs84),
            ["storageCrs"] = OgcParameter.Crs84,
            ["links"] = Links(dataset, links, language),
        };
        if (Extent(dataset) is { Count: > 0 } extent)
            document["extent"] = extent;
        return document;
    }

    public static JsonObject OfAll(IEnumerable<Dataset> datasets, PortalLinks links, string language) => new()
    {
        ["links"] = OgcLink.ToJson(new OgcLink("self", links.Collections(), OgcLinks.Json)),
        ["collections"] = new JsonArray([.. datasets.Select(dataset => Of(dataset, links, language))]),
    };

    private static JsonArray Links(Dataset dataset, PortalLinks links, string language)
    {
        var (self, native) = (links.Collection(dataset), links.Dataset(dataset.Id));
        var title = dataset.Description.Title.In(language);
        return OgcLink.ToJson(
        [
            new("self", self, OgcLinks.Json, title),
            new("items", self + "/items", OgcLinks.GeoJson, title),
            new(Relations + "queryables", self + "/queryables", OgcLinks.JsonSchema),
            new(Relations + "schema", self + "/schema", OgcLinks.JsonSchema),
            new("alternate", native, OgcLinks.Json, new LocalizedText("Trong API của cổng", "In the portal's own API").In(language)),
            .. dataset.Description.Licences.Select(licence => new OgcLink("license", licence.Url, "text/html", licence.Title ?? licence.Name)),
            .. RecordFormat.For(dataset.Current).Select(format => new OgcLink("enclosure", $"{native}/export.{format.Name}", format.MediaType, format.Title.In(language))),
        ]);
    }

    private static JsonObject Extent(Dataset dataset)
    {
        var extent = new JsonObject();
        if (Box(dataset.Current) is { } box)
            extent["spatial"] = new JsonObject { ["bbox"] = new JsonArray(box), ["crs"] = OgcParameter.Crs84 };
        if (Interval(dataset) is { } interval)
            extent["temporal"] = new JsonObject { ["interval"] = new JsonArray(interval), ["trs"] = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian" };
        return extent;
    }

    /// <returns>West, south, east, north; null where no record has a position, or the positions are not numbers that were counted at import.</returns>
    private static JsonArray? Box(DatasetVersion version)
    {
        if (Place.Of(version) is not Place.Position position)
            return null;

        object?[] sides = [Least(version, position.Longitude), Least(version, position.Latitude), Greatest(version, position.Longitude), Greatest(version, position.Latitude)];
        return sides.Contains(null) ? null : new JsonArray([.. sides.Select(side => JsonValue.Create(Convert.ToDouble(side, CultureInfo.InvariantCulture)))]);
    }

    /// <summary>The time that the dataset says it speaks of, else that of its records; null at an end is open.</summary>
    private static JsonArray? Interval(Dataset dataset)
    {
        var (coverage, time) = (dataset.Description.Coverage, RecordTime.Of(dataset.Current));
        var from = Day(coverage?.From) ?? (time?.From is { } first ? Least(dataset.Current, first) as string : null);
        var to = Day(coverage?.To) ?? (time?.To is { } last ? Greatest(dataset.Current, last) as string : null);
        return from is null && to is null ? null : new JsonArray(AsInstant(from, "T00:00:00+07:00"), AsInstant(to, "T23:59:59+07:00"));
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 as the standard wants it: a day begins and ends as it does in Vietnam.</summary>
    private static JsonValue? AsInstant(string? time, string ofDay)
    {
        if (time is null)
            return null;

        var instant = DateTimeOffset.Parse(time.Length == 10 ? time + ofDay : time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return JsonValue.Create(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    private static object? Least(DatasetVersion version, Field field) => version.Profile.FirstOrDefault(row => row.Field == field.Name)?.Min;

    private static object? Greatest(DatasetVersion version, Field field) => version.Profile.FirstOrDefault(row => row.Field == field.Name)?.Max;
}
