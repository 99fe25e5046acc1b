using System.Text;

namespace LongAn.OpenData.Text;

/// <summary>
/// The eight-bit encodings that Vietnamese offices wrote before Unicode: VISCII (RFC 1456) and TCVN3 (TCVN 5712:1993, the "ABC" fonts,
/// whose capitals with tones are small letters in a font of capitals). A byte that has no letter is decoded into U+F780 and above,
/// which <see cref="TextEncoding"/>'s readers refuse.
/// </summary>
public sealed class VietnameseCodePage : Encoding
{
    /// <summary>Where bytes without a letter go; the private use area that .NET's own code pages use for them.</summary>
    private const char Unassigned = '\uF700';

    private readonly char[] letters = new char[256];
    private readonly Dictionary<char, byte> bytes = [];

    private VietnameseCodePage(string name, IReadOnlyList<string> names, IEnumerable<(int From, string Letters)> rows)
    {
        WebName = name;
        Names = names;
        for (var i = 0; i < 256; i++)
            letters[i] = i < 0x80 ? (char)i : (char)(Unassigned + i);
        foreach (var (from, row) in rows)
        {
            for (var i = 0; i < row.Length; i++)
                letters[from + i] = row[i] == '·' ? (char)(Unassigned + from + i) : row[i];
        }

        for (var i = 0; i < 256; i++)
            bytes.TryAdd(letters[i], (byte)i);
    }

    public static VietnameseCodePage Viscii { get; } = new("viscii", ["viscii", "csviscii", "x-viscii"],
    [
        (0x02, "Ẳ"), (0x05, "ẴẪ"), (0x14, "Ỷ"), (0x19, "Ỹ"), (0x1E, "Ỵ"),
        (0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"), (0x90, "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"),
        (0xA0, "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"),
        (0xC0, "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"),
        (0xE0, "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"),
    ]);

    public static VietnameseCodePage Tcvn3 { get; } = new("x-tcvn3", ["x-tcvn3", "tcvn3", "x-viet-tcvn3", "tcvn"],
    [
        (0xA0, "\u00A0ĂÂÊÔƠƯĐăâêôơưđ·"), (0xB0, "·····àảãáạ·ằẳẵắ·"),
        (0xC0, "······ặầẩẫấậè·ẻẽ"), (0xD0, "éẹềểễếệìỉ···ĩíịò"),
        (0xE0, "·ỏõóọồổỗốộờởỡớợù"), (0xF0, "·ủũúụừửữứựỳỷỹýỵ·"),
    ]);

    public override string WebName { get; }

    public override bool IsSingleByte => true;

    private IReadOnlyList<string> Names { get; }

    /// <param name="name">In any case.</param>
    public static VietnameseCodePage? Find(string name) => new[] { Viscii, Tcvn3 }.FirstOrDefault(page => page.Names.Contains(name, StringComparer.OrdinalIgnoreCase));

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var i = 0; i < charCount; i++)
            bytes[byteIndex + i] = this.bytes.TryGetValue(chars[charIndex + i], out var letter) ? letter : throw new EncoderFallbackException($"{WebName} has no {chars[charIndex + i]}.");
        return charCount;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
            chars[charIndex + i] = letters[bytes[byteIndex + i]];
        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
