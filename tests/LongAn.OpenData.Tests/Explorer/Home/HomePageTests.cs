using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LongAn.OpenData.Tests.Explorer.Home;

public sealed class HomePageTests(Portal portal)
{
    private IReadOnlyList<Dataset> Datasets => portal.Services.GetRequiredService<DatasetCatalog>().Datasets;

    [Fact]
    public async Task Every_key_figure_is_shown_as_its_record_states_it()
    {
        var home = await portal.OpenAsync("/?lang=vi");
        var shown = home.QuerySelectorAll(".figure");

        var dataset = Assert.Single(Datasets, dataset => dataset.Description.KeyFigures is not null);
        var keys = dataset.Description.KeyFigures!.Records;
        Assert.Equal(keys.Count, shown.Length);
        for (var i = 0; i < keys.Count; i++)
        {
            var record = (await portal.ReadAsync($"/api/v1/datasets/{dataset.Id}/records/{keys[i]}"))["data"]!;
            var value = (double)record["value"]!;
            var text = shown[i].TextContent;
            Assert.Contains((string)record["indicator_vi"]!, text, StringComparison.Ordinal);
            Assert.Equal(value, double.Parse(shown[i].TextOf("strong").Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture));
            Assert.Contains((string)record["unit_vi"]!, text, StringComparison.Ordinal);
            Assert.Contains((string)record["period"]!, text, StringComparison.Ordinal);
            Assert.Equal($"/datasets/{dataset.Id}/records/{keys[i]}", shown[i].LinkOf("h3 a").Split('?')[0]);
            if ((string?)record["source_url"] is { } address)
                Assert.Equal(address, shown[i].LinkOf("a[rel=external]"));
            else
                Assert.Contains((string)record["source"]!, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_figure_that_another_source_contradicts_says_so_with_that_sources_figure()
    {
        var home = await portal.OpenAsync("/?lang=en");

        var dataset = Datasets.Single(dataset => dataset.Description.KeyFigures is not null);
        var records = await Task.WhenAll(dataset.Description.KeyFigures!.Records.Select(async key => (await portal.ReadAsync($"/api/v1/datasets/{dataset.Id}/records/{key}"))["data"]!));
        var contradicted = Assert.Single(records, record => (bool)record["conflict"]!);
        var figure = Assert.Single(home.QuerySelectorAll(".figure"), figure => figure.QuerySelector(".conflict") is not null);
        Assert.Equal((string?)contradicted["indicator_en"], figure.TextOf("h3"));
        Assert.Contains("22 clusters", figure.TextOf(".conflict"), StringComparison.Ordinal);
        Assert.EndsWith("/" + (string?)contradicted["conflicts_with"], figure.LinkOf(".conflict a").Split('?')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_at_least_so_much_is_not_shown_as_so_much()
    {
        var home = await portal.OpenAsync("/?lang=vi");

        Assert.Contains("trên 10 tỷ USD", home.TextsOf(".figure .value"));
    }

    [Fact]
    public async Task Themes_publishers_and_newest_changes_lead_on()
    {
        var home = await portal.OpenAsync("/?lang=en");

        var counts = Datasets.SelectMany(dataset => dataset.Description.Themes).GroupBy(theme => theme.Code).ToDictionary(group => $"/datasets?theme={group.Key}&lang=en", group => group.Count().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(counts, home.QuerySelectorAll("#themes + ul a").ToDictionary(link => link.GetAttribute("href")!, link => link.TextOf(".count")));
        Assert.NotEmpty(home.QuerySelectorAll("a[href^='/datasets?publisher=']"));
        Assert.Equal(6, home.QuerySelectorAll(".changes li").Length);
        Assert.All(home.TextsOf(".changes .hint"), text => Assert.Contains("version 1 · first published", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_publish_is_told_with_how_many_records_it_added_changed_and_removed()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("rows", [("id", "string"), ("name", "string")], "id,name\na,1\nb,2\nc,3\n");
        await using var own = await Portal.StartAsync(folder.Path);
        folder.WriteDataset("rows", [("id", "string"), ("name", "string")], "id,name\nb,2\nc,4\nd,5\ne,6\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();

        Assert.Contains("version 2 · 2 added, 1 changed, 1 removed", (await own.OpenAsync("/?lang=en")).TextOf(".changes li"), StringComparison.Ordinal);
        Assert.Contains("phiên bản 2 · 2 thêm, 1 sửa, 1 xóa", (await own.OpenAsync("/?lang=vi")).TextOf(".changes li"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overdue_dataset_is_named_from_the_day_on_that_it_is()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("late", [("id", "string")], "id\na\n", (package, _) => package["portal"] = JsonNode.Parse("""{"frequency": "monthly", "checked": "2026-01-10"}"""));
        var clock = new ManualClock(new DateTimeOffset(2026, 2, 18, 12, 0, 0, TimeSpan.Zero));
        await using var own = await Portal.StartAsync(folder.Path, configure: builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        Assert.Empty((await own.OpenAsync("/")).QuerySelectorAll("#overdue"));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("/datasets/late", (await own.OpenAsync("/")).LinkOf("table a"));
    }

    /// <summary>The page is made once for everybody who asks the same way, until something is published.</summary>
    [Fact]
    public async Task The_page_is_kept_and_has_a_validator()
    {
        var answer = await portal.BrowseAsync("/");

        Assert.Equal(304, (await portal.BrowseAsync("/", ("If-None-Match", answer.Header("ETag")!))).Status);
        Assert.Equal("public, max-age=60, must-revalidate", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task The_portal_is_described_for_search_engines()
    {
        var home = await portal.OpenAsync("/?lang=en");

        var catalog = JsonNode.Parse(home.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Equal("DataCatalog", (string?)catalog["@type"]);
        Assert.Equal(Datasets.Count, catalog["dataset"]!.AsArray().Count);
        Assert.All(catalog["dataset"]!.AsArray(), dataset => Assert.StartsWith($"{portal.Client.BaseAddress}datasets/", (string)dataset!["url"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_text_of_a_dataset_ends_the_block_it_is_in()
    {
        const string Title = "</script><script>alert(1)</script>";
        using var folder = new TempFolder();
        folder.WriteDataset("bad", [("id", "string")], "id\na\n", (package, _) => package["title"] = Title);
        await using var own = await Portal.StartAsync(folder.Path);
        var home = await own.OpenAsync("/");

        Assert.Equal(Title, (string?)JsonNode.Parse(home.QuerySelector("script[type='application/ld+json']")!.TextContent)!["dataset"]![0]!["name"]);
        Assert.DoesNotContain(home.QuerySelectorAll("script"), script => script.TextContent.Contains("alert(1)", StringComparison.Ordinal) && script.GetAttribute("type") != "application/ld+json");
        Assert.Contains(Title, home.TextOf(".changes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_links_and_a_browser_the_page()
    {
        Assert.Equal("application/json; charset=utf-8", (await portal.AskAsync("/", HttpMethod.Get, ("Accept", "application/json"))).Header("Content-Type"));
        Assert.Equal("application/json; charset=utf-8", (await portal.AskAsync("/")).Header("Content-Type"));
        Assert.Equal("text/html; charset=utf-8", (await portal.BrowseAsync("/")).Header("Content-Type"));
    }
}
