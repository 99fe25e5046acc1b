using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Datasets;

/// <summary>The pages of a dataset: one row each.</summary>
/// <param name="Segment">Behind the dataset's address; empty for its first page.</param>
public sealed record DatasetTab(string Segment, LocalizedText Title)
{
    /// <summary>Which versions have something to show there.</summary>
    public Func<DatasetVersion, bool> IsFor { get; private init; } = _ => true;

    /// <summary>The page shows records, so it takes the parameters that choose them along.</summary>
    public bool ShowsRecords { get; private init; }

    public static readonly DatasetTab Records = new("", new("Bản ghi", "Records")) { ShowsRecords = true };

    public static readonly DatasetTab Chart = new("chart", new("Biểu đồ", "Chart")) { ShowsRecords = true };

    public static readonly DatasetTab Map = new("map", new("Bản đồ", "Map")) { ShowsRecords = true, IsFor = RecordFormat.GeoJson.IsFor };

    public static readonly DatasetTab Dictionary = new("dictionary", new("Từ điển dữ liệu", "Data dictionary"));

    public static readonly DatasetTab Downloads = new("downloads", new("Tải về", "Download")) { ShowsRecords = true };

    public static readonly DatasetTab Versions = new("versions", new("Phiên bản", "Versions"));

    public static readonly DatasetTab Feedback = new("feedback", new("Góp ý", "Feedback"));

    public static IReadOnlyList<DatasetTab> All { get; } = [Records, Chart, Map, Dictionary, Downloads, Versions, Feedback];

    /// <summary>The page's path, without the portal's prefix.</summary>
    public string PathOf(string dataset) => PathOf(dataset, Segment);

    /// <inheritdoc cref="PathOf(string)"/>
    public static string PathOf(string dataset, string segment) => $"/datasets/{Uri.EscapeDataString(dataset)}{(segment.Length == 0 ? "" : "/" + segment)}";
}
