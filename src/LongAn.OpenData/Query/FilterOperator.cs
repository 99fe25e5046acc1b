using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>How many values an operator takes.</summary>
public enum OperatorValues
{
    /// <summary>One; repeated, any of them.</summary>
    AnyOf,

    One,

    /// <summary>Several, with commas between them.</summary>
    List,

    /// <summary>Two, with a comma between them.</summary>
    Pair,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}

/// <summary>
/// What a field can be asked: one row each. The row feeds the planner, the filter, OpenAPI and the documentation.
/// A record without a value in the field matches no operator but <c>is_null=true</c>.
/// </summary>
public sealed record FilterOperator
{
    private static readonly Dictionary<string, FilterOperator> ByName = new(StringComparer.Ordinal);

    private FilterOperator(string name, OperatorValues values, Func<FieldType, bool> fits, string vi, string en, Func<Expression, IReadOnlyList<Expression.Literal>, Filter> make)
    {
        Name = name;
        Values = values;
        Fits = fits;
        Title = new LocalizedText(vi, en);
        Make = make;
        ByName.Add(name, this);
    }

    /// <summary>What stands after <c>__</c> in a parameter; <c>eq</c> may be left out.</summary>
    public string Name { get; }

    public OperatorValues Values { get; }

    public Func<FieldType, bool> Fits { get; }

    /// <summary>In words, as in "capital <i>is at least</i> 5".</summary>
    public LocalizedText Title { get; }

    /// <summary>What it asks, as a part of the filter's tree.</summary>
    public Func<Expression, IReadOnlyList<Expression.Literal>, Filter> Make { get; }

    public static IEnumerable<FilterOperator> All => ByName.Values;

    public static FilterOperator? Find(string name) => ByName.GetValueOrDefault(name);

    public static readonly FilterOperator Eq = new("eq", OperatorValues.AnyOf, Any, "bằng", "equals", (property, values) =>
        values.Count == 1 ? new Filter.Comparison(property, "=", values[0]) : new Filter.In(property, values));

    public static readonly FilterOperator Ne = new("ne", OperatorValues.One, Any, "khác", "differs from", Compare("<>"));

    public static readonly FilterOperator In = new("in", OperatorValues.List, Any, "là một trong", "is one of", (property, values) => new Filter.In(property, values));

    public static readonly FilterOperator Lt = new("lt", OperatorValues.One, Ordered, "nhỏ hơn", "is less than", Compare("<"));

    public static readonly FilterOperator Lte = new("lte", OperatorValues.One, Ordered, "không lớn hơn", "is at most", Compare("<="));

    public static readonly FilterOperator Gt = new("gt", OperatorValues.One, Ordered, "lớn hơn", "is greater than", Compare(">"));

    public static readonly FilterOperator Gte = new("gte", OperatorValues.One, Ordered, "không nhỏ hơn", "is at least", Compare(">="));

    public static readonly FilterOperator Between = new("between", OperatorValues.Pair, Ordered, "trong khoảng (kể cả hai đầu)", "is between (both ends included)", (property, values) => new Filter.Between(property, values[0], values[1]));

    public static readonly FilterOperator Contains = new("contains", OperatorValues.One, Words, "chứa (không phân biệt hoa thường, dấu)", "contains (case, tones and đ do not matter)", FoldedLike("%", "%"));

    public static readonly FilterOperator StartsWith = new("starts_with", OperatorValues.One, Words, "bắt đầu bằng (không phân biệt hoa thường, dấu)", "starts with (case, tones and đ do not matter)", FoldedLike("", "%"));

    public static readonly FilterOperator EndsWith = new("ends_with", OperatorValues.One, Words, "kết thúc bằng (không phân biệt hoa thường, dấu)", "ends with (case, tones and đ do not matter)", FoldedLike("%", ""));

    public static readonly FilterOperator Like = new("like", OperatorValues.One, Words, "khớp mẫu: % là đoạn bất kỳ, _ là một ký tự, \\ để thoát (không phân biệt hoa thường, dấu)", "matches a pattern: % is any text, _ one character, \\ escapes (case, tones and đ do not matter)", (property, values) =>
        new Filter.Like(new Expression.Folded(TextFold.All, property), VietnameseText.Fold((string)values[0].Value)));

    public static readonly FilterOperator IsNull = new("is_null", OperatorValues.Flag, Any, "không có giá trị", "has no value", (property, values) =>
        (long)values[0].Value == 1 ? new Filter.IsNull(property) : new Filter.Not(new Filter.IsNull(property)));

    private static Func<Expression, IReadOnlyList<Expression.Literal>, Filter> Compare(string sign) => (property, values) => new Filter.Comparison(property, sign, values[0]);

    private static Func<Expression, IReadOnlyList<Expression.Literal>, Filter> FoldedLike(string before, string after) => (property, values) =>
        new Filter.Like(new Expression.Folded(TextFold.All, property), before + Escape(VietnameseText.Fold((string)values[0].Value)) + after);

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static bool Any(FieldType type) => true;

    private static bool Ordered(FieldType type) => type.IsOrdered;

    private static bool Words(FieldType type) => type.IsText;
}
