namespace LongAn.OpenData.Catalog;

/// <summary>
/// Which fields say from which day to which day a record is valid, both days included. A record without a value there is open at that
/// end, unless the end is one that is not always known: then the record is not said to be valid on any day.
/// </summary>
/// <param name="From">The first day; null where no record has one.</param>
/// <param name="To">The last day; null where no record has one.</param>
public sealed record Validity(Field? From, Field? To)
{
    public bool FromMayBeUnknown { get; init; }

    public bool ToMayBeUnknown { get; init; }

    private static readonly string[] Ends = ["from", "to"];

    /// <summary>Reads <c>{"from": field, "to": field, "unknown": ["from", "to"]}</c>: one of the fields at least, each a date.</summary>
    internal static Validity? Read(DescriptorNode node, TableSchema schema)
    {
        var (from, to) = (Date(node, "from", schema), Date(node, "to", schema));
        var unknown = node.Texts("unknown");
        foreach (var end in unknown.Where(end => !Ends.Contains(end) || node.Text(end) is null))
            node.Report("unknown", $"nêu đầu mút không có: {end}", $"names an end that is not there: {end}");
        if (node.Text("from") is null && node.Text("to") is null)
            node.Report("", "phải nêu from hoặc to", "must name from or to");

        return from is null && to is null ? null : new Validity(from, to) { FromMayBeUnknown = unknown.Contains("from"), ToMayBeUnknown = unknown.Contains("to") };
    }

    private static Field? Date(DescriptorNode node, string end, TableSchema schema)
    {
        if (node.Text(end) is not { } name)
            return null;
        if (schema.Find(name) is { } field && field.Type == FieldType.Date)
            return field;

        node.Report(end, $"phải là một trường kiểu date: {name}", $"must be a field of type date: {name}");
        return null;
    }
}
