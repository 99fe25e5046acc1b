using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page that is written from <see cref="RecordsParameter"/>.</summary>
internal static class ParametersTopic
{
    /// <summary>How each is tried: one row each.</summary>
    private static readonly Dictionary<RecordsParameter, Func<Dataset, DocsSource, (string Name, string Value)[]?>> Examples = new()
    {
        [RecordsParameter.Search] = (dataset, _) => dataset.Schema.Fields.Where(field => field.IsSearched).Select(field => DocsSource.ValueOf(dataset, field)).FirstOrDefault(value => value is not null) is { } text ? [("q", VietnameseText.Fold(text.Split(' ')[0]))] : null,
        [RecordsParameter.Fields] = (dataset, _) => [("fields", Names(dataset.Schema.Fields.Take(2)))],
        [RecordsParameter.Exclude] = (dataset, _) => dataset.Schema.Fields.Count > 1 ? [("exclude", dataset.Schema.Fields[^1].Name)] : null,
        [RecordsParameter.Expand] = (dataset, _) => dataset.Current.References.FirstOrDefault(reference => reference.Key.Fields.Count == 1) is { } reference ? [("expand", reference.Key.Fields[0])] : null,
        [RecordsParameter.Distinct] = (dataset, _) => Faceted(dataset) is { } field ? [("distinct", "true"), ("fields", field.Name)] : null,
        [RecordsParameter.Filter] = (dataset, _) => Number(dataset) is { } field && DocsSource.ValueOf(dataset, field) is { } value ? [("filter", $"{field.Name} >= {value} AND NOT {field.Name} IS NULL")] : null,
        [RecordsParameter.FilterLanguage] = (dataset, _) => Number(dataset) is { } field ? [("filter_lang", "cql2-json"), ("filter", $$"""{"op":"not","args":[{"op":"isNull","args":[{"property":"{{field.Name}}"}]}]}""")] : null,
        [RecordsParameter.ValidOn] = (dataset, source) => dataset.Current.Validity is not null ? [("valid_on", Day(source.Today))] : null,
        [RecordsParameter.BBox] = (_, _) => [("bbox", Numbers(RecordsParameter.BBox))],
        [RecordsParameter.Near] = (_, _) => [("near", Numbers(RecordsParameter.Near))],
        [RecordsParameter.Sort] = (dataset, _) => Number(dataset) is { } field ? [("sort", "-" + field.Name)] : null,
        [RecordsParameter.Limit] = (_, _) => [("limit", "5")],
        [RecordsParameter.Cursor] = (dataset, _) => dataset.Current.RecordCount > 5 ? [("limit", "5"), ("fields", dataset.Schema.Fields[0].Name)] : null,
        [RecordsParameter.Offset] = (dataset, _) => dataset.Current.RecordCount > 10 ? [("offset", "10")] : null,
        [RecordsParameter.Count] = (dataset, _) => Faceted(dataset) is { } field && DocsSource.ValueOf(dataset, field) is { } value ? [(field.Name, value), ("count", "exact")] : null,
        [RecordsParameter.Version] = (dataset, _) => [("version", dataset.Current.Number.ToString(CultureInfo.InvariantCulture))],
        [RecordsParameter.AsOf] = (_, source) => [("as_of", Day(source.Today))],
        [RecordsParameter.Format] = (_, _) => [("format", "csv")],
        [RecordsParameter.Delimiter] = (_, _) => [("format", "csv"), ("delimiter", "semicolon")],
        [RecordsParameter.ByteOrderMark] = (_, _) => [("format", "csv"), ("bom", "true")],
        [RecordsParameter.Header] = (_, _) => [("format", "csv"), ("header", "titles_vi")],
        [RecordsParameter.Profile] = (_, _) => [("format", "csv"), ("profile", "excel")],
        [RecordsParameter.Numbers] = (_, _) => [("numbers", "string")],
        [RecordsParameter.Language] = (_, _) => [("lang", "en")],
    };

    public static IReadOnlyList<DocsSection> Write(DocsSource source) =>
    [
        Section(new("Bản ghi nào, theo thứ tự nào", "Which records, in what order"), RecordsParameter.All.Where(row => row.IsSelecting), source),
        Section(new("Trang nào", "Which page"), RecordsParameter.All.Where(row => row.IsPaging && !row.IsSelecting), source),
        Section(new("Phiên bản, cột và ngôn ngữ", "Version, columns and language"), RecordsParameter.All.Where(row => !row.IsSelecting && !row.IsPaging && !row.IsOfFormat), source),
        Section(new("Cách viết", "How it is written"), RecordsParameter.All.Where(row => row.IsOfFormat), source),
        new(
            new("Đếm giá trị (/facets)", "Counting values (/facets)"),
            new("Dưới cùng các bộ lọc; mỗi trường được đếm như không có điều kiện của chính nó.", "Under the same filters; each field is counted as if its own condition were not there."),
            new("Tham số", "Parameter"),
            new("Mặc định và giới hạn", "Default and bounds"),
            [.. FacetsParameter.All.Where(row => !RecordsParameter.All.Contains(row)).Select(row => new DocsRow("facets-" + row.Name, row.Name, row.Description)
            {
                Fact = Facts(row),
                Example = source.Facets(dataset => Example(row, dataset)),
            })]),
    ];

    private static DocsSection Section(LocalizedText title, IEnumerable<RecordsParameter> rows, DocsSource source) => new(
        title, null, new("Tham số", "Parameter"), new("Mặc định và giới hạn", "Default and bounds"),
        [.. rows.Select(row => new DocsRow(row.Name, row.Name, row.Description)
        {
            Fact = Facts(row),
            Example = Examples.GetValueOrDefault(row) is { } words ? source.Records(dataset => words(dataset, source)) : null,
        })]);

    /// <summary>What the row bounds the value by.</summary>
    internal static LocalizedText Facts(RecordsParameter row)
    {
        var (vi, en) = (new List<string>(), new List<string>());
        if (row.Choices is { } choices)
            Add(string.Join(", ", choices), string.Join(", ", choices));
        if (row.Default is { } standard)
            Add($"mặc định {Text(standard)}", $"default {Text(standard)}");
        if (row.Minimum is { } least)
            Add($"từ {Text(least)}", $"from {Text(least)}");
        if (row.Maximum is { } most)
            Add($"nhiều nhất {Text(most)}", $"at most {Text(most)}");
        return new(string.Join("; ", vi), string.Join("; ", en));

        void Add(string inVietnamese, string inEnglish)
        {
            vi.Add(inVietnamese);
            en.Add(inEnglish);
        }
    }

    private static (string Name, string Value)[]? Example(RecordsParameter row, Dataset dataset)
    {
        if (row == FacetsParameter.Bins)
            return Number(dataset) is { } number ? [("fields", number.Name + ":histogram"), ("bins", "5")] : null;

        return Faceted(dataset) is not { } field ? null : row == FacetsParameter.Limit ? [("fields", field.Name), ("limit", "3")] : [("fields", field.Name)];
    }

    private static Field? Faceted(Dataset dataset) => dataset.Schema.Fields.FirstOrDefault(field => field.IsFaceted);

    private static Field? Number(Dataset dataset) => dataset.Schema.Fields.FirstOrDefault(field => field.Type == FieldType.Number) ?? dataset.Schema.Fields.FirstOrDefault(field => field.Type == FieldType.Integer);

    private static string Names(IEnumerable<Field> fields) => string.Join(',', fields.Select(field => field.Name));

    /// <summary>The row's example is JSON; in an address there are no brackets.</summary>
    private static string Numbers(RecordsParameter row) => row.Example!.Trim('[', ']');

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(object value) => value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
