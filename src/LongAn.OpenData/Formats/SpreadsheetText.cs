using System.Buffers;
using System.Text;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Formats;

/// <summary>
/// Text in a CSV file that a spreadsheet opens by itself, guessing types. A cell that begins like a formula gets <c>'</c> before it, as OWASP
/// advises; one that could be taken for a number, date or truth value is written as the formula <c>="001"</c>, whose value is that text.
/// Dates, instants and times are left to be read as such.
/// </summary>
internal sealed class SpreadsheetText
{
    /// <summary>Past these a double, which is what a cell holds, loses digits.</summary>
    public const long MostExactWhole = 999_999_999_999_999;

    /// <summary>Longer text is never taken for a value; a literal in a formula may have 255 characters.</summary>
    private const int LongestValue = 40;

    private static readonly SearchValues<byte> BeginFormula = SearchValues.Create("=+-@\t\r"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> InValues = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .,:/%$-+()"u8);
    private readonly ArrayBufferWriter<byte> cell = new();

    /// <summary>A field whose text must stay text.</summary>
    public static bool IsFor(FieldType type) =>
        type.Kind is ValueKind.Text or ValueKind.Json && type != FieldType.Date && type != FieldType.DateTime && type != FieldType.Time;

    public static bool IsExact(long whole) => whole is >= -MostExactWhole and <= MostExactWhole;

    /// <returns>The cell's content, before CSV quotes; valid until the next call.</returns>
    public ReadOnlySpan<byte> Protect(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return text;
        if (BeginFormula.Contains(text[0]))
            return Wrap("'"u8, text, []);
        return LooksLikeValue(text) ? AsFormula(text) : text;
    }

    /// <param name="text">Without quotes.</param>
    public ReadOnlySpan<byte> AsFormula(ReadOnlySpan<byte> text) => Wrap("=\""u8, text, "\""u8);

    /// <summary>001, 1.000650, 1-2, 5E3, MAR1, 12/05, TRUE.</summary>
    private static bool LooksLikeValue(ReadOnlySpan<byte> text) =>
        text.Length <= LongestValue && !text.ContainsAnyExcept(InValues)
        && (text.ContainsAny(Digits) || Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "false"u8));

    private ReadOnlySpan<byte> Wrap(ReadOnlySpan<byte> before, ReadOnlySpan<byte> text, ReadOnlySpan<byte> after)
    {
        cell.ResetWrittenCount();
        cell.Write(before);
        cell.Write(text);
        cell.Write(after);
        return cell.WrittenSpan;
    }
}
