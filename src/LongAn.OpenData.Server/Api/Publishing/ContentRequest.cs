using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>A checked request that brings content, before the content is read.</summary>
internal sealed class ContentRequest
{
    public const int LongestReason = 500;
    private static readonly string[] Flags = ["true", "false"];

    /// <summary>The names that delimiters go by in an address, where ; and tabs are a trouble.</summary>
    private static readonly Dictionary<string, string> Delimiters = new(StringComparer.Ordinal) { ["comma"] = ",", ["semicolon"] = ";", ["tab"] = "\t", ["pipe"] = "|" };

    /// <summary>The parameters, one row each, with what they mean.</summary>
    public static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("dry_run", new("true: chỉ kiểm tra và báo cáo, không đăng gì.", "true: checks and reports only; nothing is published.")) { JsonType = "boolean", Choices = Flags, Default = false },
        new("allow_breaking", new("true: cho phép đổi các trường theo cách làm hỏng chương trình của người dùng (xóa, đổi kiểu, đổi khóa).", "true: the fields may change in a way that breaks programs that use them (removed, other types, other keys).")) { JsonType = "boolean", Choices = Flags, Default = false },
        new("reason", new("Vì sao; lưu mãi cùng phiên bản.", "Why; kept with the version for ever.")) { Example = "Số liệu tháng 11" },
        new("delimiter", new("Dấu phân cách của CSV; bỏ trống thì theo phần mô tả.", "The delimiter of CSV; as the descriptor says if left out.")) { Choices = [.. Delimiters.Keys] },
        new("encoding", new("Bảng mã của văn bản; bỏ trống thì theo charset, rồi theo phần mô tả.", "The encoding of text; as charset says, else the descriptor, if left out.")) { Example = "windows-1258" },
        new("title", new("Tên của bộ dữ liệu mới chỉ có tệp; bỏ trống thì là mã.", "The title of a new dataset of which only a file is sent; its id if left out.")) { Example = "Chợ và siêu thị" },
        new("license", new("Giấy phép của bộ dữ liệu mới chỉ có tệp: tên hoặc địa chỉ; khi đó là bắt buộc.", "The licence of a new dataset of which only a file is sent, by its name or address; then it is required.")) { Example = Licence.Open[0].Name },
        new("provenance", new("Nguồn gốc của bộ dữ liệu mới chỉ có tệp; khi đó là bắt buộc.", "How the records of a new dataset came to be, of which only a file is sent; then it is required.")) { Choices = [.. Enum.GetNames<Provenance>().Select(name => name.ToLowerInvariant())] },
        new("sheet", new("Tên trang tính của XLSX; bỏ trống thì theo phần mô tả, rồi trang đầu.", "The name of a sheet of XLSX; as the descriptor says, else the first, if left out.")),
        QueryParameter.Of(RecordsParameter.All.First(row => row.Name == "lang")),
    ];

    /// <summary>The headers, one row each.</summary>
    public static readonly IReadOnlyList<QueryParameter> Headers =
    [
        new("If-Match", new("Phiên bản được thay, như \"v3\"; bắt buộc khi bộ dữ liệu đã có.", "The version to replace, such as \"v3\"; required where the dataset is there already.")),
        new("If-None-Match", new("*: chỉ khi bộ dữ liệu chưa có.", "*: only where the dataset is not there yet.")),
        new(IdempotentRequests.Header, new("Gửi lại cùng khóa và cùng nội dung trong 24 giờ thì nhận cùng câu trả lời.", "The same key with the same content within 24 hours is answered the same.")),
        new("Prefer", new("respond-async: trả lời 202 với một việc để theo dõi.", "respond-async: answer 202 with a job to follow.")),
        new("Content-Digest", new("Mã băm của nội dung theo RFC 9530, được kiểm tra.", "The content's digest (RFC 9530), which is verified.")),
    ];

    private ContentRequest(ContentFormat format) => Format = format;

    public ContentFormat Format { get; }

    public bool IsDryRun { get; private init; }

    public bool AllowsBreaking { get; private init; }

    public string? Reason { get; private init; }

    public string? Encoding { get; private init; }

    public string? Delimiter { get; private init; }

    public string? Sheet { get; private init; }

    /// <summary>What is said of a dataset of which only a file is sent.</summary>
    public required NewDataset New { get; init; }

    public bool WantsJob { get; private init; }

    /// <returns>Null where the problems say why.</returns>
    public static ContentRequest? Read(HttpRequest http, List<Problem> problems)
    {
        var query = http.Query;
        problems.AddRange(QueryNames.Check(query, [.. Parameters.Select(row => row.Name)]));
        foreach (var row in Parameters.Where(row => row.Choices is not null && query.ContainsKey(row.Name) && row.Name != "lang" && !row.Choices.Contains(query[row.Name][0])))
            problems.Add(new Problem(ProblemCode.InvalidValue, $"{row.Name} phải là một trong: {string.Join(", ", row.Choices!)}.", $"{row.Name} must be one of: {string.Join(", ", row.Choices!)}.") { Parameter = row.Name, Suggestion = Nearest.To(query[row.Name][0] ?? "", row.Choices!) });
        if (query["reason"].ToString().Length > LongestReason)
            problems.Add(new Problem(ProblemCode.OverLimit, $"reason dài nhất là {LongestReason} ký tự.", $"reason is at most {LongestReason} characters.") { Parameter = "reason", Maximum = LongestReason });
        var isNew = NewDataset.Read(query, problems);
        var type = MediaTypeHeaderValue.TryParse(http.ContentType, out var parsed) ? parsed : null;
        if (problems.Count > 0)
            return null;

        if (ContentFormat.Find(type?.MediaType.Value ?? "") is not { } format)
        {
            var known = string.Join(", ", ContentFormat.All.Select(row => row.MediaType));
            problems.Add(new Problem(ProblemCode.UnsupportedMediaType, $"Content-Type phải là một trong: {known}.", $"Content-Type must be one of: {known}.") { Parameter = "Content-Type" });
            return null;
        }

        return new ContentRequest(format)
        {
            IsDryRun = query["dry_run"] == "true",
            AllowsBreaking = query["allow_breaking"] == "true",
            Reason = query["reason"] is [{ Length: > 0 } reason] ? reason : null,
            Encoding = query["encoding"] is [{ Length: > 0 } encoding] ? encoding : type!.Charset.HasValue ? type.Charset.Value.Trim('"') : null,
            Delimiter = query["delimiter"] is [{ } delimiter] ? Delimiters[delimiter] : null,
            Sheet = query["sheet"] is [{ Length: > 0 } sheet] ? sheet : null,
            New = isNew,
            WantsJob = PrefersJob(http),
        };
    }

    public static bool PrefersJob(HttpRequest request) => request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase);

    public static bool Flag(IQueryCollection query, string name, List<Problem> problems)
    {
        if (query.TryGetValue(name, out var text) && !Flags.Contains(text[0]))
            problems.Add(new Problem(ProblemCode.InvalidValue, $"{name} phải là true hoặc false.", $"{name} must be true or false.") { Parameter = name });
        return text == "true";
    }

    public SentContent Of(string path) => new(path, Format) { Encoding = Encoding, Delimiter = Delimiter, Sheet = Sheet };
}
