using System.Security.Cryptography;

namespace LongAn.OpenData.Exports;

/// <summary>Passes bytes on, and knows how many they were and their SHA-256. The stream they go to is its owner's to close.</summary>
public sealed class DigestStream(Stream into) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long bytes;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>In bytes, so far.</summary>
    public override long Length => bytes;

    public override long Position { get => bytes; set => throw new NotSupportedException(); }

    /// <summary>Of the bytes so far. 32 bytes.</summary>
    public byte[] Sha256() => hash.GetCurrentHash();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Add(buffer);
        into.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Add(buffer.Span);
        return into.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => into.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => into.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }

    private void Add(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        bytes += buffer.Length;
    }
}
