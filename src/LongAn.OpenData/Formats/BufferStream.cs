using System.Buffers;

namespace LongAn.OpenData.Formats;

/// <summary>Lets a writer that wants a stream write into a buffer. Flushing is left to the buffer's owner; once closed, nothing reaches it.</summary>
internal sealed class BufferStream(IBufferWriter<byte> buffer) : Stream
{
    private long position;
    private bool isClosed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    /// <summary>How many bytes were written.</summary>
    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (!isClosed)
            buffer.Write(bytes);
        position += bytes.Length;
    }

    public override void Write(byte[] bytes, int offset, int count) => Write(bytes.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        isClosed = true;
        base.Dispose(disposing);
    }
}
