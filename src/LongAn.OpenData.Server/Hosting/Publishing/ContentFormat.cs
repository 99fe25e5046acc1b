using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>What content may be sent as: one row each.</summary>
/// <param name="File">How its data file is read; null for a package, which says so itself.</param>
/// <param name="MediaTypes">The first is its own, the others are known for it too.</param>
internal sealed record ContentFormat(DataFormat? File, IReadOnlyList<string> MediaTypes)
{
    public static readonly ContentFormat Csv = Of(DataFormat.Csv, "application/csv");
    public static readonly ContentFormat Tsv = Of(DataFormat.Tsv);
    public static readonly ContentFormat Xlsx = Of(DataFormat.Xlsx);
    public static readonly ContentFormat Json = Of(DataFormat.Json);
    public static readonly ContentFormat Ndjson = Of(DataFormat.Ndjson, "application/ndjson", "application/jsonl");
    public static readonly ContentFormat GeoJson = Of(DataFormat.GeoJson);
    public static readonly ContentFormat Package = new(null, ["application/zip", "application/x-zip-compressed"]);

    public static IReadOnlyList<ContentFormat> All { get; } = [Csv, Tsv, Xlsx, Json, Ndjson, GeoJson, Package];

    public string MediaType => MediaTypes[0];

    public static ContentFormat? Find(string mediaType) => All.FirstOrDefault(format => format.MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase));

    private static ContentFormat Of(DataFormat file, params string[] others) => new(file, [file.MediaType, .. others]);
}
