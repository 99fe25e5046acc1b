using System.Text.Json;
using NetTopologySuite.Geometries;

namespace LongAn.OpenData.Query.Spatial;

/// <summary>What a field of places holds: GeoJSON or <c>[lon, lat]</c>, in UTF-8.</summary>
public static class StoredPlace
{
    /// <returns>The point, in degrees; null where it is another shape or none.</returns>
    public static (double Longitude, double Latitude)? Point(ReadOnlySpan<byte> json) =>
        Read(json) is Point { IsEmpty: false } point ? (point.X, point.Y) : null;

    /// <returns>The least box around it; null where there is no geometry in it, or an empty one.</returns>
    public static Box? Around(ReadOnlySpan<byte> json) =>
        Read(json) is { IsEmpty: false, EnvelopeInternal: var around } ? new Box(around.MinX, around.MinY, around.MaxX, around.MaxY) : null;

    /// <returns>Null where there is no geometry in it.</returns>
    internal static Geometry? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!JsonDocument.TryParseValue(ref reader, out var document))
            return null;

        using (document)
            return GeoJsonGeometry.TryRead(document.RootElement);
    }
}
