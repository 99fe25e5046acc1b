using System.Globalization;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Hosting.Metadata;

/// <summary>The box that a version's positions lie in, in degrees (WGS 84).</summary>
internal readonly record struct CoverageBox(double West, double South, double East, double North)
{
    /// <returns>Null where records have no two fields of position, or none has a value.</returns>
    public static CoverageBox? Of(DatasetVersion version)
    {
        if (version.Location is not { Latitude: { } latitude, Longitude: { } longitude })
            return null;

        var (north, east) = (Profile(version, latitude), Profile(version, longitude));
        return (east?.Min, north?.Min, east?.Max, north?.Max) is (double west, double south, double most, double top) ? new CoverageBox(west, south, most, top) : null;
    }

    /// <summary>Well-known text, longitude first, counter-clockwise.</summary>
    public string ToWkt() => string.Create(CultureInfo.InvariantCulture, $"POLYGON(({West} {South},{East} {South},{East} {North},{West} {North},{West} {South}))");

    private static FieldProfile? Profile(DatasetVersion version, string field) => version.Profile.FirstOrDefault(profile => profile.Field == field);
}
