using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Engine.Text;

public sealed class VietnameseTonesTests
{
    [Theory]
    [InlineData("Hòa", "hoà")]
    [InlineData("HOÀ", "hoà")]
    [InlineData("Ho\u0300a", "hoà")]
    [InlineData("hoàn", "hoàn")]
    [InlineData("thủy", "thuỷ")]
    [InlineData("khỏe.", "khoẻ.")]
    [InlineData("Đ\u01B0\u0301c", "đức")]
    [InlineData("Đu\u031B\u0301c", "đức")]
    [InlineData("Vie\u0323\u0302t", "việt")]
    [InlineData("plain 5", "plain 5")]
    public void One_word_has_one_spelling_with_its_tones(string text, string expected) =>
        Assert.Equal(expected, VietnameseTones.Normalize(text));

    [Fact]
    public void Each_word_is_marked_once() =>
        Assert.Equal("_đức _hoà, _5", VietnameseTones.MarkWords("Đức Hòa, 5"));
}
