using System.Text;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Engine.Text;

public sealed class VietnameseTextTests
{
    private const string Vowels =
        "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";

    /// <summary>Decomposed as Unicode does it: the letter, its shape (â ă ơ), its tone.</summary>
    private static readonly Dictionary<char, string> Decomposed = new()
    {
        ['à'] = "a\u0300",
        ['á'] = "a\u0301",
        ['ả'] = "a\u0309",
        ['ã'] = "a\u0303",
        ['ạ'] = "a\u0323",
        ['ă'] = "a\u0306",
        ['ằ'] = "a\u0306\u0300",
        ['ặ'] = "a\u0323\u0306",
        ['â'] = "a\u0302",
        ['ấ'] = "a\u0302\u0301",
        ['ậ'] = "a\u0323\u0302",
        ['ế'] = "e\u0302\u0301",
        ['ệ'] = "e\u0323\u0302",
        ['ĩ'] = "i\u0303",
        ['ộ'] = "o\u0323\u0302",
        ['ơ'] = "o\u031B",
        ['ờ'] = "o\u031B\u0300",
        ['ợ'] = "o\u031B\u0323",
        ['ư'] = "u\u031B",
        ['ứ'] = "u\u031B\u0301",
        ['ự'] = "u\u031B\u0323",
        ['ỹ'] = "y\u0303",
        ['ỵ'] = "y\u0323",
    };

    [Theory]
    [InlineData("Đức Hòa", "duc hoa")]
    [InlineData("ĐỨC HOÀ", "duc hoa")]
    [InlineData("duc hoa", "duc hoa")]
    [InlineData("Thuỷ", "thuy")]
    [InlineData("Thủy", "thuy")]
    [InlineData("Cần Giuộc", "can giuoc")]
    [InlineData("Mộc Hóa – Kiến Tường", "moc hoa – kien tuong")]
    [InlineData("Bến Lức 1.525 ha", "ben luc 1.525 ha")]
    [InlineData("Ð", "d")] // the Icelandic letter that old fonts used for Đ
    [InlineData("Château Ñandú Øresund", "chateau nandu oresund")]
    [InlineData("ÇA VA Ÿ", "ca va y")]
    [InlineData("Αθήνα", "αθήνα")] // Greek keeps its accents: they are no tones of ours
    [InlineData("МОСКВА", "москва")]
    [InlineData("東京 😀", "東京 😀")]
    [InlineData("", "")]
    public void Folding_takes_away_case_tones_and_the_bar_of_đ(string text, string folded)
    {
        Assert.Equal(folded, VietnameseText.Fold(text));
    }

    [Fact]
    public void Every_vowel_in_every_tone_folds_to_its_plain_letter()
    {
        var folded = string.Concat(Vowels.Select(vowel => VietnameseText.Fold(vowel.ToString())));
        var foldedUpper = string.Concat(Vowels.Select(vowel => VietnameseText.Fold(vowel.ToString().ToUpperInvariant())));

        var plain = new string('a', 18) + new string('e', 12) + new string('i', 6) + new string('o', 18) + new string('u', 12) + new string('y', 6);
        Assert.Equal(plain, folded);
        Assert.Equal(plain, foldedUpper);
    }

    [Fact]
    public void Composed_and_decomposed_text_fold_alike()
    {
        foreach (var (composed, decomposed) in Decomposed)
            Assert.Equal(VietnameseText.Fold(composed.ToString()), VietnameseText.Fold(decomposed));
    }

    [Theory]
    [InlineData("hòa", "hoà")]
    [InlineData("khỏe", "khoẻ")]
    [InlineData("thúy", "thuý")]
    [InlineData("Hóa", "Hoá")]
    public void Old_and_new_tone_placement_fold_alike(string old, string @new)
    {
        Assert.NotEqual(old, @new);
        Assert.Equal(VietnameseText.Fold(old), VietnameseText.Fold(@new));
    }

    [Theory]
    [InlineData("Đức Hòa")]
    [InlineData("D\u031B\u0323ợ 東京 😀")]
    [InlineData("")]
    public void Folding_bytes_gives_what_folding_text_gives(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var folded = new byte[bytes.Length * 3];

        var length = VietnameseText.FoldUtf8(bytes, folded);

        Assert.Equal(VietnameseText.Fold(text), Encoding.UTF8.GetString(folded, 0, length));
    }

    [Fact]
    public void Text_longer_than_the_stack_takes_folds_too()
    {
        var text = string.Concat(Enumerable.Repeat("Ứng Hòa ", 1_000));
        var folded = new byte[text.Length * 9];

        var length = VietnameseText.FoldUtf8(Encoding.UTF8.GetBytes(text), folded);

        Assert.Equal(string.Concat(Enumerable.Repeat("ung hoa ", 1_000)), VietnameseText.Fold(text));
        Assert.Equal(VietnameseText.Fold(text), Encoding.UTF8.GetString(folded, 0, length));
    }

    [Fact]
    public void Folding_twice_changes_nothing_more()
    {
        for (var letter = 0; letter < 0xD800; letter++)
        {
            var once = VietnameseText.Fold(((char)letter).ToString());
            Assert.Equal(once, VietnameseText.Fold(once));
        }
    }
}
