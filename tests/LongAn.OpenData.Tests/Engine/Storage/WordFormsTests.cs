using System.Globalization;
using System.Text;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Storage;

public sealed class WordFormsTests
{
    /// <summary>More than are kept.</summary>
    private const int Words = 60_000;

    [Theory]
    [InlineData("Đức")]
    [InlineData("HOÀ")]
    [InlineData("hòa")]
    [InlineData("a–b")]
    [InlineData("x_1")]
    [InlineData("e\u0302\u0301")]
    [InlineData("\u0301")]
    public void A_word_is_folded_and_marked_as_it_is_when_it_is_searched_for(string word)
    {
        var form = new WordForms().Of(Encoding.UTF8.GetBytes(word));

        Assert.Equal(VietnameseText.Fold(word) + " ", Encoding.UTF8.GetString(form.Folded));
        Assert.Equal(VietnameseTones.MarkWords(word) + " ", Encoding.UTF8.GetString(form.Marked));
    }

    [Fact]
    public void Words_are_counted_by_how_they_are_folded_however_many_there_are()
    {
        var forms = new WordForms();
        foreach (var beginning in (string[])["Tự", "tu", "TỪ"])
        {
            for (var i = 0; i < Words; i++)
                forms.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{beginning}{i}")));
        }

        using var file = SqliteSetup.Open(":memory:", SqliteOpenMode.ReadWriteCreate);
        forms.List.Write(file);
        Assert.Equal(Words, SqliteSetup.Scalar(file, "SELECT COUNT(*) FROM records_words WHERE count = 3 AND word >= CAST('tu' AS BLOB)"));
        Assert.Equal(Words, SqliteSetup.Scalar(file, "SELECT COUNT(*) FROM records_words"));
    }
}
