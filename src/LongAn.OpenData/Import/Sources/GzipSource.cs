using System.IO.Compression;

namespace LongAn.OpenData.Import.Sources;

/// <summary>
/// A gzipped file, decompressed, that ends only where its compressed data does. <see cref="GZipStream"/> takes a file that is cut off
/// for a short one. So a member of our own is read behind the file's last: where it does not come out, the file was not whole.
/// </summary>
internal sealed class GzipSource : ForwardStream
{
    private static readonly byte[] Seal = "\0the end of the file\0"u8.ToArray();
    private static readonly byte[] SealedMember = Compress(Seal);

    private readonly GZipStream gzip;
    private readonly byte[] window = new byte[64 * 1024];
    private int held;

    public GzipSource(Stream file) => gzip = new GZipStream(new SealedFile(file), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The data is broken, or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            // What might be the seal is held back until more has come.
            var ready = Math.Min(held - Seal.Length, buffer.Length);
            if (ready > 0)
            {
                window.AsSpan(0, ready).CopyTo(buffer);
                window.AsSpan(ready, held - ready).CopyTo(window);
                held -= ready;
                return ready;
            }

            var read = Decompress(window.AsSpan(held));
            if (read > 0)
                held += read;
            else if (window.AsSpan(0, held).SequenceEqual(Seal))
                return 0;
            else
                throw Broken();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            gzip.Dispose();
        base.Dispose(disposing);
    }

    private int Decompress(Span<byte> into)
    {
        try
        {
            return gzip.Read(into);
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    private static InvalidDataException Broken() => new("the gzip data is broken or cut off");

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    /// <summary>The file's bytes, then the sealed member's.</summary>
    private sealed class SealedFile(Stream file) : ForwardStream
    {
        private int sealAt;

        public override int Read(Span<byte> buffer)
        {
            if (sealAt == 0 && file.Read(buffer) is > 0 and var read)
                return read;

            var rest = SealedMember.AsSpan(sealAt);
            rest = rest[..Math.Min(rest.Length, buffer.Length)];
            rest.CopyTo(buffer);
            sealAt += rest.Length;
            return rest.Length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
