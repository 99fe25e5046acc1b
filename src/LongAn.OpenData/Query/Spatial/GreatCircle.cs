namespace LongAn.OpenData.Query.Spatial;

/// <summary>
/// Distances over the Earth taken as a sphere, by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", 1984). The Earth is
/// flatter: against the ellipsoid WGS 84 a distance here is wrong by at most 0.56%, 5.6 m in a kilometre.
/// </summary>
public static class GreatCircle
{
    /// <summary>The mean radius (2a + b) / 3 of the ellipsoid (IUGG; NIMA TR8350.2 for WGS 84), in metres.</summary>
    public const double EarthMetres = 6_371_008.7714;

    /// <summary>In metres, to the millimetre.</summary>
    public const int Digits = 3;

    /// <summary>6 mm in radians, more than rounding can hide.</summary>
    private const double Slack = 1e-9;

    /// <summary>So near to a pole, in degrees, a circle is taken to go around it.</summary>
    private const double PoleDegrees = 89.9;

    /// <summary>Coordinates in degrees; the answer in metres.</summary>
    public static double Metres(double longitude, double latitude, double otherLongitude, double otherLatitude)
    {
        var (north, other) = (double.DegreesToRadians(latitude), double.DegreesToRadians(otherLatitude));
        var (halfNorth, halfEast) = (Math.Sin((other - north) / 2), Math.Sin(double.DegreesToRadians(otherLongitude - longitude) / 2));
        var haversine = (halfNorth * halfNorth) + (Math.Cos(north) * Math.Cos(other) * halfEast * halfEast);
        return Math.Round(2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(haversine))), Digits);
    }

    /// <returns>Boxes that hold every place no further than that: one, or two where the circle spans the 180th meridian.</returns>
    public static IReadOnlyList<Box> Around(double longitude, double latitude, double metres)
    {
        var angle = (metres / EarthMetres) + Slack;
        var (south, north) = (latitude - double.RadiansToDegrees(angle), latitude + double.RadiansToDegrees(angle));
        if (north > PoleDegrees || south < -PoleDegrees)
            return [new Box(-180, Math.Max(south, -90), 180, Math.Min(north, 90))];

        // Where a meridian touches the circle, the sine of its distance in longitude is sin(angle) / cos(latitude).
        var width = double.RadiansToDegrees(Math.Asin(Math.Sin(angle) / Math.Cos(double.DegreesToRadians(latitude))));
        var (west, east) = (longitude - width, longitude + width);
        if (west <= -180)
            return [new Box(west + 360, south, 180, north), new Box(-180, south, east, north)];
        if (east >= 180)
            return [new Box(west, south, 180, north), new Box(-180, south, east - 360, north)];
        return [new Box(west, south, east, north)];
    }
}
