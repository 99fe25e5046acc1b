using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Valid;

namespace LongAn.OpenData.Query.Spatial;

/// <summary>What is wrong with a shape.</summary>
public enum ShapeFault
{
    None,
    Unreadable,
    TooManyPoints,

    /// <summary>Its rings cross themselves or each other, and there are too many points to mend it.</summary>
    Crossing,
}

/// <summary>Turns shapes as people write them into <see cref="Shape"/>: flat, valid, with one text each.</summary>
public static class ShapeReader
{
    public const int MaxPoints = 2_000;

    /// <summary>A ring that crosses itself is mended as the even-odd rule reads it; the work grows with the square of its points.</summary>
    private const int MaxMendedPoints = 50;

    /// <summary>A shape of more parts is held by one box around them all.</summary>
    private const int MaxBoxes = 4;

    public static ShapeFault TryRead(string wkt, out Shape? shape)
    {
        shape = null;
        return TryParse(wkt) is { } geometry ? TryRead(geometry, out shape) : ShapeFault.Unreadable;
    }

    /// <summary>A box whose west is east of its east spans the 180th meridian (RFC 7946, 5.2).</summary>
    public static ShapeFault TryRead(double west, double south, double east, double north, out Shape? shape)
    {
        var box = west <= east
            ? Rectangle(west, south, east, north)
            : GeometryFactory.Default.BuildGeometry([Rectangle(west, south, 180, north), Rectangle(-180, south, east, north)]);
        return TryRead(box, out shape);
    }

    /// <param name="geoJson">A geometry, well-formed JSON in UTF-8.</param>
    public static ShapeFault TryRead(ReadOnlyMemory<byte> geoJson, out Shape? shape)
    {
        shape = null;
        using var json = JsonDocument.Parse(geoJson);
        return GeoJsonGeometry.TryRead(json.RootElement) is { } geometry ? TryRead(geometry, out shape) : ShapeFault.Unreadable;
    }

    private static ShapeFault TryRead(Geometry geometry, out Shape? shape)
    {
        shape = null;
        if (geometry.NumPoints > MaxPoints)
            return ShapeFault.TooManyPoints;
        if (geometry.Coordinates.Any(point => !double.IsFinite(point.X) || !double.IsFinite(point.Y)))
            return ShapeFault.Unreadable;
        if (!new IsValidOp(geometry).IsValid)
        {
            if (geometry.NumPoints > MaxMendedPoints)
                return ShapeFault.Crossing;

            geometry = GeometryFixer.Fix(geometry);
        }

        Geometry[] parts = [.. Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN)];
        shape = new Shape(new WKTWriter(2).Write(geometry))
        {
            Boxes = [.. (parts.Length <= MaxBoxes ? parts : [geometry]).Where(part => !part.IsEmpty).Select(part => Around(part.EnvelopeInternal))],
            IsBoxes = parts.Length <= MaxBoxes && parts.All(part => part.IsRectangle),
        };
        return ShapeFault.None;
    }

    internal static Geometry? TryParse(string wkt)
    {
        try
        {
            return new WKTReader { IsOldNtsCoordinateSyntaxAllowed = true, IsOldNtsMultiPointSyntaxAllowed = true }.Read(wkt);
        }
        catch (Exception fault) when (fault is ParseException or ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Box Around(Envelope envelope) => new(envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY);

    private static Geometry Rectangle(double west, double south, double east, double north) =>
        GeometryFactory.Default.ToGeometry(new Envelope(west, east, south, north));
}
