using System.Buffers;
using System.Globalization;

namespace LongAn.OpenData.Import.Inference;

/// <summary>What a text may be read as; a column may be read as what all its values may.</summary>
[Flags]
internal enum Shape
{
    None = 0,
    Whole = 1,

    /// <summary>A decimal point and no groups.</summary>
    Point = 2,

    /// <summary>A decimal comma and no groups.</summary>
    Comma = 4,

    /// <summary>1.234.567,8: as Vietnamese is written.</summary>
    VietnameseNumber = 8,

    /// <summary>1,234,567.8.</summary>
    EnglishNumber = 16,
    Boolean = 32,
    IsoDate = 64,
    DayMonthYear = 128,
    MonthDayYear = 256,
    IsoDateTime = 512,
    DayMonthYearTime = 1024,
    Numbers = Whole | Point | Comma | VietnameseNumber | EnglishNumber,
    All = 2047,
}

/// <summary>Finds the shapes of a value.</summary>
internal static class Shapes
{
    private const int LongestTold = 40;
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.,");
    private static readonly string[] Booleans = ["có", "không", "true", "false", "yes", "no", "đúng", "sai"];
    private static readonly string[] IsoDateTimes = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];
    private static readonly char[] Separators = ['/', '-', '.'];

    /// <param name="value">Not empty; without a percent sign.</param>
    public static Shape Of(string value)
    {
        if (value.Length > LongestTold)
            return Shape.None;
        if (char.IsAsciiDigit(value[0]) || value[0] is '-' or '+' or '.')
            return OfNumber(value.AsSpan(value[0] is '-' or '+' ? 1 : 0)) | OfDate(value);

        return Booleans.Contains(value, StringComparer.OrdinalIgnoreCase) ? Shape.Boolean : Shape.None;
    }

    private static Shape OfNumber(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty || digits.ContainsAnyExcept(OfNumbers) || !char.IsAsciiDigit(digits[^1]))
            return Shape.None;
        if (!char.IsAsciiDigit(digits[0]))
            return digits[0] == '.' && digits.Count('.') == 1 && !digits.Contains(',') ? Shape.Point : Shape.None;

        var (points, commas) = (digits.Count('.'), digits.Count(','));
        if (points + commas == 0)
            return Shape.Numbers;

        var shape = Shape.None;
        if (points == 1 && commas == 0)
            shape |= Shape.Point | (digits.IndexOf('.') <= 3 ? Shape.EnglishNumber : Shape.None);
        if (commas == 1 && points == 0)
            shape |= Shape.Comma | (digits.IndexOf(',') <= 3 ? Shape.VietnameseNumber : Shape.None);
        if (IsGrouped(digits, '.', ','))
            shape |= Shape.VietnameseNumber;
        if (IsGrouped(digits, ',', '.'))
            shape |= Shape.EnglishNumber;
        return shape;
    }

    /// <summary>Groups of three behind one to three digits that do not begin with a zero; then perhaps a decimal part.</summary>
    private static bool IsGrouped(ReadOnlySpan<char> digits, char group, char point)
    {
        var end = digits.IndexOf(point);
        if (end >= 0 && digits[(end + 1)..].ContainsAny(group, point))
            return false;

        var whole = end < 0 ? digits : digits[..end];
        var first = whole.IndexOf(group);
        if (first is < 1 or > 3 || digits[0] == '0')
            return false;

        foreach (var part in whole[(first + 1)..].Split(group))
        {
            if (whole[(first + 1)..][part].Length != 3)
                return false;
        }

        return true;
    }

    private static Shape OfDate(string value)
    {
        if (value.Length < 8)
            return Shape.None;
        if (value.Length > 10)
            return DateTime.TryParseExact(value, IsoDateTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Shape.IsoDateTime
                : Any(value, "d{0}M{0}yyyy H:m", "d{0}M{0}yyyy H:m:s") ? Shape.DayMonthYearTime : Shape.None;
        if (value.Length == 10 && Any(value, "yyyy-MM-dd"))
            return Shape.IsoDate;
        return (Any(value, "d{0}M{0}yyyy") ? Shape.DayMonthYear : Shape.None) | (Any(value, "M/d/yyyy") ? Shape.MonthDayYear : Shape.None);
    }

    private static bool Any(string value, params string[] formats) =>
        formats.Any(format => Separators.Any(separator => DateTime.TryParseExact(value, string.Format(CultureInfo.InvariantCulture, format, separator), CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));
}
