namespace LongAn.OpenData.Query.Spatial;

/// <summary>The SQL of a spatial condition: a box test that indexes can answer, then the exact test, a function that <see cref="Storage.Sqlite"/> defines.</summary>
internal static class SpatialSql
{
    /// <summary><c>(operator, wkt, longitude, latitude)</c>; null where a coordinate is.</summary>
    public const string PositionFunction = "relates_position";

    /// <summary><c>(operator, wkt, GeoJSON or [lon, lat])</c>; null where there is no geometry.</summary>
    public const string StoredFunction = "relates_stored";

    /// <param name="withBox">The box test may come first. It says false of a record without a place, so it must not stand under a NOT.</param>
    public static string Write(Filter.Spatial asked, bool withBox, Func<object?, string> parameter)
    {
        var box = withBox && asked.Operator.Meets ? Box(asked.Place, asked.Shape.Box, parameter) : null;
        var exact = Exact(asked, parameter);
        return box is null ? exact : $"({box} AND {exact})";
    }

    /// <returns>Null where the place has no columns to test.</returns>
    private static string? Box(Place place, Box box, Func<object?, string> parameter)
    {
        if (place is not Place.Position position)
            return null;

        var (longitude, latitude) = (RecordsSql.Quote(position.Longitude.Name), RecordsSql.Quote(position.Latitude.Name));
        return $"{longitude} BETWEEN {parameter(box.West)} AND {parameter(box.East)} AND {latitude} BETWEEN {parameter(box.South)} AND {parameter(box.North)}";
    }

    private static string Exact(Filter.Spatial asked, Func<object?, string> parameter)
    {
        var function = asked.Place is Place.Position ? PositionFunction : StoredFunction;
        var columns = string.Join(", ", asked.Place.Fields.Select(field => RecordsSql.Quote(field.Name)));
        return $"{function}({parameter(asked.Operator.Name)}, {parameter(asked.Shape.Wkt)}, {columns})";
    }
}
