using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Spatial;

/// <summary>Where a record is, as a filter asks for it.</summary>
public abstract record Place
{
    /// <summary>The name under which filters ask for a located dataset's position, as OGC API Features names it.</summary>
    public const string Geometry = "geometry";

    /// <summary>Table Schema's format of fields that hold a topology, which is no geometry.</summary>
    private const string TopoJson = "topojson";

    /// <summary>The name a filter gives it.</summary>
    public abstract string Name { get; }

    /// <summary>The fields without which the record has no place.</summary>
    public abstract IReadOnlyList<Field> Fields { get; }

    /// <summary>
    /// The table of the index of these places, an R*Tree that a store may have. It ends in a colon and none of the tables that belong to
    /// an R*Tree does, so no two places want the same name.
    /// </summary>
    public abstract string Index { get; }

    /// <summary>A point in two number fields, in degrees.</summary>
    public sealed record Position(Field Longitude, Field Latitude) : Place
    {
        public override string Name => Geometry;

        public override IReadOnlyList<Field> Fields => [Longitude, Latitude];

        public override string Index => "position:";
    }

    /// <summary>A point <c>[lon, lat]</c> or a GeoJSON object in one field.</summary>
    public sealed record Stored(Field Field) : Place
    {
        public override string Name => Field.Name;

        public override IReadOnlyList<Field> Fields => [Field];

        public override string Index => $"field:{Field.Name}:";
    }

    public static bool IsStored(Field field) => field.Type == FieldType.GeoPoint || field.Type == FieldType.GeoJson;

    /// <returns>The place of that name; a field's own name goes before <see cref="Geometry"/>. Null where there is none.</returns>
    public static Place? Find(string name, DatasetVersion version)
    {
        if (version.Schema.Find(name) is { } field)
            return IsStored(field) ? new Stored(field) : null;
        return name == Geometry ? Of(version) : null;
    }

    /// <returns>Where the dataset says its records are; null where it has no location.</returns>
    public static Place? Of(DatasetVersion version) => Of(version.Location, version.Schema);

    /// <summary>Every place that a filter can ask for.</summary>
    public static IReadOnlyList<Place> All(Location? location, TableSchema schema)
    {
        Place[] stored = [.. schema.Fields.Where(IsStored).Select(field => new Stored(field))];
        return Of(location, schema) is Position position ? [position, .. stored] : stored;
    }
    /// <returns>Where the records' geometry is: the dataset's location, else its first field of GeoJSON geometries; null where it has neither.</returns>
    public static Place? GeometryOf(Location? location, TableSchema schema) =>
        Of(location, schema) ?? (schema.Fields.FirstOrDefault(field => field.Type == FieldType.GeoJson && field.Format != TopoJson) is { } shape ? new Stored(shape) : null);

    private static Place? Of(Location? location, TableSchema schema)
    {
        if (location?.Point is { } point)
            return schema.Find(point) is { } field ? new Stored(field) : null;

        return schema.Find(location?.Longitude ?? "") is { } longitude && schema.Find(location?.Latitude ?? "") is { } latitude
            ? new Position(longitude, latitude)
            : null;
    }
}
