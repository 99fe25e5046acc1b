using System.Text.Json;

namespace LongAn.OpenData.Catalog;

/// <summary>Whether a JSON object is GeoJSON: the members that its type asks for, of positions that are numbers and rings that are closed (RFC 7946, 3).</summary>
internal static class GeoJsonRules
{
    /// <summary>What <c>coordinates</c> holds: one row for each type of geometry that has them.</summary>
    private static readonly Dictionary<string, Func<JsonElement, bool>> Coordinates = new(StringComparer.Ordinal)
    {
        ["Point"] = position => IsEmpty(position) || IsPosition(position),
        ["MultiPoint"] = points => IsArrayOf(points, IsPosition),
        ["LineString"] = line => IsEmpty(line) || IsLine(line),
        ["MultiLineString"] = lines => IsArrayOf(lines, IsLine),
        ["Polygon"] = rings => IsArrayOf(rings, IsRing),
        ["MultiPolygon"] = polygons => IsArrayOf(polygons, rings => IsArrayOf(rings, IsRing)),
    };

    public static bool IsSound(JsonElement json) => TypeOf(json) switch
    {
        "Feature" => IsFeature(json),
        "FeatureCollection" => json.TryGetProperty("features", out var features) && IsArrayOf(features, IsFeature),
        _ => IsGeometry(json),
    };

    private static bool IsFeature(JsonElement json) =>
        TypeOf(json) == "Feature" && json.TryGetProperty("geometry", out var geometry) && (geometry.ValueKind == JsonValueKind.Null || IsGeometry(geometry));

    private static bool IsGeometry(JsonElement json)
    {
        var type = TypeOf(json);
        if (type == "GeometryCollection")
            return json.TryGetProperty("geometries", out var parts) && IsArrayOf(parts, IsGeometry);
        return type is not null && Coordinates.TryGetValue(type, out var rule) && json.TryGetProperty("coordinates", out var coordinates) && rule(coordinates);
    }

    /// <returns>Null where it has none that is text.</returns>
    private static string? TypeOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static bool IsArrayOf(JsonElement json, Func<JsonElement, bool> rule) => json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(rule);

    /// <summary>A geometry without coordinates is nowhere, as null is (3.1).</summary>
    private static bool IsEmpty(JsonElement json) => json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 0;

    private static bool IsPosition(JsonElement json) =>
        IsArrayOf(json, part => part.ValueKind == JsonValueKind.Number && part.TryGetDouble(out var number) && double.IsFinite(number)) && json.GetArrayLength() >= 2;

    private static bool IsLine(JsonElement json) => IsArrayOf(json, IsPosition) && json.GetArrayLength() >= 2;

    /// <summary>Four positions or more, the last the same as the first.</summary>
    private static bool IsRing(JsonElement json)
    {
        if (!IsLine(json) || json.GetArrayLength() < 4)
            return false;

        var (first, last) = (json[0], json[json.GetArrayLength() - 1]);
        return first[0].GetDouble() == last[0].GetDouble() && first[1].GetDouble() == last[1].GetDouble();
    }
}
