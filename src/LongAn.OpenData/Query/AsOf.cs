using System.Globalization;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Query;

/// <summary>A moment as <c>as_of</c> names it: an ISO 8601 instant with its offset, or a date, which is the end of that day in Vietnam.</summary>
public static class AsOf
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            moment = new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, Vietnam).AddTicks(-1);
            return true;
        }

        var plain = text.Replace(' ', '+'); // a plus sign that was not escaped
        return DateTimeOffset.TryParseExact(plain, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out moment) && HasOffset(plain);
    }

    public static Problem Unreadable(string text) => ProblemMessages.Wrong(
        RecordsParameter.AsOf.Name, text,
        "cần một ngày yyyy-MM-dd hoặc một thời điểm có múi giờ như 2026-11-25T08:30:00+07:00",
        "takes a date, yyyy-MM-dd, or an instant with its offset such as 2026-11-25T08:30:00+07:00");

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
}
