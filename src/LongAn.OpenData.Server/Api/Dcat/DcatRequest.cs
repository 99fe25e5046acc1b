using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Dcat;

/// <summary>A checked question for a page of the catalog, with the parameters that harvesters of CKAN know.</summary>
internal sealed class DcatRequest
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;
    private const int MaxPage = 1_000_000;

    private static readonly QueryParameter PageNumber = new("page", new("Số trang, từ 1.", "The number of the page, from 1.")) { JsonType = "integer", Minimum = 1, Maximum = MaxPage, Default = 1, Example = "1" };
    private static readonly QueryParameter PageSize = new("limit", new("Số bộ dữ liệu tối đa trong một trang.", "The most datasets in a page.")) { JsonType = "integer", Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit };
    private static readonly QueryParameter ModifiedSince = new("modified_since", new(
        "Chỉ các bộ dữ liệu có dữ liệu hoặc mô tả thay đổi từ ngày (yyyy-MM-dd, UTC) hay thời điểm này (ISO 8601).",
        "Only datasets whose records or description changed on or after this day (yyyy-MM-dd, UTC) or instant (ISO 8601)."))
    { Example = "2022-01-01" };

    public static readonly IReadOnlyList<QueryParameter> Parameters = [PageNumber, PageSize, ModifiedSince, QueryParameter.Of(RecordsParameter.Language)];

    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
    private readonly List<Problem> problems;
    private readonly DateTimeOffset? since;

    public DcatRequest(IQueryCollection query)
    {
        problems = [.. QueryNames.Check(query, [.. Parameters.Select(row => row.Name)])];
        Page = Whole(query, PageNumber) ?? 1;
        Limit = Whole(query, PageSize) ?? DefaultLimit;
        if (!query.TryGetValue(ModifiedSince.Name, out var text))
            return;

        if (DateTimeOffset.TryParseExact(text[0], Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
            since = moment;
        else
            problems.Add(new Problem(ProblemCode.InvalidValue, "modified_since phải là ngày yyyy-MM-dd hoặc thời điểm ISO 8601.", "modified_since must be a date, yyyy-MM-dd, or an ISO 8601 instant.") { Parameter = ModifiedSince.Name, Suggestion = ModifiedSince.Example });
    }

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>From 1.</summary>
    public int Page { get; }

    public int Limit { get; }

    /// <summary>When anything of a dataset last changed here.</summary>
    public static DateTimeOffset ModifiedOf(Dataset dataset) => dataset.MetadataModified > dataset.Current.Created ? dataset.MetadataModified : dataset.Current.Created;

    public IReadOnlyList<Dataset> Apply(IReadOnlyList<Dataset> datasets) => since is null ? datasets : [.. datasets.Where(dataset => ModifiedOf(dataset) >= since)];

    private int? Whole(IQueryCollection query, QueryParameter row)
    {
        if (!query.TryGetValue(row.Name, out var text))
            return null;

        var most = (int)row.Maximum!;
        var isWhole = RecordsParameter.TryWhole(text[0] ?? "", out var number);
        if (isWhole && number >= 1 && number <= most)
            return (int)number;

        problems.Add(isWhole && number > most
            ? new Problem(ProblemCode.OverLimit, $"{row.Name} tối đa là {most}.", $"{row.Name} is at most {most}.") { Parameter = row.Name, Maximum = most }
            : ProblemMessages.NotWhole(row.Name, 1));
        return null;
    }
}
