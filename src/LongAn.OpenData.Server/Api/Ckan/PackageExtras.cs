using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>What the portal says of a dataset and CKAN has no member for: names and values.</summary>
internal static class PackageExtras
{
    public static IEnumerable<KeyValuePair<string, string>> Of(Dataset dataset)
    {
        var (description, version) = (dataset.Description, dataset.Current);
        yield return new("provenance", JsonNamingPolicy.SnakeCaseLower.ConvertName(version.Provenance.ToString()));
        yield return new("title_en", description.Title.In("en"));
        yield return new("notes_en", description.Description.In("en"));
        yield return new("language", "vi");
        yield return new("digest", version.Digest);
        yield return new("record_count", version.RecordCount.ToString(CultureInfo.InvariantCulture));
        yield return new("data_modified", CkanTime.Instant(version.Created));
        if (version.Schema.PrimaryKey.Count > 0)
            yield return new("primary_key", string.Join(',', version.Schema.PrimaryKey));
        if (description.Checked is { } day)
            yield return new("checked", Day(day));
        if (description.Frequency is { } frequency)
            yield return new("frequency", frequency.Code);
        if (description.Coverage?.From is { } from)
            yield return new("temporal_start", Day(from));
        if (description.Coverage?.To is { } to)
            yield return new("temporal_end", Day(to));
        if (description.Coverage?.Place is { } place)
            yield return new("spatial_text", place.Vi);
        if (Box(version) is { } box)
            yield return new("spatial", box);
        if (description.Licences.Count > 1)
            yield return new("licences", JsonSerializer.Serialize(description.Licences, PortalJson.Compact));
        if (description.Sources.Count > 0)
            yield return new("sources", JsonSerializer.Serialize(description.Sources, PortalJson.Compact));
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The box that the records lie in, as the GeoJSON polygon that ckanext-spatial reads; null where they have no position in two fields.</summary>
    private static string? Box(DatasetVersion version)
    {
        if (version.Location is not { Longitude: { } longitude, Latitude: { } latitude } || Range(version, longitude) is not var (west, east) || Range(version, latitude) is not var (south, north))
            return null;

        return string.Create(CultureInfo.InvariantCulture, $$"""{"type":"Polygon","coordinates":[[[{{west}},{{south}}],[{{east}},{{south}}],[{{east}},{{north}}],[{{west}},{{north}}],[{{west}},{{south}}]]]}""");
    }

    private static (double Least, double Greatest)? Range(DatasetVersion version, string field) =>
        version.Profile.FirstOrDefault(profile => profile.Field == field) is { Min: { } least, Max: { } greatest } ? (Convert.ToDouble(Plain(least), CultureInfo.InvariantCulture), Convert.ToDouble(Plain(greatest), CultureInfo.InvariantCulture)) : null;

    /// <summary>A profile that was read back holds JSON.</summary>
    private static object Plain(object value) => value is JsonElement element ? element.GetDouble() : value;
}
