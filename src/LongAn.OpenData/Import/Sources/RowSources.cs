using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Import.Sources;

/// <summary>Which source reads which format.</summary>
public static class RowSources
{
    private static readonly Dictionary<DataFormat, Func<string, DatasetDescriptor, RowSource>> Makers = new()
    {
        [DataFormat.Csv] = (folder, descriptor) => new CsvSource(folder, descriptor),
        [DataFormat.Tsv] = (folder, descriptor) => new CsvSource(folder, descriptor),
        [DataFormat.Psv] = (folder, descriptor) => new CsvSource(folder, descriptor),
        [DataFormat.Xlsx] = (folder, descriptor) => new XlsxSource(folder, descriptor),
        [DataFormat.Json] = (folder, descriptor) => new JsonSource(folder, descriptor),
        [DataFormat.Ndjson] = (folder, descriptor) => new JsonSource(folder, descriptor),
        [DataFormat.GeoJson] = (folder, descriptor) => new JsonSource(folder, descriptor),
    };

    /// <param name="folder">Where the descriptor's data file lies.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static RowSource Open(string folder, DatasetDescriptor descriptor) => Makers[descriptor.File.Format](folder, descriptor);

    /// <summary>Gzipped bytes, unpacked; where they are cut off, reading fails.</summary>
    public static Stream Gunzip(Stream packed) => new GzipSource(packed);

    /// <summary>The file's bytes, unpacked where it is gzipped.</summary>
    internal static (FileStream File, Stream Bytes) OpenFile(string folder, DataFile data)
    {
        var file = new FileStream(Path.Combine(folder, data.Path), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return (file, data.IsGzip ? new GzipSource(file) : file);
    }
}
