using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Changes;

/// <summary>Which changes are wanted, checked.</summary>
internal sealed class ChangesRequest
{
    public const string Json = "json";
    public const string Ndjson = "ndjson";

    private static readonly QueryParameter SinceRow = new("since", new(
        "Số phiên bản mà người hỏi đang có; 0 nếu chưa có gì, khi đó mọi bản ghi là thêm mới. Có thể là phiên bản sau phiên bản hiện hành (sau khi quay lui).",
        "The number of the version that the caller has; 0 for none, and then every record is an insert. It may be later than the one served, after a rollback."))
    { JsonType = "integer", Minimum = 0, Default = 0 };

    private static readonly QueryParameter ToRow = new("to", new("Số phiên bản cần tới; không có thì là phiên bản hiện hành.", "The number of the version to come to; the current one if left out."))
    { JsonType = "integer", Minimum = 1 };

    private static readonly QueryParameter LimitRow = new("limit", new(
        "Số thay đổi tối đa trong một trang; NDJSON: mọi thay đổi nếu không nêu.", "The most changes in a page; as NDJSON all of them if left out."))
    { JsonType = "integer", Minimum = 1, Maximum = RecordsParameter.MaxLimit, Default = RecordsParameter.DefaultLimit };

    private static readonly QueryParameter CursorRow = new("cursor", new(
        "Tiếp tục sau thay đổi này: page.next_cursor, hoặc cursor của thay đổi cuối cùng đã nhận.", "Go on behind this change: page.next_cursor, or the cursor of the last change that was received."));

    public static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        SinceRow, ToRow, LimitRow, CursorRow,
        new("format", new("json: từng trang; ndjson: mỗi dòng một thay đổi, truyền dần.", "json: pages; ndjson: a change a line, streamed.")) { Choices = [Json, Ndjson], Default = Json },
        QueryParameter.Of(RecordsParameter.Language),
    ];

    private readonly List<Problem> problems = [];
    private readonly IQueryCollection query;

    public ChangesRequest(HttpRequest http, Dataset dataset)
    {
        query = http.Query;
        problems.AddRange(QueryNames.Check(query, [.. Parameters.Select(row => row.Name)]));
        Format = ReadFormat(http);
        Limit = ReadLimit();
        var (since, to) = (Number(SinceRow), Number(ToRow));
        if (query.TryGetValue(CursorRow.Name, out var cursor))
            (since, to, After) = ReadCursor(cursor[0] ?? "", since, to);
        NamesBoth = query.ContainsKey(CursorRow.Name) || (query.ContainsKey(SinceRow.Name) && query.ContainsKey(ToRow.Name));
        if (problems.Count > 0)
            return;

        Since = since is null or 0 ? null : Find(dataset, since.Value, SinceRow.Name);
        To = to is null ? dataset.Current : Find(dataset, to.Value, ToRow.Name);
        if (problems.Count == 0 && Since is not null && !To!.Schema.CanFollow(Since.Schema))
            problems.Add(NotComparable(Since, To));
    }

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Null for nothing: then every record is an insert.</summary>
    public DatasetVersion? Since { get; }

    public DatasetVersion? To { get; }

    public long After { get; }

    /// <summary>Null for all.</summary>
    public int? Limit { get; }

    public string Format { get; }

    /// <summary>The request names both versions, so its answer never changes.</summary>
    public bool NamesBoth { get; }

    private string ReadFormat(HttpRequest http)
    {
        if (!query.TryGetValue("format", out var asked))
            return Negotiation.Prefers(http, "application/x-ndjson", over: "application/json") ? Ndjson : Json;
        if (asked[0] is Json or Ndjson)
            return asked[0]!;

        problems.Add(new Problem(ProblemCode.NotAcceptable, "format phải là một trong: json, ndjson.", "format must be one of: json, ndjson.") { Parameter = "format", Suggestion = Text.Nearest.To(asked[0] ?? "", [Json, Ndjson]) });
        return Json;
    }

    private int? ReadLimit()
    {
        if (!query.ContainsKey(LimitRow.Name))
            return Format == Ndjson ? null : RecordsParameter.DefaultLimit;
        if (Number(LimitRow) is not { } limit)
            return null;
        if (limit <= RecordsParameter.MaxLimit)
            return (int)limit;

        problems.Add(new Problem(ProblemCode.OverLimit, $"limit tối đa là {RecordsParameter.MaxLimit}.", $"limit is at most {RecordsParameter.MaxLimit}.") { Parameter = LimitRow.Name, Maximum = RecordsParameter.MaxLimit });
        return null;
    }

    private long? Number(QueryParameter row)
    {
        if (!query.TryGetValue(row.Name, out var text))
            return null;
        if (RecordsParameter.TryWhole(text[0] ?? "", out var number) && number >= row.Minimum)
            return number;

        problems.Add(ProblemMessages.NotWhole(row.Name, row.Minimum ?? 0));
        return null;
    }

    /// <summary>A cursor is the two versions and the place in their changes; it goes on there, whatever is served by now.</summary>
    private (long? Since, long? To, long After) ReadCursor(string cursor, long? since, long? to)
    {
        long[] parts = [.. cursor.Split('-').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        if (parts is not [>= 0, >= 1, >= 0])
            problems.Add(new Problem(ProblemCode.InvalidCursor, "Con trỏ không đọc được.", "The cursor cannot be read.") { Parameter = CursorRow.Name });
        else if ((since ?? parts[0]) != parts[0] || (to ?? parts[1]) != parts[1])
            problems.Add(ProblemMessages.CursorOfAnotherQuery);
        else
            return (parts[0], parts[1], parts[2]);
        return (since, to, 0);
    }

    private DatasetVersion? Find(Dataset dataset, long number, string parameter)
    {
        if (dataset.FindVersion(number) is { } version)
            return version;

        var missing = VersionChoice.Missing(dataset, number, parameter);
        problems.Add(missing.Code == ProblemCode.VersionRemoved && parameter == SinceRow.Name ? Reload(missing) : missing);
        return null;
    }

    private static Problem Reload(Problem removed) =>
        removed with { Message = new($"{removed.Message.Vi} Hãy tải lại toàn bộ với since=0.", $"{removed.Message.In("en")} Load everything again with since=0."), Suggestion = "0" };

    private static Problem NotComparable(DatasetVersion since, DatasetVersion to) => new(
        ProblemCode.ChangesNotComparable,
        string.Create(CultureInfo.InvariantCulture, $"Từ phiên bản {since.Number} đến {to.Number} khóa chính, hoặc các trường của bản ghi không có khóa, đã đổi, nên không theo dõi được từng bản ghi; hãy tải lại toàn bộ với since=0."),
        string.Create(CultureInfo.InvariantCulture, $"From version {since.Number} to {to.Number} the primary key changed, or the fields of records that have none, so that no record can be followed; load everything again with since=0."))
    { Parameter = SinceRow.Name, Suggestion = "0" };
}
