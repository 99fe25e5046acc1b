using System.Security.Cryptography;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>A checked search of the catalog, as the API and the pages ask it.</summary>
internal sealed class CatalogRequest
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    /// <summary>The order where words are looked for, and none is asked for.</summary>
    public const string Relevance = "relevance";

    /// <summary>What is sorted by, one row each: a dataset, and how far from its title the words stand that it was found by.</summary>
    private static readonly Dictionary<string, Func<Dataset, int, IComparable>> Orders = new(StringComparer.Ordinal)
    {
        ["id"] = (dataset, _) => dataset.Id,
        ["title"] = (dataset, _) => VietnameseText.Fold(dataset.Description.Title.Vi),
        ["modified"] = (dataset, _) => dataset.Current.Created,
        ["records"] = (dataset, _) => dataset.Current.RecordCount,
        [Relevance] = (_, distance) => distance,
    };

    /// <summary>The parameters, one row each, with what they mean.</summary>
    public static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("q", new("Các từ có trong tiêu đề, mô tả, thẻ hoặc tên trường; không phân biệt hoa thường, dấu.", "Words in title, description, tags or field titles; case, tones and đ do not matter.")) { Example = "doanh nghiep" },
        new("publisher", new("Mã nhà xuất bản.", "A publisher's id.")) { Repeats = true, Example = "longan-opendata" },
        new("theme", new("Mã chủ đề.", "A theme's code.")) { Repeats = true, Choices = [.. Theme.All.Select(theme => theme.Code)], Example = "ECON" },
        new("tag", new("Một thẻ.", "A tag.")) { Repeats = true, Example = "huyện" },
        new("format", new("Định dạng mà bộ dữ liệu có.", "A format the dataset is available in.")) { Choices = [.. RecordFormat.All.Select(row => row.Name)], Example = "csv" },
        new("sort", new(
            "Thứ tự; dấu - đứng trước là giảm dần. relevance: từ tìm thấy ở tiêu đề hoặc mã trước, rồi ở mô tả, rồi ở chỗ khác; cùng mức thì theo mã. Nếu không ghi: relevance khi có q, còn lại là id.",
            "The order; a leading - sorts descending. relevance: what has the words in its title or id first, then in its description, then elsewhere; ties by id. Left out: relevance where q is given, id otherwise.")) { Choices = [.. Orders.Keys, .. Orders.Keys.Select(name => "-" + name)], Example = "-modified" },
        new("limit", new("Số bộ dữ liệu tối đa trong một trang.", "The most datasets in a page.")) { JsonType = "integer", Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit },
        new("cursor", new("Con trỏ của trang kế tiếp, lấy từ page.next_cursor.", "The cursor of the next page, from page.next_cursor.")),
        new("lang", new("Ngôn ngữ của thông báo.", "The language of messages.")) { Choices = ["vi", "en"] },
    ];

    private readonly List<Problem> problems = [];
    private readonly IQueryCollection query;
    private string sort;
    private string? after;

    public CatalogRequest(IQueryCollection query)
    {
        this.query = query;
        Words = CatalogWords.In(query["q"].ToString());
        sort = Words.Count > 0 ? Relevance : "id";
        problems.AddRange(QueryNames.Check(query, [.. Parameters.Select(row => row.Name)], [.. Parameters.Where(row => row.Repeats).Select(row => row.Name)]));
        if (query["q"].ToString().Contains('\0', StringComparison.Ordinal))
            problems.Add(new Problem(ProblemCode.InvalidValue, "q không được chứa ký tự NUL.", "q must not contain NUL.") { Parameter = "q" });
        ReadLimit();
        ReadSort();
        ReadCursor();
        if (query.TryGetValue("format", out var format) && RecordFormat.Find(format[0] ?? "") is null)
            Wrong("format", string.Join(", ", RecordFormat.All.Select(row => row.Name)), format.ToString(), RecordFormat.All.Select(row => row.Name));
    }

    public IReadOnlyList<Problem> Problems => problems;

    public int Limit { get; private set; } = DefaultLimit;

    /// <summary>The words that are looked for, folded; each begins a word of what is found.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The order, as <c>sort</c> says it.</summary>
    public string Sort => sort;

    /// <summary>The datasets that match, in order.</summary>
    /// <param name="except">A parameter that is taken as not given, to see what else there is.</param>
    public IReadOnlyList<Dataset> Apply(IReadOnlyList<Dataset> datasets, string? except = null)
    {
        var matching =
            from dataset in datasets
            where Is("publisher", except, value => dataset.Description.Publisher.Id == value)
                && Is("theme", except, value => dataset.Description.Themes.Any(theme => theme.Code == value))
                && Is("format", except, value => RecordFormat.Find(value)?.IsFor(dataset.Current) == true)
                && Is("tag", except, value => dataset.Description.Keywords.Contains(value))
            let distance = CatalogWords.Distance(dataset, Words)
            where distance is not null
            select (Dataset: dataset, Key: Orders[NameOf(sort)](dataset, distance.Value));
        var ordered = sort.StartsWith('-') ? matching.OrderByDescending(found => found.Key) : matching.OrderBy(found => found.Key);
        return [.. ordered.ThenBy(found => found.Dataset.Id, StringComparer.Ordinal).Select(found => found.Dataset)];
    }

    /// <summary>The page that the cursor asks for, and the cursor of the next.</summary>
    public (IReadOnlyList<Dataset> Page, string? Next) Cut(IReadOnlyList<Dataset> matching)
    {
        var start = after is null ? 0 : matching.TakeWhile(dataset => dataset.Id != after).Count() + 1;
        IReadOnlyList<Dataset> page = [.. matching.Skip(start).Take(Limit)];
        var hasMore = start + page.Count < matching.Count;
        return (page, hasMore ? WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{SearchDigest()}\n{page[^1].Id}")) : null);
    }

    /// <returns>The search with each word that no dataset has replaced by the nearest that one has; null where nothing is near.</returns>
    public string? Meant(IReadOnlyList<Dataset> datasets)
    {
        var known = datasets.SelectMany(CatalogWords.Of).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var folded = known.Select(VietnameseText.Fold).ToArray();
        var asked = CatalogWords.Split(query["q"].ToString());
        var meant = asked.Select(word => Array.Exists(folded, other => other.StartsWith(VietnameseText.Fold(word), StringComparison.Ordinal)) ? word : Nearest.To(word, known)).ToArray();
        return meant.SequenceEqual(asked) || meant.Contains(null) ? null : string.Join(' ', meant);
    }

    /// <summary>What must be the same for a cursor to go on. 16 hex digits.</summary>
    private string SearchDigest()
    {
        var words = Parameters.Where(row => row.Name is not ("limit" or "cursor" or "lang")).SelectMany(row => query[row.Name].Select(value => $"{row.Name}:{value?.Length}:{value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))).AsSpan(0, 8));
    }

    private bool Is(string name, string? except, Func<string, bool> matches) => name == except || !query.TryGetValue(name, out var values) || values.Any(value => matches(value ?? ""));

    private static string NameOf(string order) => order.StartsWith('-') ? order[1..] : order;

    private void ReadLimit()
    {
        if (!query.TryGetValue("limit", out var text))
            return;

        var isWhole = RecordsParameter.TryWhole(text[0] ?? "", out var limit);
        if (isWhole && limit is >= 1 and <= MaxLimit)
            Limit = (int)limit;
        else if (isWhole && limit > MaxLimit)
            problems.Add(new Problem(ProblemCode.OverLimit, $"limit tối đa là {MaxLimit}.", $"limit is at most {MaxLimit}.") { Parameter = "limit", Maximum = MaxLimit });
        else
            problems.Add(ProblemMessages.NotWhole("limit", 1));
    }

    private void ReadSort()
    {
        if (!query.TryGetValue("sort", out var text))
            return;

        if (Orders.ContainsKey(NameOf((text[0] ?? ""))))
            sort = (text[0] ?? "");
        else
            Wrong("sort", string.Join(", ", Orders.Keys), (text[0] ?? "").TrimStart('-'), Orders.Keys);
    }

    private void ReadCursor()
    {
        if (!query.TryGetValue("cursor", out var text))
            return;

        try
        {
            var parts = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode((text[0] ?? ""))).Split('\n');
            if (parts.Length == 2 && parts[0] == SearchDigest())
                after = parts[1];
            else
                problems.Add(new Problem(ProblemCode.CursorOfAnotherQuery, "Con trỏ thuộc về tìm kiếm hoặc thứ tự khác.", "The cursor belongs to another search or order.") { Parameter = "cursor" });
        }
        catch (FormatException)
        {
            problems.Add(new Problem(ProblemCode.InvalidCursor, "Con trỏ không đọc được.", "The cursor cannot be read.") { Parameter = "cursor" });
        }
    }

    private void Wrong(string name, string choices, string asked, IEnumerable<string> known) =>
        problems.Add(new Problem(ProblemCode.InvalidValue, $"{name} phải là một trong: {choices}.", $"{name} must be one of: {choices}.") { Parameter = name, Suggestion = Nearest.To(asked, known) });
}
