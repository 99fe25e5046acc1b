using System.Buffers;
using System.IO.Compression;
using LongAn.OpenData.Import.Sources;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>A Brotli stream, decompressed, that ends only where its compressed data does: <see cref="BrotliStream"/> takes one that is cut off for a short one.</summary>
internal sealed class BrotliSource(Stream packed) : ForwardStream
{
    private readonly byte[] window = new byte[64 * 1024];
    private BrotliDecoder decoder;
    private int start;
    private int end;
    private bool isDone;

    /// <exception cref="InvalidDataException">The data is broken, or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!isDone)
        {
            var status = decoder.Decompress(window.AsSpan(start, end - start), buffer, out var consumed, out var written);
            start += consumed;
            isDone = status == OperationStatus.Done;
            if (status == OperationStatus.InvalidData)
                throw new InvalidDataException("The Brotli data is broken.");
            if (written > 0)
                return written;
            if (status == OperationStatus.NeedMoreData)
                Fill();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        window.AsSpan(start, end - start).CopyTo(window);
        (start, end) = (0, end - start);
        var read = packed.Read(window.AsSpan(end));
        if (read == 0)
            throw new InvalidDataException("The Brotli data is cut off.");
        end += read;
    }
}
