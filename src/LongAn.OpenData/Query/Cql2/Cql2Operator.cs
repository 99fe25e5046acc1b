using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>What an operator or function is about.</summary>
public enum Cql2Group
{
    Logic,
    Comparison,
    Arithmetic,
    Character,
    Temporal,
    Spatial,
    Literal,
    Array,
}

/// <summary>
/// The operators and functions of CQL2 (OGC 21-065r2): one row each, those that the portal does not offer included, so that they are
/// refused by name. The row feeds both encodings, the binder and the documentation.
/// </summary>
public sealed record Cql2Operator
{
    private static readonly Dictionary<string, Cql2Operator> ByName = new(StringComparer.OrdinalIgnoreCase);

    private Cql2Operator(string name, Cql2Group group, int least, int most, string vi, string en, string example)
    {
        Name = name;
        Group = group;
        Least = least;
        Most = most;
        Title = new LocalizedText(vi, en);
        Example = example;
        ByName.Add(name, this);
    }

    /// <summary>As <c>cql2-text</c> writes it; <c>cql2-json</c> has the same in small letters, but for <c>isNull</c>.</summary>
    public string Name { get; }

    public Cql2Group Group { get; }

    public LocalizedText Title { get; }

    /// <summary>A condition that uses it.</summary>
    public string Example { get; }

    /// <summary>False: known to the standard, refused here.</summary>
    public bool IsSupported => Group != Cql2Group.Array;

    /// <summary>It stands before its arguments, in parentheses.</summary>
    public bool IsFunction => Group is Cql2Group.Character or Cql2Group.Temporal or Cql2Group.Spatial or Cql2Group.Literal or Cql2Group.Array;

    /// <summary>How few and how many arguments it takes.</summary>
    internal int Least { get; }

    internal int Most { get; }

    /// <summary>What it asks of a record; null where it gives a value.</summary>
    internal Func<Cql2Binder, Cql2Node.Call, Filter?>? Condition { get; private init; }

    /// <summary>The value it gives; null where it is a condition or a literal.</summary>
    internal Func<Cql2Binder, Cql2Node.Call, Expression?>? Value { get; private init; }

    public static IEnumerable<Cql2Operator> All => ByName.Values;

    public static Cql2Operator? Find(string name) => ByName.GetValueOrDefault(name);

    public static readonly Cql2Operator And = new("AND", Cql2Group.Logic, 2, int.MaxValue, "và", "and", "area_ha > 100 AND district_code = '807'")
    { Condition = (binder, call) => binder.Joined(call, Filter.And) };

    public static readonly Cql2Operator Or = new("OR", Cql2Group.Logic, 2, int.MaxValue, "hoặc", "or", "district_code = '802' OR district_code = '803'")
    { Condition = (binder, call) => binder.Joined(call, Filter.Or) };

    public static readonly Cql2Operator Not = new("NOT", Cql2Group.Logic, 1, 1, "không", "not", "NOT (area_ha > 100)")
    { Condition = (binder, call) => binder.Condition(call.Arguments[0]) is { } part ? new Filter.Not(part) : null };

    public static readonly Cql2Operator Equal = Compared("=", "bằng", "equals", "district_code = '802'");
    public static readonly Cql2Operator NotEqual = Compared("<>", "khác", "differs from", "district_code <> '802'");
    public static readonly Cql2Operator Less = Compared("<", "nhỏ hơn", "is less than", "area_ha < 100");
    public static readonly Cql2Operator AtMost = Compared("<=", "không lớn hơn", "is at most", "area_ha <= 100");
    public static readonly Cql2Operator Greater = Compared(">", "lớn hơn", "is greater than", "area_ha > 100");
    public static readonly Cql2Operator AtLeast = Compared(">=", "không nhỏ hơn", "is at least", "area_ha >= 100");

    public static readonly Cql2Operator Like = new("LIKE", Cql2Group.Comparison, 2, 2, "khớp mẫu: % là đoạn bất kỳ, _ là một ký tự, \\ để thoát", "matches a pattern: % is any text, _ one character, \\ escapes", "name_vi LIKE 'KCN%'")
    { Condition = Cql2Comparison.Like };

    public static readonly Cql2Operator Between = new("BETWEEN", Cql2Group.Comparison, 3, 3, "trong khoảng, kể cả hai đầu", "is between, both ends included", "area_ha BETWEEN 100 AND 200")
    { Condition = Cql2Comparison.Between };

    public static readonly Cql2Operator In = new("IN", Cql2Group.Comparison, 2, 2, "là một trong", "is one of", "district_code IN ('802', '803')")
    { Condition = Cql2Comparison.In };

    public static readonly Cql2Operator IsNull = new("IS NULL", Cql2Group.Comparison, 1, 1, "không có giá trị", "has no value", "area_ha IS NULL")
    { Condition = Cql2Comparison.IsNull };

    public static readonly Cql2Operator Plus = Calculated("+", "cộng", "plus", "area_ha + 10 > 100");
    public static readonly Cql2Operator Minus = Calculated("-", "trừ", "minus", "area_ha_max - area_ha_min > 10");
    public static readonly Cql2Operator Times = Calculated("*", "nhân", "times", "area_ha * 2 > 100");
    public static readonly Cql2Operator Over = Calculated("/", "chia", "divided by", "area_ha / 3 > 100");
    public static readonly Cql2Operator Modulo = Calculated("%", "số dư", "remainder", "area_ha % 2 = 0");
    public static readonly Cql2Operator Power = Calculated("^", "lũy thừa", "to the power of", "area_ha ^ 2 > 10000");
    public static readonly Cql2Operator Div = Calculated("div", "chia lấy phần nguyên", "divided by, whole part", "area_ha div 100 = 2");

    public static readonly Cql2Operator CaseI = Folded("CASEI", TextFold.Case, "không phân biệt hoa thường", "case does not matter", "CASEI(name_vi) LIKE CASEI('kcn%')");
    public static readonly Cql2Operator AccentI = Folded("ACCENTI", TextFold.Accents, "không phân biệt dấu", "tones, marks and đ do not matter", "ACCENTI(name_vi) LIKE ACCENTI('%Đức Hòa%')");

    public static readonly Cql2Operator Date = new("DATE", Cql2Group.Literal, 1, 1, "ngày", "a date", "registered_on >= DATE('2020-01-01')");
    public static readonly Cql2Operator Timestamp = new("TIMESTAMP", Cql2Group.Literal, 1, 1, "thời điểm", "an instant", "received_at < TIMESTAMP('2024-01-01T00:00:00Z')");
    public static readonly Cql2Operator Interval = new("INTERVAL", Cql2Group.Literal, 2, 2, "khoảng thời gian; '..' là không giới hạn", "a period; '..' is without end", "T_DURING(received_at, INTERVAL('2024-01-01', '..'))");
    public static readonly Cql2Operator BBox = new("BBOX", Cql2Group.Literal, 4, 6, "khung tọa độ: tây, nam, đông, bắc", "a box: west, south, east, north", "S_INTERSECTS(geometry, BBOX(106.3, 10.4, 106.7, 10.9))");

    private static Cql2Operator Compared(string sign, string vi, string en, string example) => new(sign, Cql2Group.Comparison, 2, 2, vi, en, example)
    { Condition = Cql2Comparison.Compare };

    private static Cql2Operator Calculated(string sign, string vi, string en, string example) => new(sign, Cql2Group.Arithmetic, 2, 2, vi, en, example)
    { Value = (binder, call) => binder.Values.Calculated(call) };

    private static Cql2Operator Folded(string name, TextFold fold, string vi, string en, string example) => new(name, Cql2Group.Character, 1, 1, vi, en, example)
    { Fold = fold, Value = (binder, call) => binder.Values.Folded(call, fold) };

    /// <summary>What it makes of a text.</summary>
    internal TextFold? Fold { get; private init; }

    static Cql2Operator()
    {
        foreach (var row in TemporalOperator.All)
            _ = new Cql2Operator(row.Name, Cql2Group.Temporal, 2, 2, row.Title.Vi, row.Title.En!, row.Example) { Condition = (binder, call) => Cql2Temporal.Bind(binder, call, row) };
        foreach (var row in SpatialOperator.All)
            _ = new Cql2Operator(row.Name, Cql2Group.Spatial, 2, 2, row.Title.Vi, row.Title.En!, $"{row.Name}(geometry, {Square})") { Condition = (binder, call) => Cql2Spatial.Bind(binder, call, row) };
        foreach (var name in new[] { "A_EQUALS", "A_CONTAINS", "A_CONTAINEDBY", "A_OVERLAPS" })
            _ = new Cql2Operator(name, Cql2Group.Array, 2, 2, "so sánh mảng", "compares arrays", $"{name}(tags, ('a', 'b'))");
    }

    private const string Square = "POLYGON((106.3 10.4, 106.7 10.4, 106.7 10.9, 106.3 10.9, 106.3 10.4))";
}
