using System.Text.RegularExpressions;

namespace LongAn.OpenData.Server.Explorer.Home;

/// <summary>A period in words: 2022, 2022-07, 2021-Q1, and 2024-11T for the first eleven months.</summary>
internal static partial class PeriodText
{
    /// <returns>What is written otherwise, as it stands.</returns>
    public static string Of(string period, string language)
    {
        if (Period().Match(period) is not { Success: true } match)
            return period;

        var (year, vi) = (match.Groups["year"].Value, language == "vi");
        if (match.Groups["quarter"] is { Success: true, Value: var quarter })
            return vi ? $"Quý {quarter}/{year}" : $"Quarter {quarter}, {year}";
        if (match.Groups["first"] is { Success: true, Value: var months })
            return vi ? $"{months.TrimStart('0')} tháng đầu năm {year}" : $"First {months.TrimStart('0')} months of {year}";
        if (match.Groups["month"] is { Success: true, Value: var month })
            return vi ? $"Tháng {month.TrimStart('0')}/{year}" : period;

        return vi ? $"Năm {year}" : year;
    }

    [GeneratedRegex("^(?<year>[0-9]{4})(-(Q(?<quarter>[1-4])|(?<first>[0-9]{2})T|(?<month>[0-9]{2})))?$")]
    private static partial Regex Period();
}
