using System.Text.Json;
using NetTopologySuite.Geometries;

namespace LongAn.OpenData.Query.Spatial;

/// <summary>Reads geometries of GeoJSON (RFC 7946), alone or in a feature, and positions <c>[lon, lat]</c>; heights are passed over.</summary>
internal static class GeoJsonGeometry
{
    private static readonly GeometryFactory Factory = GeometryFactory.Default;

    /// <summary>The geometries that a filter may write.</summary>
    public static readonly string[] Types = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

    /// <returns>Null where it is no geometry.</returns>
    public static Geometry? TryRead(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Array => Point(json),
                JsonValueKind.Object => Read(json),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    private static Geometry? Read(JsonElement json) => json.GetProperty("type").GetString() switch
    {
        "Point" => Point(Coordinates(json)),
        "MultiPoint" => Factory.CreateMultiPoint(Each(Coordinates(json), Point)),
        "LineString" => Line(Coordinates(json)),
        "MultiLineString" => Factory.CreateMultiLineString(Each(Coordinates(json), Line)),
        "Polygon" => Polygon(Coordinates(json)),
        "MultiPolygon" => Factory.CreateMultiPolygon(Each(Coordinates(json), Polygon)),
        "GeometryCollection" => Collection(json.GetProperty("geometries"), Read),
        "Feature" => TryRead(json.GetProperty("geometry")),
        "FeatureCollection" => Collection(json.GetProperty("features"), TryRead),
        _ => null,
    };

    private static JsonElement Coordinates(JsonElement json) => json.GetProperty("coordinates");

    private static T[] Each<T>(JsonElement array, Func<JsonElement, T> read) => [.. array.EnumerateArray().Select(read)];

    private static GeometryCollection? Collection(JsonElement array, Func<JsonElement, Geometry?> read)
    {
        var parts = Each(array, read);
        return parts.Contains(null) ? null : Factory.CreateGeometryCollection(parts!);
    }

    private static Coordinate Coordinate(JsonElement position) => new(position[0].GetDouble(), position[1].GetDouble());

    private static Point Point(JsonElement position) => Factory.CreatePoint(Coordinate(position));

    private static LineString Line(JsonElement positions) => Factory.CreateLineString(Each(positions, Coordinate));

    private static Polygon Polygon(JsonElement rings)
    {
        var read = Each(rings, ring => Factory.CreateLinearRing(Each(ring, Coordinate)));
        return read.Length == 0 ? Factory.CreatePolygon() : Factory.CreatePolygon(read[0], read[1..]);
    }
}
