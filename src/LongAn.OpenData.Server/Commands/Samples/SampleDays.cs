using System.Globalization;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>The days from the first to the last, by number from 0, with their text: formatting a date takes longer than the rest of a record.</summary>
internal sealed class SampleDays
{
    private const int DateBytes = 10;
    private readonly byte[] texts;
    private readonly int firstWeekday;

    public SampleDays(DateOnly first, DateOnly last)
    {
        Last = last.DayNumber - first.DayNumber;
        firstWeekday = ((int)first.DayOfWeek + 6) % 7;
        texts = new byte[(Last + 1) * DateBytes];
        for (var day = 0; day <= Last; day++)
            first.AddDays(day).TryFormat(texts.AsSpan(day * DateBytes), out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public int Last { get; }

    public ReadOnlySpan<byte> GetText(int day) => texts.AsSpan(day * DateBytes, DateBytes);

    /// <summary>Saturday and Sunday become the Friday before.</summary>
    public int OfficeDayUpTo(int day) => day - Math.Max(0, Weekday(day) - 4);

    /// <summary>Saturday and Sunday become the Monday after, which may lie beyond <see cref="Last"/>.</summary>
    public int OfficeDayFrom(int day) => Weekday(day) > 4 ? day + 7 - Weekday(day) : day;

    /// <summary>0 is Monday.</summary>
    private int Weekday(int day) => (firstWeekday + day) % 7;
}
