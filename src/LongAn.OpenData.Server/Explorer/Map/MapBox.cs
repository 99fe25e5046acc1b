using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Explorer.Map;

/// <summary>What a map shows first, in degrees (WGS 84).</summary>
public sealed record MapBox(double West, double South, double East, double North)
{
    private const double MetresOfDegree = 111_320;

    /// <summary>The box that was asked for, else the one around what was asked to be near, else the one around all records.</summary>
    /// <param name="query">Checked: where it names a box or a circle, it is one.</param>
    internal static MapBox? Of(IQueryCollection query, DatasetVersion version)
    {
        if (Numbers(query, RecordsParameter.BBox) is [var west, var south, var east, var north])
            return new MapBox(west, south, west > east ? east + 360 : east, north);
        if (Numbers(query, RecordsParameter.Near) is [var latitude, var longitude, var metres])
        {
            var (up, across) = (metres / MetresOfDegree, metres / MetresOfDegree / Math.Max(0.1, Math.Cos(latitude * Math.PI / 180)));
            return new MapBox(longitude - across, latitude - up, longitude + across, latitude + up);
        }

        return CoverageBox.Of(version) is { } box ? new MapBox(box.West, box.South, box.East, box.North) : null;
    }

    /// <summary>As <c>bbox</c> takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{West},{South},{East},{North}");

    private static double[]? Numbers(IQueryCollection query, RecordsParameter parameter)
    {
        var numbers = query[parameter.Name].ToString().Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (double?)null).ToList();
        return numbers.TrueForAll(number => number is not null) ? [.. numbers.OfType<double>()] : null;
    }
}
