using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LongAn.OpenData.Catalog;

/// <summary>
/// Parsers of dates and times. They are stored so that text order is time order: dates as <c>yyyy-MM-dd</c>, instants as ISO 8601 at
/// +07:00, Vietnam's offset, which is also assumed where a publisher gives none.
/// </summary>
internal static partial class TimeParsers
{
    private const int LongestTime = 64;
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);
    private static readonly string[] AnyDate = ["yyyy-M-d", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy/M/d", "yyyyMMdd"];
    private static readonly string[] AnyTime = ["H:m:s.FFFFFFF", "H:m:s", "H:m"];
    private static readonly string[] IsoDateTime = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    private static readonly string[] AnyDateTime =
        [.. IsoDateTime, .. from date in AnyDate from separator in new[] { " ", "'T'" } from time in AnyTime select $"{date}{separator}{time}K", .. AnyDate];

    public static bool Date(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfText(text);
        if (field.Format is null)
            return IsIsoDate(text);
        if (!TryRead(text, field.Format == "any" ? AnyDate : [field.Format], out var date))
            return false;

        value = ParsedValue.OfText(Write(date, "yyyy-MM-dd", scratch));
        return true;
    }

    public static bool DateTime(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfText(text);
        var formats = field.Format switch { null => IsoDateTime, "any" => AnyDateTime, var format => [format] };
        if (!TryRead(text, formats, out var local))
            return false;

        if (local.Kind == DateTimeKind.Utc)
        {
            if (local > System.DateTime.MaxValue - VietnamOffset)
                return false;

            local += VietnamOffset;
        }

        value = ParsedValue.OfText(Write(local, HasFraction(local) ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+07:00'" : "yyyy-MM-dd'T'HH:mm:ss'+07:00'", scratch));
        return true;
    }

    public static bool Time(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfText(text);
        var formats = field.Format switch { null => ["HH:mm:ss.FFFFFFF", "HH:mm:ss"], "any" => AnyTime, var format => new[] { format } };
        if (!TryRead(text, formats, out var time))
            return false;

        value = ParsedValue.OfText(Write(time, HasFraction(time) ? "HH:mm:ss.FFFFFFF" : "HH:mm:ss", scratch));
        return true;
    }

    public static bool Year(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        var ok = Utf8Parser.TryParse(text, out int year, out var read) && read == text.Length && IsDigits(text[0] == '-' ? text[1..] : text)
            && text.Length == (text[0] == '-' ? 5 : 4);
        value = ParsedValue.OfInteger(year);
        return ok;
    }

    public static bool YearMonth(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfText(text);
        return text.Length == 7 && text[4] == '-' && IsDigits(text[..4]) && IsDigits(text[5..]) && Two(text[5..]) is >= 1 and <= 12;
    }

    public static bool Duration(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfText(text);
        return text.Length <= LongestTime && IsoDuration().IsMatch(Encoding.UTF8.GetString(text));
    }

    /// <summary>Turns a strptime pattern of Table Schema (<c>%d/%m/%Y</c>) into .NET's; null where a directive is not known.</summary>
    public static string? FromStrptime(string pattern)
    {
        var format = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%')
            {
                format.Append('\\').Append(pattern[i]);
                continue;
            }

            var directive = ++i < pattern.Length ? pattern[i] : '\0';
            var part = directive switch
            {
                'd' => "d",
                'm' => "M",
                'Y' => "yyyy",
                'y' => "yy",
                'H' => "H",
                'I' => "h",
                'M' => "m",
                'S' => "s",
                'f' => "FFFFFF",
                'p' => "tt",
                'b' => "MMM",
                'B' => "MMMM",
                'a' => "ddd",
                'A' => "dddd",
                'z' => "zzz",
                '%' => "\\%",
                _ => null,
            };
            if (part is null)
                return null;

            format.Append(part);
        }

        // A lone letter would be one of .NET's standard formats.
        return format.Length == 1 ? "%" + format : format.ToString();
    }

    /// <summary>Reads a time; it is UTC where the text has an offset.</summary>
    private static bool TryRead(ReadOnlySpan<byte> text, string[] formats, out System.DateTime time)
    {
        time = default;
        Span<char> chars = stackalloc char[LongestTime];
        if (text.Length is 0 or > LongestTime || !Encoding.UTF8.TryGetChars(text, chars, out var length))
            return false;
        return System.DateTime.TryParseExact(chars[..length], formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault, out time);
    }

    private static ReadOnlySpan<byte> Write(System.DateTime time, string format, Span<byte> scratch)
    {
        time.TryFormat(scratch, out var length, format, CultureInfo.InvariantCulture);
        return scratch[..length];
    }

    private static bool IsIsoDate(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-' && IsDigits(text[..4]) && IsDigits(text[5..7]) && IsDigits(text[8..])
        && Two(text[5..]) is >= 1 and <= 12 and var month
        && ((Two(text) * 100) + Two(text[2..])) is > 0 and var year
        && Two(text[8..]) is >= 1 and var day && day <= System.DateTime.DaysInMonth(year, month);

    private static bool HasFraction(System.DateTime time) => time.Ticks % TimeSpan.TicksPerSecond != 0;

    private static int Two(ReadOnlySpan<byte> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    private static bool IsDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    [GeneratedRegex(@"^-?P(?!\z)([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDuration();
}
