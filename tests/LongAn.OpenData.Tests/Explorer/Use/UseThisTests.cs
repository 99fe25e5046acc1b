using LongAn.OpenData.Server.Explorer.Use;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Use;

public sealed class UseThisTests(Portal portal)
{
    [Theory]
    [InlineData("/datasets/districts", true)]
    [InlineData("/datasets/industrial-parks?district_code=803&sort=-area_ha", true)]
    [InlineData("/datasets/districts/records/794", false)]
    [InlineData("/datasets/industrial-parks/chart", false)]
    [InlineData("/docs", true)]
    public async Task A_view_offers_its_request_in_every_language(string path, bool hasExport)
    {
        var page = await portal.OpenAsync(path);

        var asked = new UseQuestion("https://x.vn/records", hasExport ? "https://x.vn/export.csv" : null, IsList: true);
        Assert.Equal(UseLanguage.All.Where(language => language.Write(asked) is not null).Select(language => "use-" + language.Name), page.QuerySelectorAll(".use code[id]").Select(code => code.Id));
        Assert.NotNull((await portal.ReadAsync(new Uri(page.TextOf("#use-url")).PathAndQuery))["data"]);
    }
}
