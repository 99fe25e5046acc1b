using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Explorer.Records;

/// <summary>The datasets that a dataset is joined with by foreign keys.</summary>
internal static class RelatedDatasets
{
    public static IReadOnlyList<RelatedDataset> Of(DatasetVersion version, DatasetCatalog catalog) =>
    [
        .. version.References.Where(reference => reference.Key.Dataset != version.Dataset).GroupBy(reference => reference.Key.Dataset)
            .Select(group => Make(catalog.Find(group.Key), isPointedTo: true, version.Schema, group)).OfType<RelatedDataset>(),
        .. Pointing(version.Dataset, catalog).Where(pair => pair.Dataset.Id != version.Dataset).GroupBy(pair => pair.Dataset, pair => pair.Reference)
            .Select(group => Make(group.Key, isPointedTo: false, group.Key.Schema, group)).OfType<RelatedDataset>(),
    ];

    /// <summary>The foreign keys of all datasets, this one's own among them, that lead to records of the dataset.</summary>
    public static IEnumerable<(Dataset Dataset, VersionReference Reference)> Pointing(string id, DatasetCatalog catalog) =>
        from dataset in catalog.Datasets
        from reference in dataset.Current.References
        where reference.Key.Dataset == id
        select (dataset, reference);

    private static RelatedDataset? Make(Dataset? dataset, bool isPointedTo, TableSchema pointing, IEnumerable<VersionReference> references) =>
        dataset is null ? null : new RelatedDataset(dataset, isPointedTo, [.. references.Select(reference => pointing.Find(reference.Name)!)]);
}
