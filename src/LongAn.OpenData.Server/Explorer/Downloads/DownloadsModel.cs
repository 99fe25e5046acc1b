using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Downloads;

/// <summary>What a version can be downloaded as.</summary>
/// <param name="Question">Which records, as the query of an address without its mark; empty for all of them.</param>
public sealed record DownloadsModel(Dataset Dataset, DatasetVersion Version, string Question, IReadOnlyList<DownloadRow> Files, IReadOnlyList<DescriptionRow> Descriptions);

/// <summary>A file.</summary>
/// <param name="Facts">How large it is and what it hashes to; null where it has not been made, or is written anew for each question.</param>
public sealed record DownloadRow(RecordFormat Format, string Address, ExportFacts? Facts);

/// <summary>A description of the dataset for programs.</summary>
public sealed record DescriptionRow(LocalizedText Title, string MediaType, string Address);
