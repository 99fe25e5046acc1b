using System.Buffers.Text;
using System.Globalization;

namespace LongAn.OpenData.Catalog;

/// <summary>
/// Parsers of numbers as publishers write them: <c>decimalChar</c>, <c>groupChar</c> and <c>bareNumber</c> of Table Schema.
/// Groups must be of three digits and the first must not begin with a zero, so that neither "1.5" is ever read as fifteen nor "0.125" as 125 where the
/// dot groups thousands.
/// </summary>
internal static class NumberParsers
{
    private const int LongestNumber = 400;

    public static bool Integer(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = default;
        if (!field.HasNumberFormat)
            return TryInteger(text, out value);

        Span<byte> plain = stackalloc byte[LongestNumber];
        return text.Length <= LongestNumber && TryPlain(text, field, plain, out var length) && TryInteger(plain[..length], out value);
    }

    public static bool Number(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = default;
        if (!field.HasNumberFormat)
            return TryReal(text, out value);

        Span<byte> plain = stackalloc byte[LongestNumber];
        return text.Length <= LongestNumber && TryPlain(text, field, plain, out var length) && TryReal(plain[..length], out value);
    }

    /// <summary>Up to 28 digits, kept as they are.</summary>
    public static bool Exact(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfJson(text);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }

    private static bool TryInteger(scoped ReadOnlySpan<byte> text, out ParsedValue value)
    {
        var ok = Utf8Parser.TryParse(text, out long number, out var read) && read == text.Length;
        value = ParsedValue.OfInteger(number);
        return ok;
    }

    /// <summary>Finite numbers only: JSON has no NaN and no infinity, so a dataset has none either.</summary>
    private static bool TryReal(scoped ReadOnlySpan<byte> text, out ParsedValue value)
    {
        var ok = Utf8Parser.TryParse(text, out double number, out var read) && read == text.Length && double.IsFinite(number);
        value = ParsedValue.OfReal(number == 0 ? 0 : number); // -0 and 0 are one value
        return ok;
    }

    /// <summary>Rewrites "−1.234,5 ha" as "-1234.5"; false where the groups are not thousands.</summary>
    private static bool TryPlain(ReadOnlySpan<byte> text, Field field, Span<byte> plain, out int length)
    {
        length = 0;
        if (!field.BareNumber)
            text = TrimAround(text);

        var group = (byte)(field.GroupChar ?? '\0');
        var point = (byte)field.DecimalChar;
        var sinceGroup = -1;
        var beforePoint = true;
        foreach (var letter in text)
        {
            if (beforePoint && group != 0 && letter == group)
            {
                if (sinceGroup is not (-1 or 3) || (sinceGroup == -1 && !IsFirstGroup(plain[..length])))
                    return false;

                sinceGroup = 0;
                continue;
            }

            if (letter == point || letter is (byte)'e' or (byte)'E')
            {
                if (sinceGroup is not (-1 or 3))
                    return false;

                beforePoint = false;
                sinceGroup = -1;
                plain[length++] = letter == point ? (byte)'.' : letter;
                continue;
            }

            if (letter is (byte)'.' or (byte)',')
                return false;

            if (sinceGroup >= 0)
                sinceGroup++;
            plain[length++] = letter;
        }

        return sinceGroup is -1 or 3;
    }

    /// <summary>One to three digits behind a sign, if there is one, and no zero in front.</summary>
    private static bool IsFirstGroup(ReadOnlySpan<byte> text)
    {
        var digits = text.TrimStart("+-"u8);
        return digits.Length is > 0 and <= 3 && digits[0] != '0' && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>
    /// Table Schema's <c>bareNumber: false</c>: currency signs, units and spaces around the number do not matter. What stands before it must
    /// not change its value: "-$5", "(5)" and ".5 ha" are not five.
    /// </summary>
    private static ReadOnlySpan<byte> TrimAround(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
            return default;

        if (start > 0 && text[start - 1] is (byte)'-' or (byte)'+')
            start--;
        if (text[..start].IndexOfAny("-(,"u8) >= 0 || text[..start].IndexOf("\u2212"u8) >= 0 || (start > 0 && text[start - 1] == '.'))
            return default;
        return text[start..(text.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1)];
    }
}
