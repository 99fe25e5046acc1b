using System.Globalization;
using AngleSharp.Dom;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Catalog;

/// <summary>The page finds what the API's catalog finds, by the same words.</summary>
public sealed class CatalogPageTests(Portal portal)
{
    [Theory]
    [InlineData("")]
    [InlineData("?q=khu+cong+nghiep")]
    [InlineData("?q=population&sort=-records")]
    [InlineData("?theme=ECON&theme=REGI&format=geojson")]
    [InlineData("?publisher=longan-opendata&sort=-modified&limit=3")]
    [InlineData("?tag=huy%E1%BB%87n")]
    public async Task The_same_datasets_are_found_in_the_same_order(string query)
    {
        var page = await portal.OpenAsync("/datasets" + query);
        var catalog = await portal.ReadAsync("/api/v1/datasets" + query);

        Assert.Equal(catalog["data"]!.AsArray().Select(dataset => $"/datasets/{dataset!["id"]}"), page.QuerySelectorAll(".results h3 a").Select(link => link.GetAttribute("href")));
        Assert.StartsWith($"{catalog["page"]!["total"]} ", page.TextOf("#found"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/datasets?lang=en", "By id", "Title A–Z", "Newest first", "Most records first")]
    [InlineData("/datasets?q=khu&lang=en", "Best match first", "By id", "Title A–Z", "Newest first", "Most records first")]
    public async Task The_order_that_is_standard_is_chosen_and_sends_nothing(string address, params string[] orders)
    {
        var options = (await portal.OpenAsync(address)).QuerySelectorAll("#sort option");

        Assert.Equal(orders, options.Select(option => option.TextContent));
        Assert.Equal([orders[0]], options.Where(option => option.HasAttribute("selected")).Select(option => option.TextContent));
        Assert.Equal("", options[0].GetAttribute("value"));
    }

    [Fact]
    public async Task A_walk_along_the_pages_sees_every_dataset_once()
    {
        var (seen, next) = (new List<string>(), "/datasets?limit=5&lang=en");
        while (next is not null)
        {
            var page = await portal.OpenAsync(next);
            seen.AddRange(page.QuerySelectorAll(".results h3 a").Select(link => link.GetAttribute("href")!.Split('?')[0]));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(Repository.DatasetIds.Select(id => "/datasets/" + id), seen.Where(address => Repository.DatasetIds.Any(id => address == "/datasets/" + id)));
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task A_value_to_narrow_by_finds_as_many_as_it_says()
    {
        var page = await portal.OpenAsync("/datasets?lang=en");

        foreach (var link in page.QuerySelectorAll("aside a.facet"))
            Assert.StartsWith(link.TextOf(".count") + " ", (await portal.OpenAsync(link.GetAttribute("href")!)).TextOf("#found"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_value_is_marked_taken_away_again_and_leaves_the_others_to_choose()
    {
        var all = await portal.OpenAsync("/datasets?lang=en");
        var chosen = await portal.OpenAsync("/datasets?theme=ECON&lang=en");

        Assert.Equal(Themes(all), Themes(chosen));
        Assert.Equal("Economy and finance", Assert.Single(chosen.QuerySelectorAll("aside [aria-current]")).TextOf("span"));
        Assert.Equal("/datasets?lang=en", chosen.LinkOf("aside [aria-current]"));
        Assert.Equal("/datasets?lang=en", chosen.LinkOf(".chosen a"));
        Assert.Equal("ECON", chosen.QuerySelector("form.search input[name=theme]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("?q=cong+nghiep", "công nghiệp")]
    [InlineData("?q=%C4%90%C6%A0N", "đơn")]
    [InlineData("?q=nghi", "nghiệp")]
    public async Task What_a_dataset_was_found_by_is_marked(string query, string marked)
    {
        var page = await portal.OpenAsync($"/datasets{query}&lang=vi");

        Assert.Contains(marked, string.Join(' ', page.TextsOf("mark").Select(mark => mark.ToLower(CultureInfo.InvariantCulture))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_found_by_its_other_language_shows_that_too()
    {
        var page = await portal.OpenAsync("/datasets?q=d%C3%A2n+s%E1%BB%91&lang=en");

        Assert.Contains(page.QuerySelectorAll(".results [lang=vi] mark"), mark => mark.TextContent == "Dân");
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_what_was_probably_meant()
    {
        var page = await portal.OpenAsync("/datasets?q=khu+congg+nghiep&lang=vi");

        Assert.StartsWith("0 ", page.TextOf("#found"), StringComparison.Ordinal);
        var meant = page.LinkOf(".notice a");
        Assert.NotEqual("0", (await portal.OpenAsync(meant)).TextOf("#found").Split(' ')[0]);
    }

    [Fact]
    public async Task Every_mistake_is_shown_in_the_pages_frame_with_what_was_meant()
    {
        var page = await portal.OpenAsync("/datasets?publihser=x&sort=titel&lang=en", status: 400);

        Assert.Equal(2, page.QuerySelectorAll(".problems li").Length);
        Assert.Contains("publisher", page.TextOf(".problems"), StringComparison.Ordinal);
        Assert.Contains("title", page.TextOf(".problems"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form.search"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Theory]
    [InlineData("/datasets?q=&sort=&lang=en", "/datasets?lang=en")]
    [InlineData("/datasets?q=+&theme=ECON", "/datasets?theme=ECON")]
    [InlineData("/datasets?q=", "/datasets")]
    public async Task Fields_left_empty_do_not_stay_in_the_address(string sent, string tidy)
    {
        var answer = await portal.BrowseAsync(sent);

        Assert.Equal((302, tidy), (answer.Status, answer.Header("Location")));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onfocus=\"alert(1)")]
    public async Task What_was_looked_for_is_shown_as_it_was_typed_and_means_nothing(string typed)
    {
        var page = await portal.OpenAsync("/datasets?q=" + Uri.EscapeDataString(typed));

        Assert.Equal(typed, page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.All(page.QuerySelectorAll("script"), script => Assert.Empty(script.TextContent));
        Assert.Null(page.QuerySelector("[onfocus]"));
    }

    [Fact]
    public async Task Synthetic_data_is_called_so()
    {
        var page = await portal.OpenAsync("/datasets?q=enterprises&lang=en");

        Assert.NotEmpty(page.QuerySelectorAll(".results .tag.synthetic"));
    }

    private static string[] Themes(IDocument page) => page.TextsOf("aside .group:first-child .facet");
}
