using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Explorer.Home;

/// <summary>What the first page shows.</summary>
/// <param name="Changes">What was published last, newest first.</param>
public sealed record HomeModel(
    IReadOnlyList<Dataset> Datasets,
    IReadOnlyList<KeyFigure> Figures,
    IReadOnlyList<CatalogFacet> Themes,
    IReadOnlyList<CatalogFacet> Publishers,
    IReadOnlyList<HomeChange> Changes,
    DateOnly Today)
{
    public long RecordCount => Datasets.Sum(dataset => dataset.Current.RecordCount);

    /// <summary>Those whose last check is longer ago than they promise, longest first.</summary>
    public IEnumerable<Dataset> Overdue => Datasets.Where(dataset => dataset.IsOverdue(Today) == true).OrderBy(dataset => dataset.Description.Checked);

    /// <summary>How many promise a frequency and keep it.</summary>
    public int InTime => Datasets.Count(dataset => dataset.IsOverdue(Today) == false);
}

/// <summary>A version began to be served.</summary>
/// <param name="Counts">How many records it changed; null where that is not known.</param>
public sealed record HomeChange(Dataset Dataset, VersionServing Serving, ChangeCounts? Counts);
