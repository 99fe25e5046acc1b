namespace LongAn.OpenData.Query.Spatial;

/// <summary>A shape in degrees (WGS 84), two-dimensional.</summary>
/// <param name="Wkt">One text for one shape; valid.</param>
public sealed record Shape(string Wkt, Box Box);

/// <summary>The least box around a shape, in degrees.</summary>
public readonly record struct Box(double West, double South, double East, double North);
