using System.Globalization;

namespace LongAn.OpenData.Catalog;

/// <summary>Counts of people in statistics: one that is above zero and below the size could be told apart, so no record may have it.</summary>
public sealed record MinimumGroup(long Size, IReadOnlyList<string> Fields)
{
    internal static MinimumGroup? Read(DescriptorNode node, TableSchema schema)
    {
        var size = node.Whole("size");
        var fields = node.Texts("fields");
        if (size is not > 1)
            node.Report("size", "phải là số nguyên lớn hơn 1", "must be a whole number above 1");
        if (fields.Count == 0)
            node.Report("fields", "phải nêu các trường đếm", "must name the fields that count");
        foreach (var name in fields.Where(name => schema.Find(name)?.Type is not { } type || (type != FieldType.Integer && type != FieldType.Number)))
            node.Report("fields", string.Create(CultureInfo.InvariantCulture, $"phải là trường số: {name}"), string.Create(CultureInfo.InvariantCulture, $"must be fields of numbers: {name}"));
        return size > 1 && fields.Count > 0 ? new MinimumGroup(size.Value, fields) : null;
    }
}
