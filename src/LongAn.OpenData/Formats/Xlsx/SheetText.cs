using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace LongAn.OpenData.Formats.Xlsx;

/// <summary>
/// XML being written as UTF-8. What XML cannot hold, or would change when it is read, is written as the office formats do: <c>_x000D_</c>
/// (ECMA-376 part 1, 22.9.2.19, ST_Xstring), and so an underscore before what looks like such an escape.
/// </summary>
internal sealed class SheetText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(letter => letter is not ('\t' or '\n')).Select(letter => (byte)letter), (byte)'&', (byte)'<', (byte)'>', (byte)'_', 0xEF]);

    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void Clear() => buffer.ResetWrittenCount();

    public void Raw(ReadOnlySpan<byte> xml) => buffer.Write(xml);

    public void Raw(string xml) => Encoding.UTF8.GetBytes(xml, buffer);

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, buffer.GetSpan(24), out var length);
        buffer.Advance(length);
    }

    public void Number(double value)
    {
        Utf8Formatter.TryFormat(value, buffer.GetSpan(40), out var length);
        buffer.Advance(length);
    }

    public void Escaped(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            buffer.Write(text[..at]);
            text = text[(at + Escape(text[at..]))..];
        }

        buffer.Write(text);
    }

    /// <param name="text">Begins with a special byte.</param>
    /// <returns>How many bytes of it are done.</returns>
    private int Escape(ReadOnlySpan<byte> text)
    {
        switch (text[0])
        {
            case (byte)'&':
                buffer.Write("&amp;"u8);
                return 1;
            case (byte)'<':
                buffer.Write("&lt;"u8);
                return 1;
            case (byte)'>':
                buffer.Write("&gt;"u8);
                return 1;
            case (byte)'_':
                buffer.Write(LooksLikeEscape(text) ? "_x005F_"u8 : "_"u8);
                return 1;
            case 0xEF when text is [_, 0xBF, 0xBE or 0xBF, ..]:
                buffer.Write(text[2] == 0xBE ? "_xFFFE_"u8 : "_xFFFF_"u8); // the two that XML leaves out of the plane
                return 3;
            case 0xEF:
                buffer.Write(text[..1]);
                return 1;
            default:
                buffer.Write("_x00"u8);
                Utf8Formatter.TryFormat(text[0], buffer.GetSpan(2), out _, new StandardFormat('X', 2));
                buffer.Advance(2);
                buffer.Write("_"u8);
                return 1;
        }
    }

    private static bool LooksLikeEscape(ReadOnlySpan<byte> text) =>
        text is [_, (byte)'x' or (byte)'X', var a, var b, var c, var d, (byte)'_', ..]
        && char.IsAsciiHexDigit((char)a) && char.IsAsciiHexDigit((char)b) && char.IsAsciiHexDigit((char)c) && char.IsAsciiHexDigit((char)d);
}
