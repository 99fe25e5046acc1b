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
/// What a field can be asked: one row each. The row feeds the planner, the SQL, OpenAPI and the documentation.
/// A record without a value in the field matches no operator but <c>is_null=true</c>.
/// </summary>
public sealed record FilterOperator
{
    private static readonly Dictionary<string, FilterOperator> ByName = new(StringComparer.Ordinal);

    private FilterOperator(string name, OperatorValues values, Func<FieldType, bool> fits, string vi, string en, Func<string, IReadOnlyList<string>, string> sql)
    {
        Name = name;
        Values = values;
        Fits = fits;
        Title = new LocalizedText(vi, en);
        Sql = sql;
        ByName.Add(name, this);
    }

    /// <summary>What stands after <c>__</c> in a parameter; <c>eq</c> may be left out.</summary>
    public string Name { get; }

    public OperatorValues Values { get; }

    public Func<FieldType, bool> Fits { get; }

    /// <summary>In words, as in "capital <i>is at least</i> 5".</summary>
    public LocalizedText Title { get; }

    /// <summary>From the quoted column and the names of the parameters; a flag is the literal 1 or 0.</summary>
    public Func<string, IReadOnlyList<string>, string> Sql { get; }

    /// <summary>Works on folded text: case, tones and đ do not matter, and values are folded before they are bound.</summary>
    public bool IsFolded { get; private init; }

    public static IEnumerable<FilterOperator> All => ByName.Values;

    public static FilterOperator? Find(string name) => ByName.GetValueOrDefault(name);

    public static readonly FilterOperator Eq = new("eq", OperatorValues.AnyOf, Any, "bằng", "equals", (column, values) =>
        values.Count == 1 ? $"{column} = {values[0]}" : $"{column} IN ({string.Join(", ", values)})");

    public static readonly FilterOperator Ne = new("ne", OperatorValues.One, Any, "khác", "differs from", (column, values) => $"{column} <> {values[0]}");

    public static readonly FilterOperator In = new("in", OperatorValues.List, Any, "là một trong", "is one of", (column, values) => $"{column} IN ({string.Join(", ", values)})");

    public static readonly FilterOperator Lt = new("lt", OperatorValues.One, Ordered, "nhỏ hơn", "is less than", (column, values) => $"{column} < {values[0]}");

    public static readonly FilterOperator Lte = new("lte", OperatorValues.One, Ordered, "không lớn hơn", "is at most", (column, values) => $"{column} <= {values[0]}");

    public static readonly FilterOperator Gt = new("gt", OperatorValues.One, Ordered, "lớn hơn", "is greater than", (column, values) => $"{column} > {values[0]}");

    public static readonly FilterOperator Gte = new("gte", OperatorValues.One, Ordered, "không nhỏ hơn", "is at least", (column, values) => $"{column} >= {values[0]}");

    public static readonly FilterOperator Between = new("between", OperatorValues.Pair, Ordered, "trong khoảng (kể cả hai đầu)", "is between (both ends included)", (column, values) => $"{column} BETWEEN {values[0]} AND {values[1]}");

    public static readonly FilterOperator Contains = new("contains", OperatorValues.One, Words, "chứa (không phân biệt hoa thường, dấu)", "contains (case, tones and đ do not matter)", (column, values) => $"instr(fold({column}), {values[0]}) > 0") { IsFolded = true };

    public static readonly FilterOperator StartsWith = new("starts_with", OperatorValues.One, Words, "bắt đầu bằng (không phân biệt hoa thường, dấu)", "starts with (case, tones and đ do not matter)", (column, values) => $"substr(fold({column}), 1, length({values[0]})) = {values[0]}") { IsFolded = true };

    public static readonly FilterOperator EndsWith = new("ends_with", OperatorValues.One, Words, "kết thúc bằng (không phân biệt hoa thường, dấu)", "ends with (case, tones and đ do not matter)", (column, values) => $"({values[0]} = '' OR substr(fold({column}), -length({values[0]})) = {values[0]}) AND {column} IS NOT NULL") { IsFolded = true };

    public static readonly FilterOperator Like = new("like", OperatorValues.One, Words, "khớp mẫu: % là đoạn bất kỳ, _ là một ký tự, \\ để thoát (không phân biệt hoa thường, dấu)", "matches a pattern: % is any text, _ one character, \\ escapes (case, tones and đ do not matter)", (column, values) => $"fold({column}) LIKE {values[0]} ESCAPE '\\'") { IsFolded = true };

    public static readonly FilterOperator IsNull = new("is_null", OperatorValues.Flag, Any, "không có giá trị", "has no value", (column, values) => values[0] == "1" ? $"{column} IS NULL" : $"{column} IS NOT NULL");

    private static bool Any(FieldType type) => true;

    private static bool Ordered(FieldType type) => type.IsOrdered;

    private static bool Words(FieldType type) => type.IsText;
}
