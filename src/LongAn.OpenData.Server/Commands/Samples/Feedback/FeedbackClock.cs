namespace LongAn.OpenData.Server.Commands.Samples.Feedback;

/// <summary>When cases come in, in 2022 and in Vietnam's time: evenly over the year, from 6 to 22 o'clock, each later than the one before.</summary>
internal sealed class FeedbackClock(long count, SampleRandom random)
{
    private const int OpenSeconds = 16 * SecondsPerHour;
    private const int FirstHour = 6;
    private const int SecondsPerHour = 3600;

    /// <summary>From a Saturday, 1 January.</summary>
    private static readonly SampleDays Days = new(new DateOnly(2022, 1, 1), new DateOnly(2022, 12, 31));

    private long made;
    private int day;
    private int second;

    /// <summary>Days from the current case to the end of the year.</summary>
    public int DaysLeft => Days.Last - day;

    public void MoveNext()
    {
        var open = (Days.Last + 1L) * OpenSeconds;
        var from = made * open / count;
        var to = ++made * open / count;
        var at = from + random.Below(to - from);
        day = (int)(at / OpenSeconds);
        second = (FirstHour * SecondsPerHour) + (int)(at % OpenSeconds);
    }

    public void AppendReceivedAt(SampleRecord record) => AppendTime(record, day, second);

    /// <summary>Appends a time in office hours, the given days later or on the Monday after; nothing where that is in the next year.</summary>
    /// <returns>False where nothing was appended.</returns>
    public bool TryAppendAnsweredAt(SampleRecord record, int daysLater)
    {
        var answered = Days.OfficeDayFrom(day + daysLater);
        if (answered > Days.Last)
            return false;

        AppendTime(record, answered, random.Between(8 * SecondsPerHour, (17 * SecondsPerHour) - 1));
        return true;
    }

    private static void AppendTime(SampleRecord record, int day, int second) => record
        .Append(Days.GetText(day)).Append("T"u8).Append(second / SecondsPerHour, digits: 2)
        .Append(":"u8).Append(second / 60 % 60, digits: 2)
        .Append(":"u8).Append(second % 60, digits: 2).Append("+07:00"u8);
}
