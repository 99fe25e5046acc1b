using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Query;

/// <summary>Turns <c>bbox</c> and <c>near</c> into conditions on where the dataset says its records are.</summary>
internal static class PlacePlanner
{
    /// <summary>A box's edges are in it. One whose west is east of its east spans the 180th meridian (RFC 7946, 5.2).</summary>
    public static Filter.Spatial? Box(RequestWords words, DatasetVersion version)
    {
        if (!TryRead(RecordsParameter.BBox, words, version, out var place, out var sides))
            return null;

        var (west, south, east, north) = (sides[0], sides[1], sides[2], sides[3]);
        if (south <= north)
            return ShapeReader.TryRead(west, south, east, north, out var shape) == ShapeFault.None ? new Filter.Spatial(SpatialOperator.Intersects, place, shape!) : null;

        words.Report(new Problem(
            ProblemCode.InvalidValue, "bbox: minlat không được lớn hơn maxlat; thứ tự là minlon,minlat,maxlon,maxlat.", "bbox: minlat must not be greater than maxlat; the order is minlon,minlat,maxlon,maxlat.")
        { Parameter = RecordsParameter.BBox.Name });
        return null;
    }

    /// <returns>Null where it is not asked for. Where it is asked for wrongly, something in its place, so that what else names the distance is not a mistake too.</returns>
    public static Filter.Near? Near(RequestWords words, DatasetVersion version)
    {
        if (TryRead(RecordsParameter.Near, words, version, out var place, out var numbers))
            return new Filter.Near(new Expression.Distance(place, numbers[1], numbers[0]), numbers[2]);

        return words.Has(RecordsParameter.Near) && place is not null ? new Filter.Near(new Expression.Distance(place, 0, 0), 0) : null;
    }

    /// <returns>False where the parameter is absent or wrong; the mistakes are reported.</returns>
    private static bool TryRead(RecordsParameter parameter, RequestWords words, DatasetVersion version, out Place place, out IReadOnlyList<double> numbers)
    {
        (place, numbers) = (Place.Of(version)!, []);
        if (!words.Has(parameter))
            return false;

        if (place is null)
        {
            words.Report(new Problem(
                ProblemCode.InvalidValue, $"{parameter.Name} không dùng được: bộ dữ liệu không có vị trí.", $"{parameter.Name} cannot be used: the dataset has no location.")
            { Parameter = parameter.Name });
            return false;
        }

        if (words.Numbers(parameter) is not { } read)
            return false;

        numbers = read;
        return true;
    }
}
