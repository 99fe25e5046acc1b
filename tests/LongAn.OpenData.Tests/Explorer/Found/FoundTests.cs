using System.Text.Json.Nodes;
using System.Xml.Linq;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Found;

/// <summary>What search engines, catalogs and readers of feeds are told leads to pages, and those are there.</summary>
public sealed class FoundTests(Portal portal)
{
    private const string Id = "districts";

    private string Page => $"{portal.Client.BaseAddress}datasets/{Id}";

    [Fact]
    public async Task The_sitemap_lists_pages_and_every_one_is_there()
    {
        var paths = (await SitemapAsync()).Select(entry => entry.Path).ToArray();

        Assert.Contains("/", paths);
        Assert.All(Repository.DatasetIds, id => Assert.Contains($"/datasets/{id}", paths));
        Assert.All(paths, path => Assert.DoesNotContain("/api/", path, StringComparison.Ordinal));
        Assert.Equal(paths.Distinct(), paths);
        foreach (var path in paths.Where(path => !path.StartsWith("/datasets/", StringComparison.Ordinal) || path.StartsWith($"/datasets/{Id}", StringComparison.Ordinal)))
            await portal.OpenAsync(path);
    }

    [Fact]
    public async Task A_dataset_is_described_for_search_engines_on_its_page()
    {
        var page = await portal.OpenAsync($"/datasets/{Id}?lang=en");

        var described = JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Equal(("Dataset", Page), ((string?)described["@type"], (string?)described["url"]));
        Assert.Equal((await portal.ReadAsync($"/api/v1/datasets/{Id}/schema-org.jsonld?lang=en")).ToJsonString(), described.ToJsonString());
    }

    [Fact]
    public async Task Every_vocabulary_leads_to_the_page()
    {
        Assert.Contains($"<foaf:Document rdf:about=\"{Page}\"", (await portal.AskAsync($"/dataset/{Id}.rdf")).Text.Replace("dcat:landingPage rdf:resource", "<foaf:Document rdf:about", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(Page, (string?)(await portal.ReadAsync($"/api/v1/datasets/{Id}/schema-org.jsonld"))["url"]);
        Assert.Equal(Page, (string?)(await portal.ReadAsync($"/api/3/action/package_show?id={Id}"))["result"]!["url"]);
        Assert.Equal(Page, (string?)(await portal.ReadAsync($"/api/v1/datasets/{Id}/datapackage.json"))["homepage"]);
    }

    [Fact]
    public async Task Feeds_lead_to_pages()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse((await portal.AskAsync($"/api/v1/datasets/{Id}/feed.atom")).Text).Root!;

        Assert.Equal([Page, $"{Page}?version=1"], feed.Elements(atom + "entry").Prepend(feed).Select(element => element.Elements(atom + "link").Single(link => (string?)link.Attribute("rel") == "alternate")).Select(link => (string?)link.Attribute("href")));
        Assert.All(feed.Descendants(atom + "link").Where(link => (string?)link.Attribute("rel") == "alternate"), link => Assert.Equal("text/html", (string?)link.Attribute("type")));
    }

    [Fact]
    public async Task A_browser_at_the_datasets_identifier_is_led_to_its_page()
    {
        var answer = await portal.BrowseAsync($"/dataset/{Id}");

        Assert.Equal((302, Page), (answer.Status, answer.Header("Location")));
        Assert.Equal("application/ld+json", (await portal.AskAsync($"/dataset/{Id}")).Header("Content-Type"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/datasets")]
    [InlineData("/docs")]
    [InlineData("/datasets/" + Id)]
    public async Task A_page_says_in_its_head_what_it_is_and_where_its_other_language_is(string path)
    {
        var page = await portal.OpenAsync(path + "?lang=en");

        var address = portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/') + path;
        Assert.Equal(address, page.LinkOf("link[rel=canonical]"));
        Assert.Equal([("vi", address + "?lang=vi"), ("en", address + "?lang=en"), ("x-default", address)], page.QuerySelectorAll("link[hreflang]").Select(link => (link.GetAttribute("hreflang")!, link.GetAttribute("href")!)));
        Assert.NotEmpty(page.QuerySelector("meta[name=description]")!.GetAttribute("content")!);
        Assert.Equal(page.QuerySelector("meta[property='og:url']")!.GetAttribute("content"), address);
        Assert.All(page.QuerySelectorAll("meta[property^='og:']"), meta => Assert.NotEmpty(meta.GetAttribute("content")!));
    }

    [Fact]
    public async Task Icons_and_manifest_are_there()
    {
        var page = await portal.OpenAsync("/?lang=en");
        var manifest = await portal.ReadAsync(page.LinkOf("link[rel=manifest]") + "?lang=en");

        Assert.Equal("Long An open data portal", (string?)manifest["name"]);
        foreach (var (address, type) in manifest["icons"]!.AsArray().Select(icon => ((string)icon!["src"]!, (string)icon["type"]!)).Append((page.LinkOf("link[rel=apple-touch-icon]"), "image/png")))
            Assert.Equal((200, type), (await portal.AskAsync(address)) is var icon ? (icon.Status, icon.Header("Content-Type")) : default);
        Assert.Equal("image/png", (await portal.AskAsync(new Uri(page.QuerySelector("meta[property='og:image']")!.GetAttribute("content")!).PathAndQuery)).Header("Content-Type"));
    }

    private async Task<IReadOnlyList<(string Path, string? Modified)>> SitemapAsync()
    {
        XNamespace sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
        return [.. XDocument.Parse((await portal.AskAsync("/sitemap.xml")).Text).Root!.Elements(sitemap + "url").Select(url => (new Uri(url.Element(sitemap + "loc")!.Value).AbsolutePath, url.Element(sitemap + "lastmod")?.Value))];
    }
}
