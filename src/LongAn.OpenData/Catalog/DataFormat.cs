namespace LongAn.OpenData.Catalog;

/// <summary>The formats that data files are read in: one row each.</summary>
/// <param name="Name">What a resource's <c>format</c> says; the first extension.</param>
/// <param name="Extensions">Without the dot.</param>
public sealed record DataFormat(string Name, string MediaType, IReadOnlyList<string> Extensions)
{
    /// <summary>The delimiter where the dialect names none; null for what is no delimited text.</summary>
    public char? Delimiter { get; private init; }

    /// <summary>Text that may be compressed as a whole with gzip.</summary>
    public bool IsText { get; private init; } = true;

    public static readonly DataFormat Csv = new("csv", "text/csv", ["csv", "txt"]) { Delimiter = ',' };
    public static readonly DataFormat Tsv = new("tsv", "text/tab-separated-values", ["tsv", "tab"]) { Delimiter = '\t' };
    public static readonly DataFormat Psv = new("psv", "text/csv", ["psv"]) { Delimiter = '|' };
    public static readonly DataFormat Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx", "xlsm"]) { IsText = false };
    public static readonly DataFormat Json = new("json", "application/json", ["json"]);
    public static readonly DataFormat Ndjson = new("ndjson", "application/x-ndjson", ["ndjson", "jsonl"]);
    public static readonly DataFormat GeoJson = new("geojson", "application/geo+json", ["geojson"]);

    public static IReadOnlyList<DataFormat> All { get; } = [Csv, Tsv, Psv, Xlsx, Json, Ndjson, GeoJson];

    public bool IsDelimited => Delimiter is not null;

    /// <param name="name">A format's name or a file's extension, in any case.</param>
    public static DataFormat? Find(string name) => All.FirstOrDefault(format => format.Extensions.Contains(name, StringComparer.OrdinalIgnoreCase));

    public override string ToString() => Name;
}
