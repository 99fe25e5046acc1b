using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.RelateNG;

namespace LongAn.OpenData.Query.Spatial;

/// <summary>A shape made ready to be compared with many places. Not for several threads at once.</summary>
public sealed class PreparedShape
{
    private readonly SpatialOperator asked;
    private readonly Envelope around;
    private readonly RelateNG relate;

    /// <param name="wkt">As <see cref="Shape.Wkt"/> has it.</param>
    /// <exception cref="FormatException">It is not WKT.</exception>
    public PreparedShape(SpatialOperator asked, string wkt)
    {
        var shape = ShapeReader.TryParse(wkt) ?? throw new FormatException("The shape is not WKT.");
        this.asked = asked;
        around = shape.EnvelopeInternal;
        relate = RelateNG.Prepare(shape);
    }

    public bool Relates(double longitude, double latitude)
    {
        if (!around.Intersects(longitude, latitude))
            return !asked.Meets;
        return relate.Evaluate(GeometryFactory.Default.CreatePoint(new Coordinate(longitude, latitude)), asked.FromShape());
    }

    /// <param name="json">GeoJSON or <c>[lon, lat]</c>, in UTF-8.</param>
    /// <returns>Null where there is no geometry in it, or one of which it cannot be told.</returns>
    public bool? Relates(ReadOnlySpan<byte> json)
    {
        var place = StoredPlace.Read(json);
        if (place is Point { IsEmpty: false } point)
            return Relates(point.X, point.Y);

        try
        {
            return place is null ? null : relate.Evaluate(place, asked.FromShape());
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException or InvalidOperationException or ApplicationException)
        {
            return null; // a stored shape may cross itself in ways that cannot be related to anything
        }
    }

    /// <summary>Whether one shape relates so to another.</summary>
    public static bool Relates(Shape left, SpatialOperator asked, Shape right) =>
        new PreparedShape(asked, right.Wkt).relate.Evaluate(ShapeReader.TryParse(left.Wkt), asked.FromShape());
}
