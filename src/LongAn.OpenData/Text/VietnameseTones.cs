namespace LongAn.OpenData.Text;

/// <summary>
/// Brings Vietnamese to one spelling that keeps its tones: lower case, composed letters (NFC), and the tone where modern spelling
/// puts it, so that "HÒA", "hòa" and "hoà" are one word, and "hoa" another.
/// </summary>
public static class VietnameseTones
{
    /// <summary>A vowel without a tone, then with grave, acute, hook, tilde and dot.</summary>
    private static readonly string[] Vowels =
        ["aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ"];

    /// <summary>Stands before a word that keeps its tones.</summary>
    public const char WordMark = '_';

    private const char FirstWithTone = 'à';
    private const string ToneMarks = "\u0300\u0301\u0309\u0303\u0323";

    /// <summary>A mark that makes another vowel, and the pairs it makes.</summary>
    private static readonly (char Mark, string Pairs)[] ShapeMarks = [('\u0302', "aâeêoô"), ('\u0306', "aă"), ('\u031B', "oơuư")];

    /// <summary>From a letter to its vowel and tone, packed as 6 x vowel + tone; -1 for all others.</summary>
    private static readonly short[] Places = MakePlaces();

    private static readonly bool[] IsOfWord = [.. Enumerable.Range(0, Places.Length).Select(letter => char.IsLetterOrDigit((char)letter) || letter is >= 0x300 and <= 0x36F)];

    /// <param name="result">At least as long as the text.</param>
    /// <returns>How many letters were written.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> result)
    {
        var length = 0;
        foreach (var raw in text)
        {
            var letter = char.IsAscii(raw) ? (char)(char.IsAsciiLetterUpper(raw) ? raw | 0x20 : raw) : char.ToLowerInvariant(raw);
            if (length > 0 && letter is >= '\u0300' and <= '\u036F' && TryCompose(result[length - 1], letter, out var composed))
                result[length - 1] = composed;
            else
                result[length++] = letter;
        }

        PlaceTones(result[..length]);
        return length;
    }

    /// <summary>
    /// Puts <see cref="WordMark"/> before each word of a normalized text, so that a word with its tones is another word to a full-text
    /// index than the folded one, and the two never share a list.
    /// </summary>
    /// <param name="result">At least twice as long as the text.</param>
    /// <returns>How many letters were written.</returns>
    public static int WriteMarked(ReadOnlySpan<char> text, Span<char> result)
    {
        Span<char> plain = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        plain = plain[..Write(text, plain)];
        var length = 0;
        var inWord = false;
        foreach (var letter in plain)
        {
            var isWord = letter < Places.Length ? IsOfWord[letter] : char.IsLetterOrDigit(letter);
            if (isWord && !inWord)
                result[length++] = WordMark;
            inWord = isWord;
            result[length++] = letter;
        }

        return length;
    }

    public static string MarkWords(string text)
    {
        Span<char> result = text.Length <= 256 ? stackalloc char[text.Length * 2] : new char[text.Length * 2];
        return new string(result[..WriteMarked(text, result)]);
    }

    /// <summary>Composes letters and the marks behind them (NFC) in place; capitals stay.</summary>
    /// <returns>How many letters are left.</returns>
    public static int Compose(Span<char> text)
    {
        var length = 0;
        foreach (var letter in text)
        {
            if (length > 0 && letter is >= '\u0300' and <= '\u036F' && TryCompose(char.ToLowerInvariant(text[length - 1]), letter, out var composed))
                text[length - 1] = char.IsUpper(text[length - 1]) ? char.ToUpperInvariant(composed) : composed;
            else
                text[length++] = letter;
        }

        return length;
    }

    public static string Normalize(string text)
    {
        Span<char> result = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        return new string(result[..Write(text, result)]);
    }

    /// <summary>In an open syllable "oa", "oe", "uy" the tone goes to the second vowel: "hòa" becomes "hoà", as "hoàn" has it.</summary>
    private static void PlaceTones(Span<char> text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] < FirstWithTone)
                continue;

            var (first, second) = (PlaceOf(text[i]), PlaceOf(text[i + 1]));
            if (first % 6 <= 0 || second < 0 || second % 6 != 0 || (i + 2 < text.Length && char.IsLetter(text[i + 2])))
                continue;
            if ((Vowels[first / 6][0], text[i + 1]) is not (('o', 'a') or ('o', 'e') or ('u', 'y')))
                continue;

            text[i + 1] = Vowels[second / 6][first % 6];
            text[i] = Vowels[first / 6][0];
        }
    }

    private static bool TryCompose(char before, char mark, out char composed)
    {
        composed = default;
        var place = PlaceOf(before);
        if (place < 0)
            return false;

        var (vowel, tone) = (Vowels[place / 6][0], place % 6);
        if (ToneMarks.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var added)
        {
            composed = Vowels[place / 6][added + 1];
            return true;
        }

        foreach (var (shape, pairs) in ShapeMarks)
        {
            var at = shape == mark ? pairs.IndexOf(vowel, StringComparison.Ordinal) : -1;
            if (at < 0 || at % 2 != 0)
                continue;

            composed = Vowels[Places[pairs[at + 1]] / 6][tone];
            return true;
        }

        return false;
    }

    private static int PlaceOf(char letter) => letter < Places.Length ? Places[letter] : -1;

    private static short[] MakePlaces()
    {
        var places = new short[0x1F00];
        Array.Fill(places, (short)-1);
        for (var vowel = 0; vowel < Vowels.Length; vowel++)
        {
            for (var tone = 0; tone < 6; tone++)
                places[Vowels[vowel][tone]] = (short)((6 * vowel) + tone);
        }

        return places;
    }
}
