namespace LongAn.OpenData.Catalog;

/// <summary>
/// When a record is, for who asks by time: a day or an instant in one field, which is then both ends, or from one field to another. What
/// the descriptor names (<c>"time": field</c>) goes before the validity, and that before the first field of instants, else of days.
/// </summary>
/// <param name="From">Null where it has no beginning.</param>
/// <param name="To">Null where it has no end.</param>
public sealed record RecordTime(Field? From, Field? To)
{
    /// <returns>Null where records have no time.</returns>
    public static RecordTime? Of(DatasetVersion version)
    {
        if (version.Time is { } named)
            return new RecordTime(named, named);
        if (version.Validity is { } validity)
            return new RecordTime(validity.From, validity.To);

        var fields = version.Schema.Fields;
        var first = fields.FirstOrDefault(field => field.Type == FieldType.DateTime) ?? fields.FirstOrDefault(field => field.Type == FieldType.Date);
        return first is null ? null : new RecordTime(first, first);
    }

    /// <summary>Reads the name of a field of days or instants.</summary>
    internal static Field? Read(DescriptorNode portal, TableSchema schema)
    {
        if (portal.Text("time") is not { } name)
            return null;
        if (schema.Find(name) is { } field && (field.Type == FieldType.Date || field.Type == FieldType.DateTime))
            return field;

        portal.Report("time", $"phải là một trường kiểu date hoặc datetime: {name}", $"must be a field of type date or datetime: {name}");
        return null;
    }
}
