using System.Buffers;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Import.PersonalData;

/// <summary>What numbers and addresses a text holds that could be somebody's.</summary>
[Flags]
internal enum Traces
{
    None = 0,
    Mobile = 1,
    FixedLine = 2,
    Identity = 4,

    /// <summary>Nine digits alone: an old identity number, or any other number.</summary>
    NineDigits = 8,
    Card = 16,
    Email = 32,

    /// <summary>A telephone number that is a sound tax code as well.</summary>
    MobileOrTaxCode = 64,
}

/// <summary>
/// Finds telephone and identity numbers, cards and e-mail addresses in a text. Most texts have too few digits and no @, and are passed over
/// by a vectorized look.
/// </summary>
internal static class NumberScan
{
    private const int FewestDigits = 9;
    private const int LongestRun = 24;
    private static readonly SearchValues<byte> Telling = SearchValues.Create("0123456789@"u8);

    /// <summary>A number's digits may have one of these between groups; other letters end it.</summary>
    private static readonly SearchValues<byte> Between = SearchValues.Create(" .-"u8);

    public static Traces Of(ReadOnlySpan<byte> text)
    {
        var first = text.Length < 6 ? -1 : text.IndexOfAny(Telling);
        if (first < 0)
            return Traces.None;

        var traces = text.Contains((byte)'@') && HasEmail(text) ? Traces.Email : Traces.None;
        return text.Length - first < FewestDigits || !HasDigits(text[first..]) ? traces : traces | OfRuns(text, first);
    }

    private static bool HasDigits(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var letter in text)
        {
            if (letter is >= (byte)'0' and <= (byte)'9' && ++digits == FewestDigits)
                return true;
        }

        return false;
    }

    private static Traces OfRuns(ReadOnlySpan<byte> text, int from)
    {
        Span<byte> digits = stackalloc byte[LongestRun];
        var traces = Traces.None;
        for (var i = from; i < text.Length; i++)
        {
            if (!IsDigit(text[i]))
                continue;

            var start = i;
            var (length, gaps) = (0, 0);
            for (; i < text.Length; i++)
            {
                if (IsDigit(text[i]))
                {
                    if (length < LongestRun)
                        digits[length] = text[i];
                    length++;
                }
                else if (Between.Contains(text[i]) && i + 1 < text.Length && IsDigit(text[i + 1]))
                {
                    gaps++;
                }
                else
                {
                    break;
                }
            }

            var isPartOfWord = (start > 0 && IsOfWord(text[start - 1])) || (i < text.Length && IsOfWord(text[i]));
            if (length is >= FewestDigits and <= LongestRun && !isPartOfWord)
                traces |= OfNumber(digits[..length], gaps);
        }

        return traces;
    }

    private static Traces OfNumber(ReadOnlySpan<byte> digits, int gaps)
    {
        if (gaps <= 4 && VietnamesePhone.IsMobile(digits))
            return gaps == 0 && digits.Length == 10 && TaxCode.IsChecked(digits) is not false ? Traces.MobileOrTaxCode : Traces.Mobile;
        if (gaps <= 4 && VietnamesePhone.IsFixedLine(digits))
            return Traces.FixedLine;
        if (gaps <= 3 && IdentityNumber.IsSound(digits))
            return Traces.Identity;
        if (digits.Length == 9 && gaps == 0)
            return Traces.NineDigits;
        return gaps <= 4 && CardNumber.IsSound(digits) ? Traces.Card : Traces.None;
    }

    /// <summary>Something, an @ between, a name with a dot in it.</summary>
    private static bool HasEmail(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'@'); at >= 0;)
        {
            var domain = text[(at + 1)..];
            var end = domain.IndexOfAnyExcept(Domain);
            domain = end < 0 ? domain : domain[..end];
            if (at > 0 && IsOfWord(text[at - 1]) && domain.TrimEnd((byte)'.').LastIndexOf((byte)'.') is > 0 and var dot && domain.TrimEnd((byte)'.').Length - dot > 2)
                return true;

            var next = text[(at + 1)..].IndexOf((byte)'@');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static readonly SearchValues<byte> Domain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"u8);

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    private static bool IsOfWord(byte letter) => letter >= 0x80 || letter == '_' || letter is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' || IsDigit(letter);
}
