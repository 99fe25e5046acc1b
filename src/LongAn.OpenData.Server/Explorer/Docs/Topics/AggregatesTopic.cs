using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page that is written from <see cref="AggregateFunction"/>, <see cref="DatePart"/> and <see cref="FacetShape"/>.</summary>
internal static class AggregatesTopic
{
    private static readonly LocalizedText Types = new("Dùng cho kiểu", "For types");

    public static IReadOnlyList<DocsSection> Write(DocsSource source) =>
    [
        new(
            new("Số đo (measures)", "Measures"),
            new("/aggregate?group_by=field&measures=count,sum:other: các nhóm và số đo của từng nhóm, dưới cùng các bộ lọc như khi đọc bản ghi.", "/aggregate?group_by=field&measures=count,sum:other: groups and what each comes to, under the filters that records are read by."),
            new("Số đo", "Measure"), Types,
            [.. AggregateFunction.All.Select(row => new DocsRow(row.Name, row.Name, row.Title)
            {
                Fact = TypesOf(row.Fits),
                Example = source.Aggregate(dataset => Measured(dataset, row)),
            })]),
        new(
            new("Thời kỳ", "Periods"),
            new("Đứng trước tên trường khi nhóm: group_by=month:field. Ngày là ngày ở Việt Nam.", "Stands before a field's name when grouping: group_by=month:field. A day is a day in Vietnam."),
            new("Thời kỳ", "Period"), Types,
            [.. DatePart.All.Select(row => new DocsRow("period-" + row.Name, row.Name + ":", row.Title)
            {
                Fact = TypesOf(row.Fits),
                Example = source.Aggregate(dataset => First(dataset, row.Fits) is { } field ? [("group_by", $"{row.Name}:{field.Name}")] : null),
            })]),
        new(
            new("Cách đếm của /facets", "How /facets counts"),
            new("Đứng sau tên trường: fields=field:histogram. Mép khoảng luôn là số tròn.", "Stands after a field's name: fields=field:histogram. Edges are round numbers."),
            new("Cách đếm", "Shape"), Types,
            [.. FacetShape.All.Select(row => new DocsRow("shape-" + row.Name, ":" + row.Name, row.Title)
            {
                Fact = TypesOf(row.Fits),
                Example = source.Facets(dataset => First(dataset, row.Fits) is { } field ? [("fields", row == FacetShape.Values ? field.Name : $"{field.Name}:{row.Name}")] : null),
            })]),
        new(
            new("Tham số của /aggregate", "Parameters of /aggregate"), null,
            new("Tham số", "Parameter"), new("Mặc định và giới hạn", "Default and bounds"),
            [.. AggregateParameter.All.Where(row => !RecordsParameter.All.Contains(row)).Select(row => new DocsRow("parameter-" + row.Name, row.Name, row.Description)
            {
                Fact = ParametersTopic.Facts(row),
                Example = source.Aggregate(dataset => Grouped(dataset, row)),
            })]),
    ];

    private static (string Name, string Value)[]? Measured(Dataset dataset, AggregateFunction row)
    {
        if (Faceted(dataset) is not { } by)
            return null;
        if (row == AggregateFunction.Count)
            return [("group_by", by.Name), ("measures", row.Name)];

        return First(dataset, row.Fits) is { } field ? [("group_by", by.Name), ("measures", $"{row.Name}:{field.Name}")] : null;
    }

    private static (string Name, string Value)[]? Grouped(Dataset dataset, RecordsParameter row)
    {
        if (Faceted(dataset) is not { } by)
            return null;

        (string, string) group = ("group_by", by.Name);
        if (row == AggregateParameter.Having)
            return [group, ("having", "count__gte=2")];
        if (row == AggregateParameter.Sort)
            return [group, ("sort", "-count")];
        if (row == AggregateParameter.Limit)
            return [group, ("limit", "3")];
        if (row == AggregateParameter.Format)
            return [group, ("format", "csv")];
        return row == AggregateParameter.Measures ? [("measures", "count")] : [group];
    }

    /// <summary>Numbers with a fraction go before codes that are whole numbers.</summary>
    private static Field? First(Dataset dataset, Func<FieldType, bool> fits) =>
        dataset.Schema.Fields.Where(field => fits(field.Type)).OrderByDescending(field => field.Type == FieldType.Number).ThenByDescending(field => field.IsFaceted).FirstOrDefault();

    private static Field? Faceted(Dataset dataset) => dataset.Schema.Fields.FirstOrDefault(field => field.IsFaceted);

    private static LocalizedText TypesOf(Func<FieldType, bool> fits) => FieldType.All.All(fits) ? new("mọi kiểu", "every type") : new(string.Join(", ", FieldType.All.Where(fits)));
}
