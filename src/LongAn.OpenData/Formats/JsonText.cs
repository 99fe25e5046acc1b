using System.Buffers;
using System.Globalization;

namespace LongAn.OpenData.Formats;

/// <summary>
/// JSON written as UTF-8 straight into a buffer, for records: their text is UTF-8 already and is checked nowhere again. What JSON asks for
/// (RFC 8259, section 7) is escaped, and nothing else. Lives on the stack between two flushes; <see cref="End"/> hands over what it holds.
/// </summary>
internal ref struct JsonText
{
    private const int LongestNumber = 32;
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);
    private readonly IBufferWriter<byte> buffer;
    private Span<byte> free;
    private int used;

    public JsonText(IBufferWriter<byte> buffer)
    {
        this.buffer = buffer;
        free = buffer.GetSpan();
    }

    /// <summary>Bytes that are JSON already.</summary>
    public void Raw(scoped ReadOnlySpan<byte> json)
    {
        Ensure(json.Length);
        json.CopyTo(free[used..]);
        used += json.Length;
    }

    public void String(scoped ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny(Escaped) >= 0)
        {
            StringWithEscapes(text);
            return;
        }

        Ensure(text.Length + 2);
        free[used] = (byte)'"';
        text.CopyTo(free[(used + 1)..]);
        used += text.Length + 2;
        free[used - 1] = (byte)'"';
    }

    public void Number(long number)
    {
        Ensure(LongestNumber);
        number.TryFormat(free[used..], out var length, provider: CultureInfo.InvariantCulture);
        used += length;
    }

    /// <summary>The shortest digits that are read back as the same double.</summary>
    public void Number(double number)
    {
        Ensure(LongestNumber);
        number.TryFormat(free[used..], out var length, provider: CultureInfo.InvariantCulture);
        used += length;
    }

    public readonly void End() => buffer.Advance(used);

    private void StringWithEscapes(scoped ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        while (text.IndexOfAny(Escaped) is >= 0 and var at)
        {
            Raw(text[..at]);
            Escape(text[at]);
            text = text[(at + 1)..];
        }

        Raw(text);
        Raw("\""u8);
    }

    private void Escape(byte letter)
    {
        switch (letter)
        {
            case (byte)'"':
                Raw("\\\""u8);
                break;
            case (byte)'\\':
                Raw("\\\\"u8);
                break;
            case (byte)'\n':
                Raw("\\n"u8);
                break;
            case (byte)'\r':
                Raw("\\r"u8);
                break;
            case (byte)'\t':
                Raw("\\t"u8);
                break;
            default:
                Raw([.. "\\u00"u8, .. System.Text.Encoding.ASCII.GetBytes(letter.ToString("X2", CultureInfo.InvariantCulture))]);
                break;
        }
    }

    private void Ensure(int bytes)
    {
        if (free.Length - used >= bytes)
            return;

        buffer.Advance(used);
        used = 0;
        free = buffer.GetSpan(bytes);
    }
}
