namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Hilbert's curve over the degrees of the Earth: places that are near one another on it are near on the ground.</summary>
internal static class HilbertCurve
{
    private const int Order = 24;

    /// <returns>How far along the curve a place is. Coordinates in degrees; those that are none count as the nearest that are.</returns>
    public static long At(double longitude, double latitude)
    {
        var (x, y) = (Cell((longitude + 180) / 360), Cell((latitude + 90) / 180));
        var distance = 0L;
        for (var side = 1L << (Order - 1); side > 0; side >>= 1)
        {
            var (right, up) = ((x & side) != 0, (y & side) != 0);
            distance += side * side * ((right ? 3 : 0) ^ (up ? 1 : 0));
            if (up)
                continue;
            if (right)
                (x, y) = ((1L << Order) - 1 - x, (1L << Order) - 1 - y);
            (x, y) = (y, x);
        }

        return distance;
    }

    private static long Cell(double part) => (long)(Math.Clamp(part, 0, 1) * ((1L << Order) - 1));
}
