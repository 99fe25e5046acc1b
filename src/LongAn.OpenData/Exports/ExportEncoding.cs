using System.IO.Compression;
using LongAn.OpenData.Formats;
using ZstdSharp;

namespace LongAn.OpenData.Exports;

/// <summary>How the bytes of a kept export are coded: one row each.</summary>
/// <param name="Name">The content coding of HTTP (RFC 9110, section 8.4.1).</param>
/// <param name="Ending">What the name of a kept file ends with.</param>
public sealed record ExportEncoding(string Name, string Ending)
{
    private Func<Stream, Stream>? Packer { get; init; }

    public static readonly ExportEncoding Identity = new("identity", "");

    /// <summary>Packed once and sent often, so harder than answers that are packed as they are sent; above 5 it costs several times the time for a few per cent.</summary>
    public static readonly ExportEncoding Brotli = new("br", ".br") { Packer = into => new BrotliStream(into, new BrotliCompressionOptions { Quality = 5 }, leaveOpen: true) };

    /// <summary>About as small and as quick as <see cref="Brotli"/> here. Up to level 19 a window is at most 8 MB, which is what every reader of <c>zstd</c> must have (RFC 9659).</summary>
    public static readonly ExportEncoding Zstandard = new("zstd", ".zst") { Packer = into => new CompressionStream(into, level: 7, leaveOpen: true) };

    public static readonly ExportEncoding Gzip = new("gzip", ".gz") { Packer = into => new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true) };

    public static IReadOnlyList<ExportEncoding> All { get; } = [Identity, Brotli, Zstandard, Gzip];

    /// <summary>Those a format is kept in: what is no text is packed already, or is read at random.</summary>
    public static IReadOnlyList<ExportEncoding> For(RecordFormat format) => format.HasPages ? All : [Identity];

    /// <param name="name">Null for <see cref="Identity"/>.</param>
    /// <returns>How a format is kept where the caller would have it coded so.</returns>
    public static ExportEncoding Find(string? name, RecordFormat format) => For(format).FirstOrDefault(row => row.Name == name) ?? Identity;

    /// <exception cref="InvalidOperationException">Nothing is packed in <see cref="Identity"/>.</exception>
    public Stream Pack(Stream into) => Packer?.Invoke(into) ?? throw new InvalidOperationException($"{Name} is not packed.");
}
