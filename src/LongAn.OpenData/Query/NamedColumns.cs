using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Query;

/// <summary>What <c>fields</c>, <c>exclude</c> and <c>sort</c> may name: the dataset's fields, and the distance where <c>near</c> asks for it.</summary>
public sealed class NamedColumns
{
    private readonly TableSchema schema;
    private readonly Field? distance;

    /// <param name="near">Null where nothing is asked for by distance.</param>
    internal NamedColumns(DatasetVersion version, Filter.Near? near)
    {
        schema = version.Schema;
        distance = DistanceField(version);
        All = [.. schema.Fields.Select(field => new Column(field)), .. distance is null || near is null ? Array.Empty<Column>() : [new Column(distance, near.From)]];
    }

    /// <summary>In the order they are answered in.</summary>
    internal IReadOnlyList<Column> All { get; }

    /// <returns>The field under which a distance is answered, named so that no field of the dataset has the name; null where the dataset has no location.</returns>
    public static Field? DistanceField(DatasetVersion version)
    {
        if (Place.Of(version) is null)
            return null;

        var name = "distance_m";
        while (version.Schema.Find(name) is not null)
            name = "near_" + name;
        return new Field(name, FieldType.Number)
        {
            Title = new("Khoảng cách", "Distance"),
            Description = new("Theo mặt cầu, từ điểm của near đến bản ghi; chỉ có khi có near.", "Over the sphere, from the point of near to the record; there with near only."),
            Unit = "m",
        };
    }

    internal Column? Find(string name) => All.FirstOrDefault(column => column.Field.Name == name);

    internal Problem Unknown(RecordsParameter parameter, string name) => name == distance?.Name
        ? new Problem(ProblemCode.UnknownField, $"{name} chỉ có khi có near.", $"{name} is there with near only.") { Parameter = parameter.Name, Suggestion = RecordsParameter.Near.Name }
        : ProblemMessages.UnknownField(parameter.Name, name, schema);
}
