using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Query.Facets;

/// <summary>A field to count, and how.</summary>
/// <param name="Periods">All periods from the first to the last, of a facet by time; else none.</param>
public sealed record Facet(Field Field, FacetShape Shape, GroupKey Key, IReadOnlyList<string> Periods);

/// <summary>A checked question for facets of one version.</summary>
public sealed record FacetsPlan(DatasetVersion Version)
{
    private IReadOnlyList<FacetsPass>? passes;

    public required IReadOnlyList<Facet> Facets { get; init; }

    public required RequestFilter Filter { get; init; }

    /// <summary>The most values of each facet.</summary>
    public required int Limit { get; init; }

    /// <summary>Facets with the same filter are counted together; each leaves out the conditions on its own field.</summary>
    public IReadOnlyList<FacetsPass> Passes => passes ??= [.. Facets.Select((facet, at) => (Filter: Filter.Without(facet.Field), At: at))
        .GroupBy(pair => FilterText.Write(pair.Filter), StringComparer.Ordinal)
        .Select(group => new FacetsPass(new GroupsPlan(Version, group.First().Filter, [.. group.Select(pair => GroupingOf(Facets[pair.At]))]), [.. group.Select(pair => pair.At)]))];

    /// <summary>What must be the same for an answer to be the same. 32 hex digits.</summary>
    public string AnswerDigest
    {
        get
        {
            var text = new PlanText();
            foreach (var pass in Passes)
                text.Add(pass.Groups.Digest, string.Join(',', pass.Facets));
            return PlanText.Digest(text.ToString(), 16);
        }
    }

    private Grouping GroupingOf(Facet facet) => new([facet.Key], [Measure.Records])
    {
        Order = facet.Shape == FacetShape.Values ? [new GroupOrder(Column: 1, Descending: true)] : [],
        Most = facet.Shape == FacetShape.Values ? Limit + 1 : null, // one more, since records without a value are no value of the facet
    };
}

/// <summary>Facets that are counted in one pass over the records.</summary>
/// <param name="Facets">Their places in the plan, in the order of the groupings.</param>
public sealed record FacetsPass(GroupsPlan Groups, IReadOnlyList<int> Facets);
