using Microsoft.AspNetCore.ResponseCompression;
using ZstdSharp;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>Packs answers as they are sent, as <c>zstd</c> (RFC 8878, RFC 9659).</summary>
internal sealed class ZstandardProvider : ICompressionProvider
{
    /// <summary>What <c>zstd</c> itself takes where it is told nothing: a page takes as long as level 1 and comes out smaller.</summary>
    private const int Level = 3;

    public string EncodingName => "zstd";

    public bool SupportsFlush => true;

    public Stream CreateStream(Stream outputStream) => new CompressionStream(outputStream, Level, leaveOpen: true);
}
