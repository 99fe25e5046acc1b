using System.Globalization;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>Periods as the API writes them: <c>2022</c>, <c>2022-Q2</c>, <c>2022-05</c>, <c>2022-05-31</c>.</summary>
internal static class Periods
{
    /// <summary>A longer row of periods is not filled: nobody could read it.</summary>
    private const int Most = 400;

    /// <returns>Both and all between; nothing where there are too many, or one cannot be read.</returns>
    public static IReadOnlyList<string> Between(string first, string last)
    {
        if (Number(first) is not { } from || Number(last) is not { } to || to < from || to - from >= Most)
            return [];

        return [.. Enumerable.Range(from, to - from + 1).Select(number => Text(number, first))];
    }

    public static LocalizedText Label(string period)
    {
        var year = period.Split('-')[0];
        return period.Length switch
        {
            7 when period[5] == 'Q' => new LocalizedText($"Quý {period[6]}/{year}", $"{year} Q{period[6]}"),
            7 => new LocalizedText($"{period[5..]}/{year}", period),
            10 => new LocalizedText($"{period[8..]}/{period[5..7]}/{year}", period),
            _ => new LocalizedText(period),
        };
    }

    /// <returns>The first day of the period, and the first day after it.</returns>
    public static (DateOnly From, DateOnly To)? Days(string period) => Number(period) is { } number ? (Day(number, period), Day(number + 1, period)) : null;

    /// <summary>The period's place among all of its length.</summary>
    private static int? Number(string period)
    {
        if (!int.TryParse(period.AsSpan(0, Math.Min(4, period.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is 0 or > 9998)
            return null;

        return period.Length switch
        {
            4 => year,
            7 when period[5] == 'Q' => (year * 4) + period[6] - '1',
            7 when int.TryParse(period.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var month) => (year * 12) + month - 1,
            10 when DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day.DayNumber,
            _ => null,
        };
    }

    private static string Text(int number, string like) => like.Length switch
    {
        4 => number.ToString("0000", CultureInfo.InvariantCulture),
        7 when like[5] == 'Q' => string.Create(CultureInfo.InvariantCulture, $"{number / 4:0000}-Q{(number % 4) + 1}"),
        7 => string.Create(CultureInfo.InvariantCulture, $"{number / 12:0000}-{(number % 12) + 1:00}"),
        _ => DateOnly.FromDayNumber(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static DateOnly Day(int number, string like) => like.Length switch
    {
        4 => new DateOnly(number, 1, 1),
        7 when like[5] == 'Q' => new DateOnly(number / 4, (number % 4 * 3) + 1, 1),
        7 => new DateOnly(number / 12, (number % 12) + 1, 1),
        _ => DateOnly.FromDayNumber(number),
    };
}
