using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Usage;

/// <summary>Which days are asked for and how much of them, checked.</summary>
internal sealed class UsageRequest
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;
    private static readonly QueryParameter FirstDay = new("from", new("Ngày đầu tiên (YYYY-MM-DD).", "The first day (YYYY-MM-DD).")) { Example = "2026-11-01" };
    private static readonly QueryParameter LastDay = new("to", new("Ngày cuối cùng (YYYY-MM-DD).", "The last day (YYYY-MM-DD).")) { Example = "2030-12-31" };
    private static readonly QueryParameter Most = new("limit", new("Số dòng tối đa trong một trang.", "The most rows in a page.")) { JsonType = "integer", Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit };
    private static readonly QueryParameter Cursor = new("cursor", new("Con trỏ của trang kế tiếp, lấy từ page.next_cursor.", "The cursor of the next page, from page.next_cursor."));
    private static readonly QueryParameter Format = new("format", new("Định dạng; bỏ qua thì theo Accept.", "The format; left out, as Accept says.")) { Choices = ["json", "csv"], Example = "json" };

    public static readonly IReadOnlyList<QueryParameter> Parameters = [FirstDay, LastDay, Most, Cursor, Format, QueryParameter.Of(RecordsParameter.Language)];

    public UsageRequest(IQueryCollection query)
    {
        List<Problem> problems = [.. QueryNames.Check(query, [.. Parameters.Select(row => row.Name)])];
        From = ReadDay(query, FirstDay, problems);
        To = ReadDay(query, LastDay, problems);
        Limit = (int)Most.ReadWhole(query, problems);
        if (query.TryGetValue(Cursor.Name, out var text) && (After = ReadCursor(text[0] ?? "")) is null)
            problems.Add(new Problem(ProblemCode.InvalidCursor, "cursor không đọc được; hãy lấy từ page.next_cursor.", "cursor cannot be read; take it from page.next_cursor.") { Parameter = Cursor.Name });
        Problems = problems;
    }

    public DateOnly? From { get; }

    public DateOnly? To { get; }

    public int Limit { get; }

    public UsagePlace? After { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public static string CursorBehind(UsageCount count) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{count.Day:O} {count.Key.Kind} {count.Key.Format}")));

    private static DateOnly? ReadDay(IQueryCollection query, QueryParameter row, List<Problem> problems)
    {
        if (!query.TryGetValue(row.Name, out var text))
            return null;
        if (DateOnly.TryParseExact(text[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;

        problems.Add(new Problem(ProblemCode.InvalidValue, $"{row.Name} phải là ngày dạng YYYY-MM-DD.", $"{row.Name} must be a day as YYYY-MM-DD.") { Parameter = row.Name, Suggestion = row.Example });
        return null;
    }

    /// <returns>Null where this is no cursor of ours.</returns>
    private static UsagePlace? ReadCursor(string text) =>
        Base64Url.IsValid(text) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ') is [var day, var kind, var format] && DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? new UsagePlace(parsed, kind, format)
            : null;
}
