using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Sources;

/// <summary>
/// Which column each field is in. Columns are known by the fields' names, else by their titles in either language, in any order;
/// <c>fieldsMatch</c> of the schema may allow more or fewer.
/// </summary>
internal sealed class HeaderMatch
{
    /// <summary>How far below the first line a header is looked for.</summary>
    public const int MostTitleRows = 20;

    private readonly string file;
    private readonly List<Problem> problems = [];

    public HeaderMatch(DatasetDescriptor descriptor, IReadOnlyList<string> names)
    {
        file = descriptor.File.Path;
        CellCount = names.Count;
        CellOfField = Find(descriptor.Schema, names);
        Check(descriptor.Schema, names);
    }

    /// <summary>A field's column, from 0; -1 where it has none.</summary>
    public int[] CellOfField { get; }

    public int CellCount { get; }

    public IReadOnlyList<Problem> Problems => problems;

    public static Problem Empty(string file) => Header(file, "Tệp trống: không có dòng tiêu đề.", "The file is empty: there is no header.");

    /// <summary>The header was not where the descriptor says; nothing above it is data.</summary>
    public static Problem FoundBelow(string file, int line) =>
        new(ProblemCode.HeaderRowFound, $"Dòng tiêu đề được tìm thấy ở dòng {line}; các dòng trên nó không phải dữ liệu.", $"The header was found on line {line}; the lines above it are not data.")
        {
            Place = new ProblemPlace(file, Value: $"{line}", Rule: "headerRows"),
        };

    /// <summary>Programs that end each line with a delimiter mean no column by it.</summary>
    public static Problem EndsInDelimiter(string file) =>
        new(ProblemCode.FileDiffers, "Dòng tiêu đề kết thúc bằng dấu ngăn cách; cột cuối không tên và trống được bỏ qua.", "The header ends in a delimiter; the last column, which has no name and no values, is passed over.") { Place = new ProblemPlace(file, Rule: "header") };

    private static int[] Find(TableSchema schema, IReadOnlyList<string> names)
    {
        int[] cells = [.. schema.Fields.Select(field => IndexOf(names, name => name == field.Name))];
        var taken = cells.ToHashSet();
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] >= 0)
                continue;

            var field = schema.Fields[i];
            string[] titles = [.. new[] { field.Title.Vi, field.Title.En }.OfType<string>().Where(title => title.Length > 0 && title != field.Name).Select(VietnameseText.Fold)];
            var at = titles.Length == 0 ? -1 : IndexOf(names, name => titles.Contains(VietnameseText.Fold(name)) && schema.Find(name) is null);
            if (at >= 0 && taken.Add(at))
                cells[i] = at;
        }

        return cells;
    }

    private static int IndexOf(IReadOnlyList<string> names, Func<string, bool> isIt)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (isIt(names[i]))
                return i;
        }

        return -1;
    }

    private void Check(TableSchema schema, IReadOnlyList<string> names)
    {
        var known = CellOfField.Where(cell => cell >= 0).ToHashSet();
        string[] others = [.. names.Where((_, i) => !known.Contains(i))];
        foreach (var twice in names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            Add($"Tiêu đề có cột trùng tên «{twice.Key}».", $"The header has two columns \"{twice.Key}\".", twice.Key);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            if (CellOfField[i] >= 0 || schema.FieldsMatch.MayLackFields)
                continue;

            var name = schema.Fields[i].Name;
            var meant = Nearest.To(name, others);
            Add(
                $"Tiêu đề thiếu cột «{name}».{(meant is null ? "" : $" Có phải là cột «{meant}»?")}",
                $"The header lacks the column \"{name}\".{(meant is null ? "" : $" Is it the column \"{meant}\"?")}",
                name, meant);
        }

        if (schema.Fields.Count > 0 && known.Count == 0 && schema.FieldsMatch.MayLackFields)
            Add("Tiêu đề không có cột nào của lược đồ.", "The header has no column of the schema.");
        foreach (var extra in others.Where(name => schema.Find(name) is null && !schema.FieldsMatch.MayHaveOthers))
            Add($"Tiêu đề có cột «{extra}» không có trong lược đồ.", $"The header has a column \"{extra}\" that the schema does not have.", extra);
    }

    private void Add(string vi, string en, string? field = null, string? suggestion = null) => problems.Add(Header(file, vi, en, field) with { Suggestion = suggestion });

    private static Problem Header(string file, string vi, string en, string? field = null) =>
        new(ProblemCode.HeaderMismatch, vi, en) { Place = new ProblemPlace(file, Field: field, Rule: "header") };
}
