namespace LongAn.OpenData.Query.Spatial;

/// <summary>A shape in degrees (WGS 84), two-dimensional.</summary>
/// <param name="Wkt">One text for one shape; valid.</param>
public sealed record Shape(string Wkt)
{
    /// <summary>Boxes that hold all of it; none where it is empty.</summary>
    public required IReadOnlyList<Box> Boxes { get; init; }

    /// <summary>It is its boxes, edges included, and nothing else.</summary>
    public required bool IsBoxes { get; init; }

    /// <summary>The text says all: the rest follows from it.</summary>
    public bool Equals(Shape? other) => other?.Wkt == Wkt;

    public override int GetHashCode() => Wkt.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A box in degrees, its edges included. It does not span the 180th meridian; what does is two boxes.</summary>
public readonly record struct Box(double West, double South, double East, double North);
