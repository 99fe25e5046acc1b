using System.Buffers;
using System.IO.Compression;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>A Brotli stream, decompressed, that ends only where its compressed data does: <see cref="BrotliStream"/> takes one that is cut off for a short one.</summary>
internal sealed class BrotliSource(Stream packed) : Stream
{
    private readonly byte[] window = new byte[64 * 1024];
    private BrotliDecoder decoder;
    private int start;
    private int end;
    private bool isDone;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
