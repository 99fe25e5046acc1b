using System.Diagnostics;
using System.IO.Compression;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Answers without their encoding.</summary>
internal static class Unpacked
{
    /// <summary>The body's bytes as they were before they were packed.</summary>
    public static byte[] Bytes(Answer answer)
    {
        using var packed = new MemoryStream(answer.Body.ToArray());
        using Stream stream = answer.Header("Content-Encoding") switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "zstd" => new ZstdSharp.DecompressionStream(packed),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            null => packed,
            var other => throw new UnreachableException(other),
        };
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    public static string Text(Answer answer) => System.Text.Encoding.UTF8.GetString(Bytes(answer));
}
