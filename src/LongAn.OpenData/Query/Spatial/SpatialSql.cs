using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Spatial;

/// <summary>
/// The SQL of a spatial condition: the index of places and plain comparisons narrow it down to boxes, then comes the exact test, a function
/// that <see cref="Storage.Sqlite"/> defines. The index holds 32-bit numbers, rounded outwards: it finds all that is there, and a little more.
/// </summary>
/// <param name="column">The column of a field.</param>
/// <param name="row">The column of the row number.</param>
/// <param name="distance">A distance, which stands in more places of a statement than here.</param>
internal sealed class SpatialSql(Func<Field, string> column, string row, Func<object?, string> parameter, Func<Expression, string> distance)
{
    /// <summary><c>(operator, wkt, longitude, latitude)</c>; null where a coordinate is.</summary>
    public const string PositionFunction = "relates_position";

    /// <summary><c>(operator, wkt, GeoJSON or [lon, lat])</c>; null where there is no geometry.</summary>
    public const string StoredFunction = "relates_stored";

    /// <summary><c>(longitude, latitude, longitude, latitude)</c>: metres; null where a coordinate is.</summary>
    public const string PositionDistance = "distance_position";

    /// <summary><c>(longitude, latitude, GeoJSON or [lon, lat])</c>: metres; null where there is no point.</summary>
    public const string StoredDistance = "distance_stored";

    /// <summary>The columns of an index beside <c>id</c>, the row number: the least box around a place, in degrees.</summary>
    public const string IndexColumns = "west, east, south, north";

    /// <summary>The place and the boxes it must meet for the condition to hold; null where it may hold wherever the record is.</summary>
    public static (Place Place, IReadOnlyList<Box> Boxes)? Narrowed(Filter filter) => filter switch
    {
        Filter.Spatial { Operator.Meets: true, Shape.Boxes.Count: > 0 } spatial => (spatial.Place, spatial.Shape.Boxes),
        Filter.Near near => (near.From.Place, GreatCircle.Around(near.From.Longitude, near.From.Latitude, near.Metres)),
        _ => null,
    };

    /// <summary>Selects the row numbers of the places that meet one of the boxes; of two boxes that touch, a row may come twice.</summary>
    public static string Rows(Place place, IReadOnlyList<Box> boxes, Func<object?, string> parameter) => string.Join(" UNION ALL ", boxes.Select(box =>
        $"SELECT id FROM {RecordsSql.Quote(place.Index)} WHERE west <= {parameter(box.East)} AND east >= {parameter(box.West)} AND south <= {parameter(box.North)} AND north >= {parameter(box.South)}"));

    /// <param name="mayNarrow">Boxes may come first. They say false of a record without a place, so not under a NOT.</param>
    /// <param name="usesIndex">There is an index, and it is worth asking.</param>
    public string Write(Filter filter, bool mayNarrow, bool usesIndex)
    {
        List<string> tests = [];
        if (mayNarrow && Narrowed(filter) is { } narrowed)
        {
            var (place, boxes) = narrowed;
            if (usesIndex)
                tests.Add($"{row} IN ({Rows(place, boxes, parameter)})");
            if (place is Place.Position position)
                tests.Add(Within(position, boxes));
            if (place is Place.Position && filter is Filter.Spatial { Shape.IsBoxes: true } spatial && spatial.Operator == SpatialOperator.Intersects)
                return Join(tests);
        }

        tests.Add(Exact(filter));
        return Join(tests);
    }

    public string Write(Expression.Distance asked)
    {
        var function = asked.Place is Place.Position ? PositionDistance : StoredDistance;
        return $"{function}({parameter(asked.Longitude)}, {parameter(asked.Latitude)}, {Columns(asked.Place)})";
    }

    private static string Join(List<string> tests) => tests is [var only] ? only : $"({string.Join(" AND ", tests)})";

    private string Within(Place.Position place, IReadOnlyList<Box> boxes)
    {
        var (longitude, latitude) = (column(place.Longitude), column(place.Latitude));
        string[] tests = [.. boxes.Select(box => $"{longitude} BETWEEN {parameter(box.West)} AND {parameter(box.East)} AND {latitude} BETWEEN {parameter(box.South)} AND {parameter(box.North)}")];
        return tests is [var only] ? only : $"({string.Join(" OR ", tests)})";
    }

    private string Exact(Filter filter)
    {
        if (filter is Filter.Near near)
            return $"{distance(near.From)} <= {parameter(near.Metres)}";

        var asked = (Filter.Spatial)filter;
        var function = asked.Place is Place.Position ? PositionFunction : StoredFunction;
        return $"{function}({parameter(asked.Operator.Name)}, {parameter(asked.Shape.Wkt)}, {Columns(asked.Place)})";
    }

    private string Columns(Place place) => string.Join(", ", place.Fields.Select(column));
}
