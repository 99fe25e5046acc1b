using System.Globalization;
using System.Text.RegularExpressions;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>An instant as Solr reads it: ISO 8601, or <c>NOW</c> with sums and cuts behind it, as in <c>NOW/DAY-7DAYS</c>.</summary>
internal static partial class SolrTime
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM", "yyyy"];

    /// <returns>Null where it is none.</returns>
    public static DateTimeOffset? TryRead(string text, DateTimeOffset now)
    {
        var whole = Sum().Match(text);
        if (!whole.Success)
            return Instant(text);

        var moment = whole.Groups["from"].Value == "NOW" ? now.ToUniversalTime() : Instant(whole.Groups["from"].Value);
        foreach (var step in whole.Groups["step"].Captures.Select(capture => capture.Value))
        {
            if (moment is { } before)
                moment = step[0] == '/' ? Cut(before, step[1..]) : Add(before, step);
        }

        return moment;
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static DateTimeOffset? Add(DateTimeOffset moment, string step)
    {
        var unit = step.TrimStart('+', '-').TrimStart(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        var count = int.Parse(step[..^unit.Length], CultureInfo.InvariantCulture);
        try
        {
            return unit.TrimEnd('S') switch
            {
                "YEAR" => moment.AddYears(count),
                "MONTH" => moment.AddMonths(count),
                "DAY" => moment.AddDays(count),
                "HOUR" => moment.AddHours(count),
                "MINUTE" => moment.AddMinutes(count),
                _ => moment.AddSeconds(count),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static DateTimeOffset Cut(DateTimeOffset moment, string unit) => unit.TrimEnd('S') switch
    {
        "YEAR" => new(moment.Year, 1, 1, 0, 0, 0, TimeSpan.Zero),
        "MONTH" => new(moment.Year, moment.Month, 1, 0, 0, 0, TimeSpan.Zero),
        "DAY" => new(moment.UtcDateTime.Date, TimeSpan.Zero),
        "HOUR" => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero),
        "MINUTE" => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero),
        _ => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
    };

    [GeneratedRegex("^(?<from>NOW|[0-9][0-9T:.Z-]*Z)(?<step>[+-][0-9]{1,6}(?:YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)S?|/(?:YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)S?)*$")]
    private static partial Regex Sum();
}
