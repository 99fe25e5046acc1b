using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Groups;

/// <summary>
/// Periods that dates fall into: one row each. They are cut from the portal's own form of dates and instants (ISO 8601 at +07:00), so a
/// day is a day in Vietnam.
/// </summary>
public sealed record DatePart
{
    private static readonly Dictionary<string, DatePart> ByName = new(StringComparer.Ordinal);

    private DatePart(string name, string vi, string en, FieldType type, Func<FieldType, bool> fits, int length, Func<DateOnly, DateOnly> next, PeriodCutter? cut = null)
    {
        Name = name;
        Title = new LocalizedText(vi, en);
        Type = type;
        Fits = fits;
        Length = length;
        Next = next;
        Cut = cut ?? ((time, period) => time[..length].CopyTo(period));
        ByName.Add(name, this);
    }

    /// <summary>What stands before the colon in <c>group_by=year:opened_on</c>, and after it in a facet.</summary>
    public string Name { get; }

    public LocalizedText Title { get; }

    /// <summary>The type of a period in answers.</summary>
    public FieldType Type { get; }

    public Func<FieldType, bool> Fits { get; }

    /// <summary>Bytes of the period's text: <c>2022</c>, <c>2022-Q2</c>, <c>2022-05</c>, <c>2022-05-31</c>.</summary>
    internal int Length { get; }

    /// <summary>Writes the period of a date, instant or month: <see cref="Length"/> bytes.</summary>
    internal PeriodCutter Cut { get; }

    /// <summary>A day in the period after the one that a day is in.</summary>
    private Func<DateOnly, DateOnly> Next { get; }

    public static IEnumerable<DatePart> All => ByName.Values;

    public static DatePart? Find(string name) => ByName.GetValueOrDefault(name);

    public static readonly DatePart Year = new("year", "theo năm", "by year", FieldType.Year, HasMonth, 4, day => new DateOnly(day.Year, 1, 1).AddYears(1));

    public static readonly DatePart Quarter = new("quarter", "theo quý", "by quarter", FieldType.String, HasMonth, 7, day => new DateOnly(day.Year, day.Month - ((day.Month - 1) % 3), 1).AddMonths(3), CutQuarter);

    public static readonly DatePart Month = new("month", "theo tháng", "by month", FieldType.YearMonth, HasMonth, 7, day => new DateOnly(day.Year, day.Month, 1).AddMonths(1));

    public static readonly DatePart Day = new("day", "theo ngày", "by day", FieldType.Date, HasDay, 10, day => day.AddDays(1));

    /// <summary>All periods between two values of a field, both included.</summary>
    /// <param name="atMost">Where there are more, only one more than this is given.</param>
    internal IReadOnlyList<string> Periods(string least, string greatest, int atMost)
    {
        var periods = new List<string>();
        var (day, last) = (ToDay(least), ToDay(greatest));
        while (true)
        {
            periods.Add(PeriodOf(day));
            if (periods.Count > atMost || string.CompareOrdinal(periods[^1], PeriodOf(last)) >= 0)
                return periods;

            day = Next(day);
        }
    }

    private string PeriodOf(DateOnly day)
    {
        Span<byte> iso = stackalloc byte[10];
        Span<byte> period = stackalloc byte[10];
        day.TryFormat(iso, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Cut(iso, period);
        return System.Text.Encoding.ASCII.GetString(period[..Length]);
    }

    private static void CutQuarter(ReadOnlySpan<byte> time, Span<byte> period)
    {
        var month = ((time[5] - '0') * 10) + time[6] - '0';
        time[..5].CopyTo(period);
        period[5] = (byte)'Q';
        period[6] = (byte)('1' + ((month - 1) / 3));
    }

    private static DateOnly ToDay(string time) => DateOnly.ParseExact(time.Length == 7 ? time + "-01" : time[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool HasDay(FieldType type) => type == FieldType.Date || type == FieldType.DateTime;

    private static bool HasMonth(FieldType type) => HasDay(type) || type == FieldType.YearMonth;
}

/// <summary>Writes the period that a time is in.</summary>
internal delegate void PeriodCutter(ReadOnlySpan<byte> time, Span<byte> period);
