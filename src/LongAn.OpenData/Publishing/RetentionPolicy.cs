using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// Which versions are kept: the one that is served, the newest ones, those that were served lately, those that somebody holds, and all that the foreign keys of a
/// version that is kept lead to. A version is kept where any of these holds.
/// </summary>
/// <param name="Newest">How many of each dataset's newest versions; null where their number keeps none.</param>
/// <param name="Lately">How long after it was last served; null where time keeps none. With both null everything is kept.</param>
public sealed record RetentionPolicy(int? Newest, TimeSpan? Lately)
{
    public bool KeepsAll => Newest is null && Lately is null;

    /// <returns>The versions that need not be kept, by dataset, oldest first.</returns>
    public IReadOnlyList<DatasetVersion> FindRemovable(IReadOnlyList<Dataset> datasets, DateTimeOffset now)
    {
        if (KeepsAll)
            return [];

        var kept = new HashSet<(string Dataset, int Number)>();
        foreach (var version in datasets.SelectMany(dataset => dataset.Versions.Where((_, i) => IsKept(dataset, i, now))))
            Keep(version, kept);
        return [.. datasets.SelectMany(dataset => dataset.Versions).Where(version => !kept.Contains((version.Dataset, version.Number)))];
    }

    private bool IsKept(Dataset dataset, int at, DateTimeOffset now)
    {
        var version = dataset.Versions[at];
        return version.Number == dataset.Current.Number
            || version.Hold is not null
            || at >= dataset.Versions.Count - (Newest ?? 0)
            || (Lately is { } span && LastServed(dataset, version) > now - span);
    }

    /// <summary>When it was replaced for the last time.</summary>
    private static DateTimeOffset LastServed(Dataset dataset, DatasetVersion version) =>
        dataset.Servings.Zip(dataset.Servings.Skip(1)).Where(pair => pair.First.Number == version.Number).Select(pair => pair.Second.At).DefaultIfEmpty(version.Created).Max();

    private static void Keep(DatasetVersion version, HashSet<(string Dataset, int Number)> kept)
    {
        if (!kept.Add((version.Dataset, version.Number)))
            return;

        foreach (var other in version.References.Select(reference => reference.Version).OfType<DatasetVersion>())
            Keep(other, kept);
    }
}
