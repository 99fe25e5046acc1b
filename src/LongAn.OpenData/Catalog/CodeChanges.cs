namespace LongAn.OpenData.Catalog;

/// <summary>That a dataset's records say what became of another dataset's codes, and in which fields.</summary>
/// <param name="Of">The id of the dataset that the old codes are, or were, keys of.</param>
/// <param name="Into">The id of the dataset that the new codes are keys of.</param>
/// <param name="On">The day of the change.</param>
/// <param name="Part">How much of the old record went there.</param>
/// <param name="Whole">What <paramref name="Part"/> says where all of it did.</param>
public sealed record CodeChanges(string Of, string Into, Field Old, Field New, Field On, Field Part, string Whole)
{
    private static readonly string[] Words = ["of", "whole"];

    /// <summary>What the old record was called; null where this is not said.</summary>
    public Field? OldName { get; init; }

    /// <summary>What the new record is called; null where this is not said.</summary>
    public Field? NewName { get; init; }

    /// <summary>
    /// Reads <c>{"of": dataset, "old": field, "new": field, "on": field, "part": field, "whole": value, "old_name": field, "new_name": field}</c>;
    /// the names may be left out. The new code is a foreign key, which says which dataset it is of.
    /// </summary>
    internal static CodeChanges? Read(DescriptorNode node, TableSchema schema)
    {
        var (old, @new, on, part) = (Required(node, "old", schema), Required(node, "new", schema), Required(node, "on", schema), Required(node, "part", schema));
        if (on is not null && on.Type != FieldType.Date)
            node.Report("on", "phải là trường kiểu date", "must be a field of type date");
        var key = schema.ForeignKeys.FirstOrDefault(foreign => foreign.Fields is [var only] && only == @new?.Name);
        if (@new is not null && key is null)
            node.Report("new", "phải là khóa ngoại", "must be a foreign key");
        foreach (var name in Words.Where(name => string.IsNullOrEmpty(node.Text(name))))
            node.Report(name, "là bắt buộc", "is required");
        var (oldName, newName) = (Field(node, "old_name", schema), Field(node, "new_name", schema));
        return old is null || @new is null || on is null || part is null || key is null || node.Text("of") is not { } of || node.Text("whole") is not { } whole
            ? null
            : new CodeChanges(of, key.Dataset, old, @new, on, part, whole) { OldName = oldName, NewName = newName };
    }

    private static Field? Required(DescriptorNode node, string name, TableSchema schema)
    {
        if (node.Text(name) is null)
            node.Report(name, "là bắt buộc", "is required");
        return Field(node, name, schema);
    }

    private static Field? Field(DescriptorNode node, string name, TableSchema schema)
    {
        if (node.Text(name) is not { } text)
            return null;
        if (schema.Find(text) is { Type.Kind: ValueKind.Text } field)
            return field;

        node.Report(name, $"phải là một trường chữ hoặc ngày: {text}", $"must be a field of text or a date: {text}");
        return null;
    }
}
