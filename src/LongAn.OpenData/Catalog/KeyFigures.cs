namespace LongAn.OpenData.Catalog;

/// <summary>
/// That a dataset's records are figures worth showing first: which of them, in which order, and the names of the fields that say what a
/// figure is. What a field is not named for is not known of the figures.
/// </summary>
/// <param name="Records">Primary keys, in the order they are shown.</param>
/// <param name="Title">What the figure counts or measures.</param>
/// <param name="Value">A field of numbers.</param>
public sealed record KeyFigures(IReadOnlyList<string> Records, string Title, string Value)
{
    public const string Member = "keyFigures";

    private static readonly string[] Required = ["title", "value"];

    public string? TitleEn { get; private init; }

    /// <summary>How the true figure relates to the value: see <see cref="FigureComparison"/>.</summary>
    public string? Comparison { get; private init; }

    public string? Unit { get; private init; }

    public string? UnitEn { get; private init; }

    public string? Period { get; private init; }

    /// <summary>Who says so.</summary>
    public string? Source { get; private init; }

    public string? SourceUrl { get; private init; }

    /// <summary>The primary key of a record that says otherwise.</summary>
    public string? ConflictsWith { get; private init; }

    /// <summary>The members of the descriptor and the fields they name, as they are read.</summary>
    public IReadOnlyList<(string Member, string Field)> Fields =>
        [.. new (string Member, string? Field)[] { ("title", Title), ("title_en", TitleEn), ("value", Value), ("comparison", Comparison), ("unit", Unit), ("unit_en", UnitEn), ("period", Period), ("source", Source), ("source_url", SourceUrl), ("conflicts_with", ConflictsWith) }
            .Where(pair => pair.Field is not null).Select(pair => (pair.Member, pair.Field!))];

    /// <summary>Reads <c>{"records": [key, ...], "title": field, "value": field, ...}</c>.</summary>
    internal static KeyFigures? Read(DescriptorNode node, TableSchema schema)
    {
        var records = node.Texts("records");
        if (records.Count == 0)
            node.Report("records", "phải nêu ít nhất một bản ghi", "must name at least one record");
        if (schema.PrimaryKey is not [var key] || schema.Find(key) is not { Type.Kind: ValueKind.Text })
            node.Report("records", "cần một khóa chính là một trường chữ", "needs a primary key of one field of text");
        foreach (var name in Required.Where(name => node.Text(name) is null))
            node.Report(name, "là bắt buộc", "is required");
        var (title, value) = (Text("title"), node.Text("value"));
        if (value is not null && schema.Find(value)?.Type is var type && type != FieldType.Number && type != FieldType.Integer)
            node.Report("value", $"phải là một trường số: {value}", $"must be a field of numbers: {value}");
        return title is null || value is null ? null : new KeyFigures(records, title, value)
        {
            TitleEn = Text("title_en"),
            Comparison = Text("comparison"),
            Unit = Text("unit"),
            UnitEn = Text("unit_en"),
            Period = Text("period"),
            Source = Text("source"),
            SourceUrl = Text("source_url"),
            ConflictsWith = Text("conflicts_with"),
        };

        string? Text(string member)
        {
            if (node.Text(member) is not { } name)
                return null;
            if (schema.Find(name) is { Type.Kind: ValueKind.Text })
                return name;

            node.Report(member, $"phải là một trường chữ: {name}", $"must be a field of text: {name}");
            return null;
        }
    }
}
