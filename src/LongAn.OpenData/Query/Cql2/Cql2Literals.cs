using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>Literals, in the portal's own form and of the type of what they stand beside.</summary>
internal sealed class Cql2Literals(Cql2Mistakes mistakes)
{
    private const string DayStart = "T00:00:00+07:00";
    private const string DayEnd = "T23:59:59.9999999+07:00";
    private static readonly Field AnyDate = new("date", FieldType.Date);
    private static readonly Field AnyInstant = new("datetime", FieldType.DateTime);
    private static readonly Field AnyText = new("text", FieldType.Any);

    public static bool IsLiteral(Cql2Node node) => node switch
    {
        Cql2Node.Text or Cql2Node.Number or Cql2Node.Flag => true,
        Cql2Node.Call call => Is(call, Cql2Operator.Date) || Is(call, Cql2Operator.Timestamp) || Text(node) is not null,
        _ => false,
    };

    public static bool IsTime(FieldType type) => type == FieldType.Date || type == FieldType.DateTime;

    public static bool Is(Cql2Node.Call call, Cql2Operator row) => call.Name == row.Name;

    /// <returns>A text literal, folded as it says; null for anything else.</returns>
    public static string? Text(Cql2Node node) => node switch
    {
        Cql2Node.Text text => text.Value,
        Cql2Node.Call { Arguments: [var inner] } call when Cql2Operator.Find(call.Name)?.Fold is { } fold => Text(inner) is { } text ? Fold(text, fold) : null,
        _ => null,
    };

    /// <summary>The first instant of a day in Vietnam.</summary>
    public static Expression.Literal StartOf(Expression.Literal day) => new(day.Value + DayStart, FieldType.DateTime);

    /// <summary>The last instant of a day in Vietnam that can be stored.</summary>
    public static Expression.Literal EndOf(Expression.Literal day) => new(day.Value + DayEnd, FieldType.DateTime);

    /// <summary>The day of an instant, in Vietnam.</summary>
    public static Expression.Literal DayOf(Expression.Literal instant) => instant.Type == FieldType.Date ? instant : new(((string)instant.Value)[..10], FieldType.Date);

    /// <param name="guide">What it stands beside; null where there are literals only.</param>
    /// <returns>Null, and reported, where it is no value of that type.</returns>
    public Expression.Literal? Read(Cql2Node node, Expression? guide) => node switch
    {
        Cql2Node.Number number => Read(number, guide),
        Cql2Node.Flag flag => new Expression.Literal(flag.Value ? 1L : 0L, FieldType.Boolean),
        _ when Text(node) is { } text => Read(text, node.At, guide),
        _ => Time((Cql2Node.Call)node) is { } time ? Beside(time, guide) : null,
    };

    /// <summary>A date or an instant as <c>INTERVAL</c> has it: the text alone.</summary>
    public Expression.Literal? Time(string text, int at)
    {
        if (AnyDate.TryParseCanonical(text, out var day))
            return new Expression.Literal(day!, FieldType.Date);
        if (AnyInstant.TryParseCanonical(text, out var instant))
            return new Expression.Literal(instant!, FieldType.DateTime);

        mistakes.Value(at, text, new LocalizedText("ngày yyyy-MM-dd hoặc thời điểm ISO 8601", "a date, yyyy-MM-dd, or an ISO 8601 instant"));
        return null;
    }

    public bool IsStorable(string text, int at)
    {
        if (AnyText.TryParseCanonical(text, out _))
            return true;

        mistakes.Value(at, text.Replace('\0', '\uFFFD'), FieldType.String.Title);
        return false;
    }

    /// <summary><c>DATE('…')</c> or <c>TIMESTAMP('…')</c>.</summary>
    public Expression.Literal? Time(Cql2Node.Call call)
    {
        var field = Is(call, Cql2Operator.Date) ? AnyDate : AnyInstant;
        if (call.Arguments is [Cql2Node.Text text] && field.TryParseCanonical(text.Value, out var value))
            return new Expression.Literal(value!, field.Type);

        mistakes.Value(call.At, call.Arguments is [Cql2Node.Text { Value: var found }] ? found : call.Name, field.Type.Title);
        return null;
    }

    private static Expression.Literal Beside(Expression.Literal time, Expression? guide) => guide?.Type == FieldType.Date ? DayOf(time) : time;

    private static string Fold(string text, TextFold fold) => fold == TextFold.Case ? VietnameseText.FoldCase(text) : VietnameseText.FoldAccents(text);

    private Expression.Literal? Read(Cql2Node.Number number, Expression? guide)
    {
        if (guide is not null && Cql2Values.Family(guide.Type) is { } family && family != FieldType.Number)
        {
            var quoted = family == FieldType.String ? Cql2Words.Quote(number.Digits) : null;
            mistakes.Type(number.At, $"cần {guide.Type.Title.Vi}, không phải một số", $"expected {guide.Type.Title.En}, not a number", quoted);
            return null;
        }

        if (!double.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real))
        {
            mistakes.Value(number.At, number.Digits, FieldType.Number.Title);
            return null;
        }

        if (guide?.Named is { Type: var type } && type != FieldType.Number && TryWhole(number.Digits, real, out var whole))
            return new Expression.Literal(whole, type);
        return new Expression.Literal(real == 0 ? 0 : real, FieldType.Number);
    }

    private Expression.Literal? Read(string text, int at, Expression? guide)
    {
        if (guide is null || Cql2Values.Family(guide.Type) == FieldType.String)
            return IsStorable(text, at) ? new Expression.Literal(text, guide?.Type ?? FieldType.String) : null;
        if (guide.Type == FieldType.DateTime)
            return Time(text, at);
        if (guide.Type == FieldType.Date)
            return Time(text, at) is { } time ? Beside(time, guide) : null;

        object? value = null;
        if (Cql2Values.Family(guide.Type) != FieldType.Number && guide.Type != FieldType.Boolean && guide.Named is { } field && field.TryParseCanonical(text, out value))
            return new Expression.Literal(value!, guide.Type);

        mistakes.Value(at, text, guide.Type.Title);
        return null;
    }

    private static bool TryWhole(string digits, double real, out long whole)
    {
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole))
            return true;

        // Beyond 2^53 doubles skip whole numbers.
        var isWhole = Math.Abs(real) <= 1L << 53 && double.IsInteger(real);
        whole = isWhole ? (long)real : 0;
        return isWhole;
    }
}
