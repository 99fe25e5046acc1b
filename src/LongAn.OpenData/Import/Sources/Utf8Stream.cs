using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Sources;

/// <summary>
/// A file as UTF-8, whatever encoding it is in. UTF-8 passes through, checked by the vectorized validator; other encodings are
/// decoded strictly. Ill-formed bytes end it with an <see cref="UndecodableBytesException"/> that names their offset.
/// </summary>
internal sealed class Utf8Stream(Stream source, string encodingName) : ForwardStream
{
    private const int ChunkBytes = 64 * 1024;
    private readonly Encoding encoding = TextEncoding.Find(encodingName) ?? throw new ArgumentException($"There is no encoding {encodingName}.", nameof(encodingName));
    private readonly byte[] chunk = new byte[ChunkBytes];
    private readonly byte[] ready = new byte[ChunkBytes * 3];
    private readonly bool hasMarksBehind = string.Equals(encodingName, "windows-1258", StringComparison.OrdinalIgnoreCase);
    private Decoder? decoder;
    private char[]? units;
    private bool isBigEndian = encodingName.EndsWith("be", StringComparison.OrdinalIgnoreCase);
    private char unmarked;
    private int carried;
    private int readyAt;
    private int readyEnd;
    private long offset;
    private bool isEnded;

    public override int Read(Span<byte> buffer)
    {
        while (readyAt == readyEnd)
        {
            if (isEnded)
                return 0;

            Fill();
        }

        var count = Math.Min(buffer.Length, readyEnd - readyAt);
        ready.AsSpan(readyAt, count).CopyTo(buffer);
        readyAt += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        var read = source.ReadAtLeast(chunk.AsSpan(carried), chunk.Length - carried, throwOnEndOfStream: false);
        isEnded = read < chunk.Length - carried;
        var bytes = chunk.AsSpan(0, carried + read);
        carried = 0;
        readyAt = 0;
        readyEnd = encoding switch
        {
            UTF8Encoding => PassThrough(bytes),
            UnicodeEncoding => Transcode(bytes),
            _ => Decode(bytes),
        };
    }

    private int PassThrough(Span<byte> bytes)
    {
        // A character cut by the end of the chunk waits for its rest.
        var whole = isEnded ? bytes.Length : bytes.Length - CutTail(bytes);
        if (!Utf8.IsValid(bytes[..whole]))
            throw new UndecodableBytesException(offset + FirstInvalid(bytes[..whole]), encodingName);

        bytes[..whole].CopyTo(ready);
        bytes[whole..].CopyTo(chunk);
        carried = bytes.Length - whole;
        offset += whole;
        return whole;
    }

    /// <summary>UTF-16 in the order that its byte order mark says, else its name.</summary>
    private int Transcode(Span<byte> bytes)
    {
        if (offset == 0 && bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
            isBigEndian = bytes[0] == 0xFE;

        units ??= new char[ChunkBytes / 2];
        var count = bytes.Length / 2;
        for (var i = 0; i < count; i++)
            units[i] = (char)(isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]));
        if (!isEnded && count > 0 && char.IsHighSurrogate(units[count - 1]))
            count--; // its other half is in the next chunk

        var start = offset == 0 && count > 0 && units[0] == '\uFEFF' ? 1 : 0; // a byte order mark is not text
        var status = Utf8.FromUtf16(units.AsSpan(start, count - start), ready, out var read, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new UndecodableBytesException(offset + (2 * (start + read)), encodingName);

        var rest = bytes[(2 * count)..];
        if (isEnded && rest.Length > 0)
            throw new UndecodableBytesException(offset + (2 * count), encodingName);

        rest.CopyTo(chunk);
        carried = rest.Length;
        offset += 2 * count;
        return written;
    }

    private int Decode(ReadOnlySpan<byte> bytes)
    {
        decoder ??= encoding.GetDecoder();
        var characters = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length) + 1);
        try
        {
            var count = decoder.GetChars(bytes, characters.AsSpan(1), flush: isEnded); // before them is room for a letter of the chunk before
            if (FirstUnassigned(characters.AsSpan(1, count)) is >= 0 and var at)
                throw new UndecodableBytesException(offset + encoding.GetByteCount(characters, 1, at), encodingName);

            var start = offset == 0 && count > 0 && characters[1] == '\uFEFF' ? 2 : 1;
            offset += bytes.Length;
            return Encoding.UTF8.GetBytes(hasMarksBehind ? Compose(characters, start, count + 1) : characters.AsSpan(start, count + 1 - start), ready);
        }
        catch (DecoderFallbackException undecodable)
        {
            throw new UndecodableBytesException(offset + Math.Max(0, undecodable.Index), encodingName);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>Code page 1258 writes tones behind their letters; everybody else writes them composed. The last letter waits for its tone.</summary>
    private ReadOnlySpan<char> Compose(char[] characters, int start, int end)
    {
        if (unmarked != '\0')
            characters[--start] = unmarked;
        var text = characters.AsSpan(start, end - start);
        text = text[..VietnameseTones.Compose(text)];
        unmarked = isEnded || text.IsEmpty ? '\0' : text[^1];
        return unmarked == '\0' ? text : text[..^1];
    }

    /// <summary>Bytes that a code page has no character for are decoded into private or control characters, not refused.</summary>
    private int FirstUnassigned(ReadOnlySpan<char> characters)
    {
        var control = encoding.IsSingleByte && !encoding.WebName.StartsWith("iso-", StringComparison.Ordinal) ? characters.IndexOfAnyInRange('\u0080', '\u009F') : -1;
        var unassigned = characters.IndexOfAnyInRange('\uF700', '\uF8FF');
        return control < 0 || unassigned < 0 ? Math.Max(control, unassigned) : Math.Min(control, unassigned);
    }

    private static int CutTail(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) == 0x80)
                continue;

            var needed = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return needed > back ? back : 0;
        }

        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
