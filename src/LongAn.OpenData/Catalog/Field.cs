using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>One field of a dataset: Table Schema's field descriptor, checked, with the portal's additions.</summary>
public sealed record Field(string Name, FieldType Type)
{
    private static readonly byte[][] DefaultTrue = ["true"u8.ToArray(), "True"u8.ToArray(), "TRUE"u8.ToArray(), "1"u8.ToArray()];
    private static readonly byte[][] DefaultFalse = ["false"u8.ToArray(), "False"u8.ToArray(), "FALSE"u8.ToArray(), "0"u8.ToArray()];

    public LocalizedText Title { get; init; } = LocalizedText.Empty;

    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>The unit of measure, such as <c>VND</c> (ISO 4217), <c>ha</c>, <c>%</c>.</summary>
    public string? Unit { get; init; }

    public string? Example { get; init; }

    /// <summary>null for the type's default format; a .NET format for dates and times; else Table Schema's word.</summary>
    public string? Format { get; init; }

    public char DecimalChar { get; init; } = '.';

    public char? GroupChar { get; init; }

    /// <summary>False: signs, units and spaces may stand around the number.</summary>
    public bool BareNumber { get; init; } = true;

    public IReadOnlyList<byte[]> TrueValues { get; init; } = DefaultTrue;

    public IReadOnlyList<byte[]> FalseValues { get; init; } = DefaultFalse;

    /// <summary>The type of a list's items.</summary>
    public FieldType ListItems { get; init; } = FieldType.String;

    public string ListDelimiter { get; init; } = ",";

    public FieldConstraints Constraints { get; init; } = FieldConstraints.None;

    /// <summary>Values that mean null in this field; null where the schema's list applies.</summary>
    public IReadOnlyList<string>? MissingValues { get; init; }

    /// <summary>What its values are written like, beside the type; null for anything.</summary>
    public FieldFormat? PortalFormat { get; init; }

    /// <summary>Why values that identify people may be public here; null where it has none, or none are allowed.</summary>
    public LocalizedText? PublicReason { get; init; }

    /// <summary>The field with the day on which the code here must have been in force; null where that is not asked.</summary>
    public string? ValidOn { get; init; }

    /// <summary>Labels of the values, as <c>categories</c> of Data Package v2 gives them.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>Of a column that is read from the record that a foreign key points to: the name of that key. Its own name is <c>key.field</c>.</summary>
    public string? Within { get; init; }

    /// <summary>Words in it are found by full text.</summary>
    public bool IsSearched { get; init; }

    /// <summary>Its values are worth counting.</summary>
    public bool IsFaceted { get; init; }

    /// <summary>People sort or range-filter on it.</summary>
    public bool IsIndexed { get; init; }

    internal bool HasNumberFormat => DecimalChar != '.' || GroupChar is not null || !BareNumber;

    /// <summary>The same field with the portal's own formats: how values look in a request and in an answer.</summary>
    public Field Canonical => new(Name, Type)
    {
        Format = Type == FieldType.GeoPoint ? "array" : Type == FieldType.GeoJson ? Format : null,
        Constraints = Constraints,
    };

    internal Field ListItem => new(Name, ListItems);

    public override string ToString() => Name;

    /// <returns>False where the text is not a value of this field in the portal's own form.</returns>
    public bool TryParseCanonical(string text, out object? value)
    {
        value = null;
        if (text.Contains('\0', StringComparison.Ordinal) || !IsWellFormed(text))
            return false;

        if (!ParseOwn(Encoding.UTF8.GetBytes(text), Canonical, stackalloc byte[64], out var parsed))
            return false;

        value = parsed.ToParameter();
        return true;
    }

    /// <summary>Reads a value in the portal's own form, given the <see cref="Canonical"/> field. A list is the JSON array it is answered as.</summary>
    internal ValueParser ParseOwn => Type == FieldType.List ? FieldType.Array.Parse : Type.Parse;

    /// <summary>A lone surrogate is not text: it has no UTF-8.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var read) != OperationStatus.Done)
                return false;

            text = text[read..];
        }

        return true;
    }
}

/// <summary>A value of a field with its label.</summary>
public sealed record Category(string Value, LocalizedText Label);

/// <summary>Constraints of Table Schema. Bounds are in the portal's own form.</summary>
public sealed record FieldConstraints
{
    public static FieldConstraints None { get; } = new();

    public bool Required { get; init; }

    public bool Unique { get; init; }

    /// <summary>A regular expression that the whole value matches (XML Schema's dialect, as Table Schema asks; .NET's reads it).</summary>
    public string? Pattern { get; init; }

    /// <summary>The values allowed, in the portal's own form; null where any is.</summary>
    public IReadOnlyList<JsonNode>? Enum { get; init; }

    public object? Minimum { get; init; }

    public object? Maximum { get; init; }

    public object? ExclusiveMinimum { get; init; }

    public object? ExclusiveMaximum { get; init; }

    /// <summary>In characters for text, in items for arrays and lists.</summary>
    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }
}
