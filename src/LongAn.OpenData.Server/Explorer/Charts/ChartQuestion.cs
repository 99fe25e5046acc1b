using System.Diagnostics.CodeAnalysis;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Facets;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>What a chart is made of: a question for groups, or for one facet, in the API's own words.</summary>
/// <param name="Words">All of them, those that choose records included.</param>
/// <param name="IsFirst">Nobody asked for this one: it is the version's first chart.</param>
public sealed record ChartQuestion(IReadOnlyList<KeyValuePair<string, string>> Words, bool IsFirst)
{
    private const int MostBars = 20;
    private const int MostPeriods = 1_000;

    /// <summary>The words that say what is drawn, not which records.</summary>
    internal static readonly IReadOnlyList<string> OwnWords =
        [AggregateParameter.GroupBy.Name, AggregateParameter.Measures.Name, AggregateParameter.Having.Name, FacetsParameter.Fields.Name, FacetsParameter.Bins.Name];

    /// <summary>The order is this page's, not the reader's: whatever is wrong with it follows from something else.</summary>
    private bool HasOwnOrder { get; init; }

    /// <summary>It is one facet: a histogram, most often.</summary>
    public bool IsFacet => Find(FacetsParameter.Fields.Name) is not null;

    /// <returns>Null where nothing is asked for and the version has no first chart.</returns>
    public static ChartQuestion? Of(IReadOnlyList<KeyValuePair<string, string>> asked, DatasetVersion version)
    {
        if (asked.Any(word => OwnWords.Contains(word.Key, StringComparer.Ordinal)))
            return new ChartQuestion(asked, IsFirst: false).WithDefaults(version);

        return FirstChart.Of(version) is { } first ? new ChartQuestion([.. asked, .. first], IsFirst: true).WithDefaults(version) : null;
    }

    public string? Find(string name) => Words.Where(word => word.Key == name).Select(word => word.Value).FirstOrDefault();

    /// <summary>Either plan is there, or the problems say why not.</summary>
    public bool TryPlan(Dataset dataset, [NotNullWhen(true)] out ChartPlan? plan, out IReadOnlyList<Problem> problems)
    {
        plan = null;
        var request = new RecordsRequest(Words);
        if (!IsFacet)
        {
            if (AggregatePlanner.TryPlan(request, dataset, out var groups, out problems))
                plan = new ChartPlan(groups, null);
            else if (HasOwnOrder && problems.Any(problem => problem.Parameter != AggregateParameter.Sort.Name))
                problems = [.. problems.Where(problem => problem.Parameter != AggregateParameter.Sort.Name)];
            return plan is not null;
        }

        if (!FacetsPlanner.TryPlan(request, dataset, out var facets, out problems))
            return false;
        if (facets.Facets.Count > 1)
        {
            problems = [new Problem(ProblemCode.OverLimit, "Biểu đồ vẽ mỗi lần một trường trong fields.", "A chart shows one of the facets in fields at a time.") { Parameter = FacetsParameter.Fields.Name, Maximum = 1 }];
            return false;
        }

        plan = new ChartPlan(null, facets);
        return true;
    }

    /// <summary>Groups of values come greatest first and as many as can be read; periods all, in their order.</summary>
    private ChartQuestion WithDefaults(DatasetVersion version)
    {
        if (IsFacet)
            return this;

        var key = Find(AggregateParameter.GroupBy.Name) ?? "";
        var areValues = version.Schema.Find(key) is { } field && !FirstChart.IsYear(field);
        var added = new List<KeyValuePair<string, string>>();
        if (areValues && Find(AggregateParameter.Sort.Name) is null)
            added.Add(KeyValuePair.Create(AggregateParameter.Sort.Name, "-" + ColumnOf((Find(AggregateParameter.Measures.Name) ?? "count").Split(',')[0].Trim())));
        if (Find(AggregateParameter.Limit.Name) is null)
            added.Add(KeyValuePair.Create(AggregateParameter.Limit.Name, (areValues ? MostBars : MostPeriods).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return this with { Words = [.. Words, .. added], HasOwnOrder = added.Exists(word => word.Key == AggregateParameter.Sort.Name) };
    }

    private static string ColumnOf(string measure) => measure.Replace(':', '_');
}

/// <summary>A checked question; one of the two is there.</summary>
public sealed record ChartPlan(AggregatePlan? Groups, FacetsPlan? Facets)
{
    public DatasetVersion Version => Groups?.Groups.Version ?? Facets!.Version;

    public string Digest => Groups?.AnswerDigest ?? Facets!.AnswerDigest;
}
