using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import;

/// <summary>A rule that a value breaks.</summary>
/// <param name="Name">As Table Schema calls it; <c>type</c> for the type itself.</param>
/// <param name="Message">What was expected.</param>
internal sealed record BrokenRule(ProblemCode Code, string Name, LocalizedText Message)
{
    /// <summary>The value is kept: it may be right.</summary>
    public bool IsDoubt { get; init; }
}

/// <summary>Reads the cells of one field and holds them to its type and constraints.</summary>
internal sealed class FieldChecker
{
    private readonly Field field;
    private readonly Field own;
    private readonly ValueParser parseOwn;
    private readonly bool isOwnForm;
    private readonly long? leastGroup;
    private readonly bool mayBeEmpty;
    private readonly byte[][] missing;
    private readonly bool required;
    private readonly Regex? pattern;
    private readonly bool isConstrained;
    private readonly object[]? allowed;
    private readonly BrokenRule typeRule;

    /// <param name="leastGroup">Counts above zero and below this are too small to be told.</param>
    /// <param name="isOwnForm">The file is written in the portal's own form, whatever the field's formats say.</param>
    public FieldChecker(Field field, TableSchema schema, string? nullSequence, bool isOwnForm = false, long? leastGroup = null)
    {
        this.leastGroup = leastGroup;
        this.field = field;
        this.isOwnForm = isOwnForm;
        own = field.Canonical;
        parseOwn = field.ParseOwn;
        var texts = (field.MissingValues ?? schema.MissingValues).Concat(nullSequence is null ? [] : [nullSequence]);
        missing = [.. texts.Distinct().Select(Encoding.UTF8.GetBytes)];
        required = field.Constraints.Required || schema.PrimaryKey.Contains(field.Name);
        mayBeEmpty = field.Type.Kind == ValueKind.Text && field.Type.IsText && !required;
        var constraints = field.Constraints;
        pattern = constraints.Pattern is { } text ? new Regex($@"^(?:{text})\z", RegexOptions.CultureInvariant | RegexOptions.Compiled, TimeSpan.FromSeconds(1)) : null;
        allowed = constraints.Enum?.Select(Comparable).ToArray();
        isConstrained = leastGroup is not null || field.PortalFormat is not null || (constraints with { Required = false, Unique = false }) != FieldConstraints.None;
        typeRule = new BrokenRule(ProblemCode.TypeMismatch, "type", new LocalizedText($"cần {Expected().Vi}", $"takes {Expected().En}"));
    }

    /// <returns>The rule that the cell breaks, or null; then, and where it is only a doubt, the value is set.</returns>
    public BrokenRule? Read(ReadOnlySpan<byte> cell, CellKind kind, Span<byte> scratch, out ParsedValue value)
    {
        if (kind == CellKind.EmptyText && mayBeEmpty)
        {
            value = ParsedValue.OfText(default);
            return isConstrained ? CheckConstraints(cell, value) : null;
        }

        if (kind == CellKind.Null || (kind != CellKind.Typed && IsMissing(cell)))
        {
            value = ParsedValue.Null;
            return required ? new BrokenRule(ProblemCode.ConstraintBroken, "required", new LocalizedText("là bắt buộc", "is required")) : null;
        }

        var isOfType = kind == CellKind.Typed || isOwnForm ? parseOwn(cell, own, scratch, out value) : field.Type.Parse(cell, field, scratch, out value);
        if (!isOfType || kind == CellKind.Error)
            return typeRule;

        return isConstrained ? CheckConstraints(cell, value) : null;
    }

    private bool IsMissing(ReadOnlySpan<byte> cell)
    {
        foreach (var text in missing)
        {
            if (cell.SequenceEqual(text))
                return true;
        }

        return false;
    }

    private BrokenRule? CheckConstraints(ReadOnlySpan<byte> cell, in ParsedValue value)
    {
        var constraints = field.Constraints;
        if (pattern is not null && !Matches(cell))
            return Broken("pattern", $"phải khớp {constraints.Pattern}", $"must match {constraints.Pattern}");
        if (allowed is not null && !IsAllowed(value))
        {
            var list = string.Join(", ", constraints.Enum!.Take(20).Select(node => Show(node.ToString())));
            return Broken("enum", $"phải là một trong: {list}", $"must be one of: {list}");
        }

        if (constraints.Minimum is { } minimum && Compare(value, minimum) < 0)
            return Broken("minimum", $"không được nhỏ hơn {Show(minimum)}", $"must be at least {Show(minimum)}");
        if (constraints.Maximum is { } maximum && Compare(value, maximum) > 0)
            return Broken("maximum", $"không được lớn hơn {Show(maximum)}", $"must be at most {Show(maximum)}");
        if (constraints.ExclusiveMinimum is { } above && Compare(value, above) <= 0)
            return Broken("exclusiveMinimum", $"phải lớn hơn {Show(above)}", $"must be greater than {Show(above)}");
        if (constraints.ExclusiveMaximum is { } below && Compare(value, below) >= 0)
            return Broken("exclusiveMaximum", $"phải nhỏ hơn {Show(below)}", $"must be less than {Show(below)}");
        if (constraints.MinLength is not null || constraints.MaxLength is not null)
        {
            var length = Length(value);
            if (length < constraints.MinLength)
                return Broken("minLength", $"phải dài ít nhất {constraints.MinLength}", $"must be at least {constraints.MinLength} long");
            if (length > constraints.MaxLength)
                return Broken("maxLength", $"dài nhất là {constraints.MaxLength}", $"must be at most {constraints.MaxLength} long");
        }

        return CheckGroup(value) ?? CheckFormat(value);
    }

    private BrokenRule? CheckGroup(in ParsedValue value)
    {
        var size = value.Kind == ValueKind.Real ? value.Real : value.Integer;
        return size > 0 && size < leastGroup
            ? new BrokenRule(ProblemCode.GroupTooSmall, "minimumGroupSize", new LocalizedText($"nhóm phải có ít nhất {leastGroup} (hoặc 0)", $"a group must be of at least {leastGroup} (or 0)"))
            : null;
    }

    private BrokenRule? CheckFormat(in ParsedValue value)
    {
        if (field.PortalFormat is not { } format)
            return null;

        Span<byte> digits = stackalloc byte[20];
        var length = 0;
        if (value.Kind == ValueKind.Integer)
            Utf8Formatter.TryFormat(value.Integer, digits, out length);
        var fit = format.Check(value.Kind == ValueKind.Integer ? digits[..length] : value.Text);
        return fit == Fit.Fits ? null : new BrokenRule(ProblemCode.FormatBroken, format.Name, new LocalizedText($"phải là {format.Rule.Vi}", $"must be {format.Rule.En}")) { IsDoubt = fit == Fit.Doubtful };
    }

    private bool Matches(ReadOnlySpan<byte> cell)
    {
        var characters = cell.Length <= 512 ? stackalloc char[cell.Length] : new char[cell.Length];
        try
        {
            return pattern!.IsMatch(characters[..Encoding.UTF8.GetChars(cell, characters)]);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private bool IsAllowed(in ParsedValue value)
    {
        foreach (var candidate in allowed!)
        {
            if (Compare(value, candidate) == 0)
                return true;
        }

        return false;
    }

    /// <summary>Bounds are text as UTF-8, long or double, as the field's kind is.</summary>
    private static int Compare(in ParsedValue value, object bound) => value.Kind switch
    {
        ValueKind.Integer or ValueKind.Boolean when bound is long whole => value.Integer.CompareTo(whole),
        ValueKind.Real when bound is double real => value.Real.CompareTo(real),
        _ => value.Text.SequenceCompareTo(bound as byte[] ?? Encoding.UTF8.GetBytes((string)bound)),
    };

    private object Comparable(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Number when field.Type.Kind == ValueKind.Real => node.GetValue<double>(),
        JsonValueKind.Number => node.GetValue<long>(),
        _ => Encoding.UTF8.GetBytes(node.GetValue<string>()),
    };

    /// <summary>Characters of text; items of an array, members of an object.</summary>
    private static long Length(in ParsedValue value)
    {
        if (value.Kind == ValueKind.Json)
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(value.Text));
            return json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.GetArrayLength() : json.RootElement.GetPropertyCount();
        }

        var length = 0L;
        foreach (var part in value.Text)
        {
            if ((part & 0xC0) != 0x80)
                length++;
        }

        return length;
    }

    private static BrokenRule Broken(string rule, string vi, string en) => new(ProblemCode.ConstraintBroken, rule, new LocalizedText(vi, en));

    private string Show(object bound)
    {
        var text = Convert.ToString(bound, CultureInfo.InvariantCulture)!;
        return field.Type == FieldType.Boolean ? (text == "1" ? "true" : "false") : text;
    }

    /// <summary>What the field takes, in words, as its publisher writes it.</summary>
    private LocalizedText Expected()
    {
        var type = field.Type;
        if (field.HasNumberFormat)
        {
            var (vi, en) = type == FieldType.Integer ? ("số nguyên", "a whole number") : ("số", "a number");
            var example = $"1{field.GroupChar}234{(type == FieldType.Integer ? "" : $"{field.DecimalChar}5")}";
            return new LocalizedText($"{vi} ({example})", $"{en} ({example})");
        }

        if (type == FieldType.Boolean && field.TrueValues != field.Canonical.TrueValues)
        {
            var values = string.Join(", ", field.TrueValues.Concat(field.FalseValues).Select(Encoding.UTF8.GetString));
            return new LocalizedText($"{type.Title.Vi} ({values})", $"{type.Title.En} ({values})");
        }

        if (field.Format is not { } format || type.Kind != ValueKind.Text)
            return type.Title;
        if (type == FieldType.String || format == "any")
            return new LocalizedText($"{type.Title.Vi} ({format})", $"{type.Title.En} ({format})");

        var pattern = format.Replace("\\", "", StringComparison.Ordinal);
        var (what, kind) = type == FieldType.Date ? ("ngày", "a date") : type == FieldType.Time ? ("giờ", "a time") : ("thời điểm", "an instant");
        return new LocalizedText($"{what} có thật, viết theo mẫu {pattern}", $"{kind} that exists, written {pattern}");
    }
}
