using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>How many of the datasets that match have each publisher, theme and tag.</summary>
internal sealed record CatalogFacets(IReadOnlyList<CatalogFacet> Publisher, IReadOnlyList<CatalogFacet> Theme, IReadOnlyList<CatalogFacet> Tag)
{
    public static CatalogFacets Of(IReadOnlyList<Dataset> datasets) => new(Publishers(datasets), Themes(datasets), Tags(datasets));

    public static IReadOnlyList<CatalogFacet> Publishers(IEnumerable<Dataset> datasets) => Count(datasets.Select(dataset => (dataset.Description.Publisher.Id, dataset.Description.Publisher.Title)));

    public static IReadOnlyList<CatalogFacet> Themes(IEnumerable<Dataset> datasets) => Count(datasets.SelectMany(dataset => dataset.Description.Themes.Select(theme => (theme.Code, theme.Title))));

    public static IReadOnlyList<CatalogFacet> Tags(IEnumerable<Dataset> datasets) => Count(datasets.SelectMany(dataset => dataset.Description.Keywords.Select(tag => (tag, new LocalizedText(tag)))));

    /// <summary>Those with most datasets first.</summary>
    public static IReadOnlyList<CatalogFacet> Count(IEnumerable<(string Value, LocalizedText Title)> values) =>
        [.. values.GroupBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(group => new CatalogFacet(group.Key, group.First().Title, group.Count()))
            .OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal)];
}

public sealed record CatalogFacet(string Value, LocalizedText Title, int Count);
