using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>Reads one value; false when the text is not of the type. The scratch space is at least 64 bytes and outlives the value.</summary>
public delegate bool ValueParser(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value);

/// <summary>The field types of Table Schema (Data Package v2 and v1): one row each.</summary>
public sealed record FieldType
{
    private static readonly Dictionary<string, FieldType> ByName = new(StringComparer.Ordinal);

    private FieldType(string name, ValueKind kind, string vi, string en, bool ordered, bool searchable, string jsonType, string? jsonFormat, ValueParser parse, bool isOfFields = true)
    {
        Name = name;
        Kind = kind;
        Title = new LocalizedText(vi, en);
        IsOrdered = ordered;
        IsText = searchable;
        JsonType = jsonType;
        JsonFormat = jsonFormat;
        Parse = parse;
        if (isOfFields)
            ByName.Add(name, this);
    }

    public string Name { get; }

    public ValueKind Kind { get; }

    /// <summary>What its values look like in a request, in words.</summary>
    public LocalizedText Title { get; }

    /// <summary>Values have an order people mean: <c>lt</c>, <c>between</c> and <c>sort</c> make sense.</summary>
    public bool IsOrdered { get; }

    /// <summary>Values are words: <c>contains</c> and its kin make sense.</summary>
    public bool IsText { get; }

    /// <summary>The type in JSON Schema of what answers hold; empty for anything.</summary>
    public string JsonType { get; }

    /// <summary>The <c>format</c> in JSON Schema and OpenAPI.</summary>
    public string? JsonFormat { get; }

    /// <summary>Reads what a publisher wrote, by the field's own formats.</summary>
    public ValueParser Parse { get; }

    public static IEnumerable<FieldType> All => ByName.Values;

    public static FieldType? Find(string name) => ByName.GetValueOrDefault(name);

    public static readonly FieldType String = new("string", ValueKind.Text, "chuỗi ký tự", "text", ordered: true, searchable: true, "string", null, TextParsers.String);
    public static readonly FieldType Integer = new("integer", ValueKind.Integer, "số nguyên", "a whole number", ordered: true, searchable: false, "integer", "int64", NumberParsers.Integer);
    public static readonly FieldType Number = new("number", ValueKind.Real, "số, dùng dấu chấm thập phân", "a number with a decimal point", ordered: true, searchable: false, "number", "double", NumberParsers.Number);
    public static readonly FieldType Boolean = new("boolean", ValueKind.Boolean, "true hoặc false", "true or false", ordered: false, searchable: false, "boolean", null, TextParsers.Boolean);
    public static readonly FieldType Date = new("date", ValueKind.Text, "ngày yyyy-MM-dd", "a date, yyyy-MM-dd", ordered: true, searchable: false, "string", "date", TimeParsers.Date);
    public static readonly FieldType DateTime = new("datetime", ValueKind.Text, "thời điểm ISO 8601, ví dụ 2022-05-01T08:30:00+07:00", "an ISO 8601 instant, such as 2022-05-01T08:30:00+07:00", ordered: true, searchable: false, "string", "date-time", TimeParsers.DateTime);
    public static readonly FieldType Time = new("time", ValueKind.Text, "giờ HH:mm:ss", "a time, HH:mm:ss", ordered: true, searchable: false, "string", "time", TimeParsers.Time);
    public static readonly FieldType Year = new("year", ValueKind.Integer, "năm bốn chữ số", "a year of four digits", ordered: true, searchable: false, "integer", null, TimeParsers.Year);
    public static readonly FieldType YearMonth = new("yearmonth", ValueKind.Text, "tháng yyyy-MM", "a month, yyyy-MM", ordered: true, searchable: false, "string", null, TimeParsers.YearMonth);
    public static readonly FieldType Duration = new("duration", ValueKind.Text, "khoảng thời gian ISO 8601, ví dụ P3D", "an ISO 8601 duration, such as P3D", ordered: false, searchable: false, "string", "duration", TimeParsers.Duration);
    public static readonly FieldType GeoPoint = new("geopoint", ValueKind.Json, "tọa độ [kinh độ, vĩ độ], đơn vị độ", "a position [longitude, latitude] in degrees", ordered: false, searchable: false, "array", null, JsonParsers.GeoPoint);
    public static readonly FieldType GeoJson = new("geojson", ValueKind.Json, "đối tượng GeoJSON", "a GeoJSON object", ordered: false, searchable: false, "object", null, JsonParsers.GeoJson);
    public static readonly FieldType Array = new("array", ValueKind.Json, "mảng JSON", "a JSON array", ordered: false, searchable: false, "array", null, JsonParsers.Array);
    public static readonly FieldType List = new("list", ValueKind.Json, "danh sách", "a list", ordered: false, searchable: false, "array", null, JsonParsers.List);
    public static readonly FieldType Object = new("object", ValueKind.Json, "đối tượng JSON", "a JSON object", ordered: false, searchable: false, "object", null, JsonParsers.Object);
    public static readonly FieldType Any = new("any", ValueKind.Text, "giá trị bất kỳ", "any value", ordered: true, searchable: true, "string", null, TextParsers.Any);

    /// <summary>A whole number of any size, carried as its digits: what a sum of integers is. No field of a dataset has this type.</summary>
    public static readonly FieldType ExactInteger = new("integer", ValueKind.Json, "số nguyên", "a whole number", ordered: true, searchable: false, "integer", null, NumberParsers.Exact, isOfFields: false);

    /// <summary>A number carried as its digits: what a median of integers is. No field of a dataset has this type.</summary>
    public static readonly FieldType ExactNumber = new("number", ValueKind.Json, "số, dùng dấu chấm thập phân", "a number with a decimal point", ordered: true, searchable: false, "number", null, NumberParsers.Exact, isOfFields: false);

    public override string ToString() => Name;
}
