namespace LongAn.OpenData.Catalog;

/// <summary>How a value is stored and written.</summary>
public enum ValueKind
{
    Null,

    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>A signed 64-bit integer.</summary>
    Integer,

    /// <summary>A finite double.</summary>
    Real,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>UTF-8 JSON: an array, an object or a GeoJSON geometry.</summary>
    Json,
}

/// <summary>A value in the portal's own form, whatever the publisher wrote. <see cref="Text"/> may alias what was parsed.</summary>
public readonly ref struct ParsedValue
{
    private ParsedValue(ValueKind kind, long integer, double real, ReadOnlySpan<byte> text)
    {
        Kind = kind;
        Integer = integer;
        Real = real;
        Text = text;
    }

    public static ParsedValue Null => default;

    public ValueKind Kind { get; }

    public long Integer { get; }

    public double Real { get; }

    public ReadOnlySpan<byte> Text { get; }

    public static ParsedValue OfInteger(long value) => new(ValueKind.Integer, value, 0, default);

    public static ParsedValue OfBoolean(bool value) => new(ValueKind.Boolean, value ? 1 : 0, 0, default);

    public static ParsedValue OfReal(double value) => new(ValueKind.Real, 0, value, default);

    public static ParsedValue OfText(ReadOnlySpan<byte> utf8) => new(ValueKind.Text, 0, 0, utf8);

    public static ParsedValue OfJson(ReadOnlySpan<byte> utf8) => new(ValueKind.Json, 0, 0, utf8);

    /// <returns>What a parameter of a query holds: text, long, double or null.</returns>
    public object? ToParameter() => Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Integer or ValueKind.Boolean => Integer,
        ValueKind.Real => Real,
        _ => System.Text.Encoding.UTF8.GetString(Text),
    };
}
