using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer;

/// <summary>What every page has.</summary>
public sealed class FrameTests(Portal portal)
{
    [Fact]
    public async Task A_browser_gets_the_first_page_and_a_program_the_links()
    {
        var page = await portal.BrowseAsync("/");
        var links = await portal.AskAsync("/", HttpMethod.Get, ("Accept", "application/json"));
        var anything = await portal.AskAsync("/");

        Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
        Assert.Equal("application/json; charset=utf-8", links.Header("Content-Type"));
        Assert.Equal(links.Text, anything.Text);
        Assert.Contains("Accept", page.Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_load_the_portals_own_files_and_nothing_else()
    {
        var answer = await portal.BrowseAsync("/");

        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Set-Cookie"));
    }

    [Fact]
    public async Task The_language_is_that_of_the_address_before_that_of_the_browser()
    {
        var english = await portal.BrowseAsync("/datasets/districts/versions", ("Accept-Language", "en"));
        var chosen = await portal.BrowseAsync("/datasets/districts/versions?lang=vi", ("Accept-Language", "en"));

        Assert.Contains("<html lang=\"en\">", english.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"vi\">", chosen.Text, StringComparison.Ordinal);
        Assert.Equal("vi", chosen.Header("Content-Language"));
    }

    [Fact]
    public async Task Links_keep_a_language_that_was_chosen()
    {
        var page = await portal.OpenAsync("/datasets/districts/versions?lang=en");

        Assert.All(page.QuerySelectorAll(".tabs a"), link => Assert.Contains("lang=en", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_are_kept_for_ever_under_a_name_with_their_digest()
    {
        var page = await portal.OpenAsync("/");
        var sheet = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        var plain = await portal.AskAsync(sheet);
        var packed = await portal.AskAsync(sheet, HttpMethod.Get, ("Accept-Encoding", "gzip, br"));
        var again = await portal.AskAsync(sheet, HttpMethod.Get, ("If-None-Match", plain.Header("ETag")!));

        Assert.Equal("public, max-age=31536000, immutable", plain.Header("Cache-Control"));
        Assert.Equal("text/css; charset=utf-8", plain.Header("Content-Type"));
        Assert.Equal("br", packed.Header("Content-Encoding"));
        Assert.Equal(plain.Text, Unpacked.Text(packed));
        Assert.Equal(304, again.Status);
        Assert.Equal(404, (await portal.AskAsync("/assets/explorer.000000000000.css")).Status);
    }

    [Fact]
    public async Task A_page_is_not_sent_again_to_who_has_it()
    {
        var first = await portal.BrowseAsync("/datasets/districts/dictionary");
        var again = await portal.BrowseAsync("/datasets/districts/dictionary", ("If-None-Match", first.Header("ETag")!));
        var other = await portal.BrowseAsync("/datasets/districts/dictionary", ("If-None-Match", first.Header("ETag")!), ("Accept-Language", "en"));

        Assert.Equal(304, again.Status);
        Assert.Equal(200, other.Status);
    }

    [Fact]
    public async Task Nothing_there_is_a_page_for_a_browser_and_a_problem_for_a_program()
    {
        var page = await portal.OpenAsync("/nothing", status: 404);
        var program = await portal.AskAsync("/nothing");
        var api = await portal.BrowseAsync("/api/v1/nothing");

        Assert.NotNull(page.QuerySelector("form[role=search]"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("not-found", program.Code);
        Assert.Equal("not-found", api.Code);
    }

    [Theory]
    [InlineData("/datasets/distrits", 404, "districts")]
    [InlineData("/datasets/districts/versions/99", 404, null)]
    [InlineData("/datasets/districts/dictionary?version=x", 400, null)]
    public async Task What_is_wrong_is_told_on_a_page(string path, int status, string? suggestion)
    {
        var page = await portal.OpenAsync(path.Replace("/datasets/distrits", "/datasets/distrits/dictionary", StringComparison.Ordinal), status);

        Assert.NotEmpty(page.TextOf(".problems"));
        if (suggestion is not null)
            Assert.Contains(suggestion, page.TextOf(".problems"), StringComparison.Ordinal);
    }
}
