using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;

namespace LongAn.OpenData.Server.Api.Dcat;

/// <summary>What is known of the kept files of some versions, looked up once, so that an answer and its validator say the same.</summary>
internal sealed class DcatFiles
{
    private readonly Dictionary<(string Dataset, int Version, string Format), ExportFacts> facts = [];

    public DcatFiles(StoredExports stored, IEnumerable<(Dataset Dataset, DatasetVersion Version)> versions)
    {
        foreach (var (dataset, version) in versions)
        {
            foreach (var format in RecordFormat.For(version))
            {
                if (stored.Find(new WholeExport(dataset, version, format, ExportEncoding.Identity)) is { } found)
                    facts.Add((dataset.Id, version.Number, format.Name), found);
            }
        }
    }

    /// <summary>Differs whenever the files differ.</summary>
    public string Digest => string.Join(';', facts.Values.Select(found => found.Sha256));

    /// <summary>When the newest was made.</summary>
    public DateTimeOffset? Made => facts.Values.Max(found => found.Made);

    /// <returns>Null where the file has not been made.</returns>
    public ExportFacts? Find(Dataset dataset, DatasetVersion version, RecordFormat format) => facts.GetValueOrDefault((dataset.Id, version.Number, format.Name));
}
