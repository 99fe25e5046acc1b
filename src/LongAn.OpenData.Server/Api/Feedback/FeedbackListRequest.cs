using System.Globalization;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Feedback;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Feedback;

/// <summary>Which reports are asked for and how many, checked.</summary>
internal sealed class FeedbackListRequest
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;
    private static readonly QueryParameter Most = new("limit", new("Số phản ánh tối đa trong một trang.", "The most reports in a page.")) { JsonType = "integer", Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit };
    private static readonly QueryParameter Cursor = new("cursor", new("Con trỏ của trang kế tiếp, lấy từ page.next_cursor.", "The cursor of the next page, from page.next_cursor."));
    private static readonly QueryParameter OfDataset = new("dataset", new("Chỉ của bộ dữ liệu này.", "Of this dataset only."));
    private static readonly QueryParameter OfState = new("state", new("Chỉ ở trạng thái này.", "In this state only.")) { Choices = [.. FeedbackState.All.Select(state => state.Name)] };
    private static readonly QueryParameter Language = QueryParameter.Of(RecordsParameter.Language);

    public static readonly IReadOnlyList<QueryParameter> OfEverybody = [Most, Cursor, Language];

    public static readonly IReadOnlyList<QueryParameter> OfPublisher = [OfDataset, OfState, Most, Cursor, Language];

    public FeedbackListRequest(IQueryCollection query, IReadOnlyList<QueryParameter> parameters)
    {
        List<Problem> problems = [.. QueryNames.Check(query, [.. parameters.Select(row => row.Name)])];
        Limit = (int)Most.ReadWhole(query, problems);
        Before = Cursor.ReadWhole(query, problems);
        Dataset = query.TryGetValue(OfDataset.Name, out var dataset) ? dataset[0] : null;
        if (query.TryGetValue(OfState.Name, out var state) && (State = FeedbackState.Find(state[0])) is null)
            problems.Add(new Problem(ProblemCode.InvalidValue, $"state phải là một trong: {string.Join(", ", OfState.Choices!)}.", $"state must be one of: {string.Join(", ", OfState.Choices!)}.") { Parameter = OfState.Name, Suggestion = Nearest.To(state[0] ?? "", OfState.Choices!) });
        Problems = problems;
    }

    public int Limit { get; }

    /// <summary>Only reports older than this one.</summary>
    public long Before { get; }

    public string? Dataset { get; }

    public FeedbackState? State { get; }

    public IReadOnlyList<Problem> Problems { get; }

    /// <param name="found">One more than the limit, where there are so many.</param>
    /// <returns>The page, and the cursor of the next; null on the last.</returns>
    public (IReadOnlyList<FeedbackEntry> Page, string? Next) Cut(IReadOnlyList<FeedbackEntry> found)
    {
        List<FeedbackEntry> page = [.. found.Take(Limit)];
        return (page, found.Count > page.Count ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }
}
