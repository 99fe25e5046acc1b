using System.Text;
using System.Text.Json;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>Reads <c>cql2-json</c>; the drafts' <c>{"casei": …}</c>, <c>{"accenti": …}</c> and <c>{"function": …}</c> too.</summary>
internal sealed class Cql2Json
{
    /// <summary>Of arrays and objects; each level of operators takes two, a shape eight.</summary>
    private const int MaxJsonDepth = (2 * Cql2Limits.MaxDepth) + 12;

    private static readonly LocalizedText Json = new("JSON", "JSON");
    private static readonly LocalizedText Object = new("op và args, property, date, timestamp, interval, bbox hoặc hình GeoJSON", "op and args, property, date, timestamp, interval, bbox or a shape of GeoJSON");
    private static readonly LocalizedText Text = new("\"chữ\"", "a string");
    private static readonly LocalizedText Array = new("một mảng [ ]", "an array [ ]");
    private readonly Cql2Mistakes mistakes;
    private int operations;

    private Cql2Json(Cql2Mistakes mistakes) => this.mistakes = mistakes;

    /// <returns>Null where it cannot be read; the mistakes are reported.</returns>
    public static Cql2Node? TryRead(string text, Cql2Mistakes mistakes)
    {
        try
        {
            var node = new Cql2Json(mistakes).Read(JsonPart.Parse(text, MaxJsonDepth + 1), 1);
            return mistakes.Count == 0 ? node : null;
        }
        catch (JsonException wrong)
        {
            Report(text, wrong, mistakes);
            return null;
        }
        catch (InvalidOperationException) // a string that is not Unicode
        {
            mistakes.Syntax(0, "\\uD800", Text);
            return null;
        }
    }

    private static void Report(string text, JsonException wrong, Cql2Mistakes mistakes)
    {
        var lines = text.Split('\n');
        var line = (int)Math.Clamp(wrong.LineNumber ?? 0, 0, lines.Length - 1);
        var utf8 = Encoding.UTF8.GetBytes(lines[line]);
        var column = Encoding.UTF8.GetCharCount(utf8, 0, (int)Math.Clamp(wrong.BytePositionInLine ?? 0, 0, utf8.Length));
        var at = Math.Min(text.Length, lines.Take(line).Sum(before => before.Length + 1) + column);
        if (IsTooDeep(text, at))
            mistakes.TooComplex(at, MaxJsonDepth, "mức lồng nhau của JSON", "levels of JSON");
        else
            mistakes.Syntax(at, text[at..Math.Min(text.Length, at + 10)], Json);
    }

    private static bool IsTooDeep(string text, int at)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text[..at]), isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
        while (reader.Read())
        {
            if (reader.CurrentDepth >= MaxJsonDepth)
                return true;
        }

        return false;
    }

    private Cql2Node? Read(JsonPart part, int depth)
    {
        if (depth > Cql2Limits.MaxDepth)
        {
            mistakes.TooComplex(part.At, Cql2Limits.MaxDepth, "mức lồng nhau", "levels of nesting");
            return null;
        }

        switch (part.Kind)
        {
            case JsonTokenType.String:
                return new Cql2Node.Text(part.Text, part.At);
            case JsonTokenType.Number:
                return new Cql2Node.Number(part.Text, part.At);
            case JsonTokenType.True or JsonTokenType.False:
                return new Cql2Node.Flag(part.Kind == JsonTokenType.True, part.At);
            case JsonTokenType.StartArray:
                return ReadAll(part.Items, depth) is { } items ? new Cql2Node.List(items, part.At) : null;
            case JsonTokenType.StartObject:
                return ReadObject(part, depth);
            default:
                mistakes.Syntax(part.At, "null", Object);
                return null;
        }
    }

    private Cql2Node? ReadObject(JsonPart part, int depth)
    {
        if (part.Find("op") is { } op)
            return ReadCall(part, op, depth);
        if (part.Find("type") is { } type && GeoJsonGeometry.Types.Contains(type.Text, StringComparer.Ordinal))
            return new Cql2Node.Shape(null, part.Json, part.At);
        if (part.Find("function") is { Kind: JsonTokenType.StartObject } function && function.Find("name") is { } name)
            return Call(name, function.Find("args")?.Items ?? [], part.At, depth);
        if (part.Members is not [var (key, value)])
            return Unknown(part);

        return key switch
        {
            "property" => Is(value, JsonTokenType.String, Text) ? new Cql2Node.Property(value.Text, part.At) : null,
            "date" => Call(Cql2Operator.Date, [value], part.At, depth),
            "timestamp" => Call(Cql2Operator.Timestamp, [value], part.At, depth),
            "casei" => Call(Cql2Operator.CaseI, [value], part.At, depth),
            "accenti" => Call(Cql2Operator.AccentI, [value], part.At, depth),
            "interval" => Is(value, JsonTokenType.StartArray, Array) ? Call(Cql2Operator.Interval, value.Items, part.At, depth) : null,
            "bbox" => Is(value, JsonTokenType.StartArray, Array) ? Call(Cql2Operator.BBox, value.Items, part.At, depth) : null,
            _ => Unknown(part),
        };
    }

    private Cql2Node? ReadCall(JsonPart part, JsonPart op, int depth)
    {
        foreach (var (name, value) in part.Members.Where(member => member.Name is not ("op" or "args")))
            mistakes.Syntax(value.At, name, new LocalizedText("chỉ op và args", "op and args only"));
        if (part.Members.Count > 2)
            return null;
        if (part.Find("args") is { } arguments)
            return Is(arguments, JsonTokenType.StartArray, Array) ? Call(op, arguments.Items, part.At, depth) : null;

        mistakes.Syntax(part.At, op.Text, new LocalizedText("args", "args"));
        return null;
    }

    private Cql2Node? Call(JsonPart name, IReadOnlyList<JsonPart> arguments, int at, int depth)
    {
        if (!Is(name, JsonTokenType.String, Text))
            return null;

        var known = name.Text == "isNull" ? Cql2Operator.IsNull : Cql2Operator.Find(name.Text);
        return Call(known?.Name ?? name.Text, arguments, at, depth);
    }

    private Cql2Node? Call(Cql2Operator known, IReadOnlyList<JsonPart> arguments, int at, int depth) => Call(known.Name, arguments, at, depth);

    private Cql2Node? Call(string name, IReadOnlyList<JsonPart> arguments, int at, int depth)
    {
        if (++operations == Cql2Limits.MaxOperations + 1)
            mistakes.TooComplex(at, Cql2Limits.MaxOperations, "phép toán, hàm và ngoặc", "operators, functions and parentheses");
        return operations <= Cql2Limits.MaxOperations && ReadAll(arguments, depth) is { } read ? new Cql2Node.Call(name, read, at) : null;
    }

    /// <returns>Null where one of them cannot be read; all are looked at.</returns>
    private Cql2Node[]? ReadAll(IReadOnlyList<JsonPart> parts, int depth)
    {
        Cql2Node?[] read = [.. parts.Select(part => Read(part, depth + 1))];
        return read.Contains(null) ? null : [.. read.OfType<Cql2Node>()];
    }

    private bool Is(JsonPart part, JsonTokenType kind, LocalizedText expected)
    {
        if (part.Kind == kind)
            return true;

        mistakes.Syntax(part.At, Encoding.UTF8.GetString(part.Json.Span), expected);
        return false;
    }

    private Cql2Node? Unknown(JsonPart part)
    {
        var names = string.Join(", ", part.Members.Select(member => member.Name));
        mistakes.Syntax(part.At, names.Length == 0 ? "{}" : names, Object, Nearest.To(names, ["op", "args", "property", "date", "timestamp", "interval", "bbox"]));
        return null;
    }
}
