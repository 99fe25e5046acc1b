using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Query.Facets;

/// <summary>
/// Where the label of a code is read: in the record that the code is the key of. The Vietnamese label is the first of
/// <c>name_vi</c>, <c>name</c>, <c>title_vi</c>, <c>title</c>, <c>label_vi</c>, <c>label</c> that the dataset has, else its first text
/// field that ends in <c>_vi</c>; the English one is the field of the same stem that ends in <c>_en</c>.
/// </summary>
/// <param name="Code">The field that the codes are in.</param>
public sealed record LabelFields(Field Code, Field Vi, Field? En)
{
    /// <summary>Code lists up to this size are read whole, so that one reading serves every facet.</summary>
    private const int MostReadWhole = 10_000;

    private static readonly string[] Names = ["name_vi", "name", "title_vi", "title", "label_vi", "label"];

    /// <returns>Null where the dataset has no field to take labels from.</returns>
    public static LabelFields? Of(TableSchema schema, string code)
    {
        if (schema.Find(code) is not { } codeField)
            return null;

        var vi = Names.Select(schema.Find).FirstOrDefault(IsText)
            ?? schema.Fields.FirstOrDefault(field => IsText(field) && field.Name.EndsWith("_vi", StringComparison.Ordinal));
        if (vi is null || vi == codeField)
            return null;

        var stem = vi.Name.EndsWith("_vi", StringComparison.Ordinal) ? vi.Name[..^"_vi".Length] : vi.Name;
        return new LabelFields(codeField, vi, schema.Find(stem + "_en") is { } en && IsText(en) ? en : null);
    }

    /// <summary>The question for the labels of some codes: groups of code, Vietnamese and English.</summary>
    public GroupsPlan Plan(DatasetVersion version, IReadOnlyList<object> codes)
    {
        GroupKey[] keys = [new ValueKey(Code), new ValueKey(Vi), new ValueKey(En ?? Vi)];
        var filter = version.RecordCount <= MostReadWhole
            ? Filter.Everything
            : new Filter.AllOf([new Filter.In(new Expression.Property(Code), [.. codes.Select(code => new Expression.Literal(code, Code.Type))])]);
        return new GroupsPlan(version, filter, [new Grouping(keys, [])]);
    }

    private static bool IsText(Field? field) => field?.Type == FieldType.String;
}
