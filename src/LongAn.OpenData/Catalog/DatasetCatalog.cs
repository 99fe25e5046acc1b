using System.Security.Cryptography;
using System.Text;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>The datasets being served: one snapshot, swapped whole when something is published.</summary>
public sealed class DatasetCatalog
{
    private readonly Lock refreshing = new();
    private volatile Snapshot current = new([]);

    /// <summary>By id.</summary>
    public IReadOnlyList<Dataset> Datasets => current.Datasets;

    /// <summary>Differs whenever anything that the catalog says differs. 32 hex digits.</summary>
    public string Digest => current.Digest;

    public Dataset? Find(string id) => current.ById.GetValueOrDefault(id);

    /// <returns>The id that was probably meant.</returns>
    public string? Suggest(string id) => Nearest.To(id, current.ById.Keys);

    /// <summary>The datasets that record what became of another one's codes.</summary>
    /// <param name="forward">Whose old codes are of that dataset; else whose new ones are.</param>
    public IEnumerable<Dataset> ChangesOf(string id, bool forward) =>
        Datasets.Where(dataset => dataset.Current.Changes is { } changes && (forward ? changes.Of : changes.Into) == id);

    /// <summary>
    /// Reads what there is and serves it; where nothing differs, what is being served stays. One at a time, reading included: a look that began before a
    /// publish must not bring back what was served then.
    /// </summary>
    public void Refresh(Func<IEnumerable<Dataset>> read)
    {
        lock (refreshing)
        {
            var next = new Snapshot([.. read().OrderBy(dataset => dataset.Id, StringComparer.Ordinal)]);
            if (next.Digest != current.Digest || next.Facts != current.Facts)
                current = next;
        }
    }

    private sealed record Snapshot(IReadOnlyList<Dataset> Datasets)
    {
        public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', Datasets.Select(dataset => dataset.Digest)))).AsSpan(0, 16));

        /// <summary>What is found out about versions after they were published.</summary>
        public string Facts { get; } = string.Join(';', Datasets.SelectMany(dataset => dataset.Versions.Select(version => $"{version.Path}:{version.FileDigest}:{version.Counts}")));

        public Dictionary<string, Dataset> ById { get; } = Datasets.ToDictionary(dataset => dataset.Id, StringComparer.Ordinal);
    }
}
