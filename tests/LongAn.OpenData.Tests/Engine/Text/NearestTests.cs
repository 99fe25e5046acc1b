using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Engine.Text;

public sealed class NearestTests
{
    private static readonly string[] Fields = ["code", "name_vi", "name_en", "district_code", "charter_capital_vnd", "a"];

    [Theory]
    [InlineData("cod", "code")]
    [InlineData("coed", "code")] // two neighbours swapped are one mistake
    [InlineData("CODE", "code")]
    [InlineData("distric_code", "district_code")]
    [InlineData("districtcode", "district_code")]
    [InlineData("charter_capital", "charter_capital_vnd")]
    [InlineData("name_vn", "name_vi")]
    [InlineData("đistrict_côde", "district_code")]
    [InlineData("population", null)]
    [InlineData("x", null)] // all would be changed: nobody meant that
    [InlineData("", null)]
    public void A_near_word_is_suggested_and_a_far_one_is_not(string word, string? nearest)
    {
        Assert.Equal(nearest, Nearest.To(word, Fields));
    }

    [Fact]
    public void Of_several_the_nearest_is_suggested()
    {
        Assert.Equal("code_3", Nearest.To("code_33", ["code_1", "code_3", "code_2"]));
    }

    [Fact]
    public void Very_long_words_are_not_compared()
    {
        var word = new string('a', 5_000);

        Assert.Null(Nearest.To(word, [word]));
        Assert.Null(Nearest.To("aaaa", [word]));
    }
}
