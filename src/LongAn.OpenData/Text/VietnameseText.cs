using System.Text;

namespace LongAn.OpenData.Text;

/// <summary>
/// Folds Vietnamese so that "Đức Hòa", "duc hoa" and "ĐỨC HOÀ" are the same words: lower case, no tones, no â ă ê ô ơ ư, d for đ.
/// Composed and decomposed input fold alike. One table serves importing and searching, because SQLite's own tokenizer keeps đ,
/// and <see cref="string.Normalize()"/> does nothing under invariant globalization.
/// </summary>
public static class VietnameseText
{
    private static readonly (char Base, string Letters)[] Table =
    [
        ('a', "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬäåÄÅ"),
        ('e', "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆëË"),
        ('i', "ìíỉĩịÌÍỈĨỊîïÎÏ"),
        ('o', "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢöÖøØ"),
        ('u', "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰûüÛÜ"),
        ('y', "ỳýỷỹỵỲÝỶỸỴÿŸ"),
        ('d', "đĐðÐ"),
        ('c', "çÇ"),
        ('n', "ñÑ"),
    ];

    /// <summary>From U+0000 to U+1EFF: the folded letter, 0 for a mark that is dropped.</summary>
    private static readonly char[] Folded = MakeTable(dropsCase: true, dropsAccents: true);
    private static readonly char[] FoldedCase = MakeTable(dropsCase: true, dropsAccents: false);
    private static readonly char[] FoldedAccents = MakeTable(dropsCase: false, dropsAccents: true);

    public static string Fold(string text) => Fold(text, Folded);

    public static string Fold(ReadOnlySpan<char> text) => Fold(text, Folded);

    /// <summary>Lower case; tones, marks and đ stay.</summary>
    public static string FoldCase(string text) => Fold(text, FoldedCase);

    /// <summary>No tones, no marks, d for đ; capitals stay.</summary>
    public static string FoldAccents(string text) => Fold(text, FoldedAccents);

    private static string Fold(ReadOnlySpan<char> text, char[] table)
    {
        var folded = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        return new string(folded[..Fold(text, folded, table)]);
    }

    /// <param name="folded">At least as long as the text.</param>
    /// <returns>How many letters were written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded) => Fold(text, folded, Folded);

    private static int Fold(ReadOnlySpan<char> text, Span<char> folded, char[] table)
    {
        var length = 0;
        foreach (var letter in text)
        {
            var to = letter < table.Length ? table[letter] : letter;
            if (to != 0)
                folded[length++] = to;
        }

        return length;
    }

    /// <summary>Folds UTF-8 into UTF-8; ill-formed bytes become U+FFFD.</summary>
    /// <param name="folded">At least three times as long as the text.</param>
    /// <returns>How many bytes were written.</returns>
    public static int FoldUtf8(ReadOnlySpan<byte> text, Span<byte> folded) => FoldUtf8(text, folded, Folded);

    /// <summary>Lower case; tones, marks and đ stay.</summary>
    /// <inheritdoc cref="FoldUtf8(ReadOnlySpan{byte}, Span{byte})"/>
    public static int FoldCaseUtf8(ReadOnlySpan<byte> text, Span<byte> folded) => FoldUtf8(text, folded, FoldedCase);

    /// <summary>No tones, no marks, d for đ; capitals stay.</summary>
    /// <inheritdoc cref="FoldUtf8(ReadOnlySpan{byte}, Span{byte})"/>
    public static int FoldAccentsUtf8(ReadOnlySpan<byte> text, Span<byte> folded) => FoldUtf8(text, folded, FoldedAccents);

    private static int FoldUtf8(ReadOnlySpan<byte> text, Span<byte> folded, char[] table)
    {
        var chars = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        chars = chars[..Encoding.UTF8.GetChars(text, chars)];
        return Encoding.UTF8.GetBytes(chars[..Fold(chars, chars, table)], folded);
    }

    private static char[] MakeTable(bool dropsCase, bool dropsAccents)
    {
        var table = new char[0x1F00];
        for (var letter = 0; letter < table.Length; letter++)
            table[letter] = dropsAccents && IsCombiningMark((char)letter) ? '\0' : dropsCase ? char.ToLowerInvariant((char)letter) : (char)letter;
        if (!dropsAccents)
            return table;

        foreach (var (plain, letters) in Table)
        {
            foreach (var letter in letters)
                table[letter] = !dropsCase && char.IsUpper(letter) ? char.ToUpperInvariant(plain) : plain;
        }

        return table;
    }

    private static bool IsCombiningMark(char letter) => letter is >= '\u0300' and <= '\u036F';
}
