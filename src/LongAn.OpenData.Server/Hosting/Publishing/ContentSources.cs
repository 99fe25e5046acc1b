using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>What the next content of a dataset is of.</summary>
internal sealed class ContentSources(VersionLedger ledger, DatasetDrafts drafts, DatasetCatalog catalog)
{
    /// <returns>Null where nobody has said.</returns>
    public DatasetDescriptor? Describe(string id, Dataset? dataset) => drafts.Find(id) ?? (dataset is null ? null : ledger.FindDescriptor(id));

    /// <summary>As its other datasets name it; by its id alone where it has none.</summary>
    public Publisher PublisherOf(ApiKey key) =>
        catalog.Datasets.Select(dataset => dataset.Description.Publisher).FirstOrDefault(publisher => publisher.Id == key.Publisher) ?? new Publisher(key.Publisher, new LocalizedText(key.Publisher), null);
}

/// <summary>What a key may do with a dataset that its path does not tell: one that is new, and one that is to be given away.</summary>
internal static class DatasetRights
{
    public static Problem? Check(ApiKey key, Dataset? dataset, DatasetDescriptor descriptor)
    {
        var publisher = descriptor.Description.Publisher.Id;
        if (publisher != key.Publisher)
            return new Problem(ProblemCode.OtherPublisher, $"Nhà xuất bản trong phần mô tả là {publisher}, khóa là của {key.Publisher}.", $"The publisher in the descriptor is {publisher}, and the key is {key.Publisher}'s.") { Parameter = "contributors", Suggestion = key.Publisher };

        return dataset is null && !key.Scopes.Contains(KeyScope.Create)
            ? new Problem(ProblemCode.ScopeMissing, $"Khóa này không có quyền {KeyScope.Create}: {descriptor.Id} là bộ dữ liệu mới.", $"This key lacks the scope {KeyScope.Create}: {descriptor.Id} is a new dataset.")
            : null;
    }
}
