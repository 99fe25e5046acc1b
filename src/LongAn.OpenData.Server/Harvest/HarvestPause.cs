using System.Globalization;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>How long to wait between looks, as people write it: <c>15m</c>, <c>6h</c>, <c>1d</c>.</summary>
internal static class HarvestPause
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <returns>Null where it is none, or not between a minute and 366 days.</returns>
    public static TimeSpan? Read(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            return null;

        TimeSpan? unit = text[^1] switch { 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => null };
        return unit is { } one && count <= Longest / one ? one * count : null;
    }

    public static string Write(TimeSpan pause) => pause.Ticks % TimeSpan.TicksPerDay == 0
        ? $"{pause.TotalDays.ToString(CultureInfo.InvariantCulture)}d"
        : pause.Ticks % TimeSpan.TicksPerHour == 0 ? $"{pause.TotalHours.ToString(CultureInfo.InvariantCulture)}h" : $"{pause.TotalMinutes.ToString(CultureInfo.InvariantCulture)}m";
}
