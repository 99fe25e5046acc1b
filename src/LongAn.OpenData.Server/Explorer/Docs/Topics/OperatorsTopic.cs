using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page that is written from <see cref="FilterOperator"/>.</summary>
internal static class OperatorsTopic
{
    private static readonly Dictionary<OperatorValues, LocalizedText> Takes = new()
    {
        [OperatorValues.AnyOf] = new("một giá trị; lặp lại: một trong các giá trị", "one value; repeated, any of them"),
        [OperatorValues.One] = new("một giá trị", "one value"),
        [OperatorValues.List] = new("các giá trị, cách nhau bằng dấu phẩy", "values, with commas between them"),
        [OperatorValues.Pair] = new("hai giá trị, cách nhau bằng dấu phẩy", "two values, with a comma between them"),
        [OperatorValues.Flag] = new("true hoặc false", "true or false"),
    };

    public static IReadOnlyList<DocsSection> Write(DocsSource source) =>
    [
        new(
            new("Điều kiện trên một trường", "Conditions on a field"),
            new("Viết tên trường, hai dấu gạch dưới, toán tử: field__gte=100. eq có thể bỏ: field=100. Nhiều điều kiện thì tất cả phải đúng. Bản ghi không có giá trị ở trường thì chỉ khớp is_null=true.", "Write the field's name, two underscores and the operator: field__gte=100. eq may be left out: field=100. Of several conditions all must hold. A record without a value in the field matches is_null=true alone."),
            new("Toán tử", "Operator"),
            new("Nhận gì, dùng cho kiểu nào", "What it takes, and for which types"),
            [.. FilterOperator.All.Select(row => Row(row, source))]),
        new(
            new("Kiểu dữ liệu", "Types"),
            new("Giá trị trong yêu cầu viết như trong câu trả lời.", "Values are written in requests as in answers."),
            new("Kiểu", "Type"),
            new("Toán tử", "Operators"),
            [.. FieldType.All.Select(type => TypeRow(type, source))]),
    ];

    private static DocsRow Row(FilterOperator row, DocsSource source)
    {
        var types = string.Join(", ", FieldType.All.Where(row.Fits).Select(type => type.ToString()));
        var (vi, en) = (Takes[row.Values].Vi, Takes[row.Values].In("en"));
        return new DocsRow(row.Name, "__" + row.Name, row.Title)
        {
            Fact = FieldType.All.All(row.Fits) ? new($"{vi}; mọi kiểu", $"{en}; every type") : new($"{vi}; {types}", $"{en}; {types}"),
            Example = source.Records(dataset => Fitting(dataset, row).Select(field => Words(dataset, field, row)).FirstOrDefault(words => words is not null)),
        };
    }

    private static DocsRow TypeRow(FieldType type, DocsSource source) => new("type-" + type, type.ToString()!, new(
        type.IsText ? "Chữ" : type.IsOrdered ? "Có thứ tự" : "Giá trị có cấu trúc", type.IsText ? "Text" : type.IsOrdered ? "Ordered" : "Structured"))
    {
        Fact = new(string.Join(", ", FilterOperator.All.Where(row => row.Fits(type)).Select(row => row.Name))),
        Example = source.Records(dataset => dataset.Schema.Fields.Where(field => field.Type == type).Select(field => DocsSource.ValueOf(dataset, field) is { } value ? new[] { (field.Name, value) } : null).FirstOrDefault(words => words is not null)),
    };

    /// <summary>What people filter by: facets first, and of text what is searched; then any field that the operator fits.</summary>
    private static IEnumerable<Field> Fitting(Dataset dataset, FilterOperator row) => dataset.Schema.Fields
        .Where(field => row.Fits(field.Type) && !IsAlsoParameter(field))
        .OrderByDescending(field => row.Values is OperatorValues.One && row.Fits(FieldType.String) && !row.Fits(FieldType.Integer) ? field.IsSearched : field.Type == FieldType.Number && row.Fits(FieldType.Number) && !row.Fits(FieldType.Object))
        .ThenByDescending(field => field.IsFaceted);

    private static bool IsAlsoParameter(Field field) => RecordsParameter.All.Any(parameter => parameter.Name == field.Name);

    private static (string Name, string Value)[]? Words(Dataset dataset, Field field, FilterOperator row)
    {
        var value = DocsSource.ValueOf(dataset, field);
        var name = $"{field.Name}__{row.Name}";
        return row.Values switch
        {
            OperatorValues.Flag => [(name, "true")],
            _ when value is null || value.Contains(',', StringComparison.Ordinal) => null,
            OperatorValues.Pair => DocsSource.RangeOf(dataset, field) is var (least, greatest) ? [(name, $"{least},{greatest}")] : null,
            OperatorValues.List => Several(dataset, field) is { } several ? [(name, several)] : null,
            OperatorValues.AnyOf => [(field.Name, value)],
            _ when row == FilterOperator.Like => [(name, value.Split(' ')[0] + "%")],
            _ when row == FilterOperator.StartsWith => [(name, VietnameseText.Fold(value.Split(' ')[0]))],
            _ when row == FilterOperator.EndsWith || row == FilterOperator.Contains => [(name, VietnameseText.Fold(value.Split(' ')[^1]))],
            _ => [(name, value)],
        };
    }

    private static string? Several(Dataset dataset, Field field)
    {
        var values = dataset.Current.Profile.First(profile => profile.Field == field.Name).Top.Select(top => top.Value as string).OfType<string>().Where(value => !value.Contains(',', StringComparison.Ordinal)).Take(2).ToArray();
        return values.Length == 2 ? string.Join(',', values) : null;
    }
}
