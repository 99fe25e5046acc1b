using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Explorer.Found;

/// <summary>An address that leads nowhere says where to go on.</summary>
public sealed class NowhereTests(Portal portal)
{
    [Theory]
    [InlineData("/district", "/datasets/districts")]
    [InlineData("/data/enterprise", "/datasets/enterprises")]
    [InlineData("/dataset/districts/records/about", "/datasets/districts")]
    [InlineData("/docs/paramters", "/docs/parameters")]
    [InlineData("/problem", "/problems")]
    public async Task The_nearest_pages_are_named(string path, string near)
    {
        var page = await portal.OpenAsync(path, status: 404);

        Assert.Contains(near, page.QuerySelectorAll("h2 + ul a").Select(link => link.GetAttribute("href")));
        Assert.NotNull(page.QuerySelector("form.search"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_dataset_that_is_none_has_a_link_to_the_nearest()
    {
        Assert.Equal("/datasets/districts", (await portal.OpenAsync("/datasets/distrcts", status: 404)).LinkOf(".problems a"));
    }

    [Theory]
    [InlineData("/<script>alert(1)</script>")]
    [InlineData("/%3Cimg%20src=x%20onerror=alert(1)%3E")]
    [InlineData("/%00")]
    [InlineData("/../../etc/passwd")]
    public async Task Any_address_gets_a_page_that_shows_it_as_text(string path)
    {
        var answer = await portal.BrowseAsync(path);

        Assert.InRange(answer.Status, 400, 404);
        Assert.DoesNotContain("<script>alert", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_portals_is_a_page_without_its_inner_life()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("rows", [("id", "string"), ("name", "string")], "id,name\na,1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        own.Services.GetRequiredService<SqliteRecordStore>().CloseRemoved();
        foreach (var file in Directory.EnumerateFiles(own.DataDir, "*.sqlite", SearchOption.AllDirectories).Where(file => !file.EndsWith("catalog.sqlite", StringComparison.Ordinal)))
            File.Delete(file);
        var answer = await own.BrowseAsync("/datasets/rows?lang=en");

        Assert.Equal(500, answer.Status);
        Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
        foreach (var inner in (string[])["sqlite", "Exception", " at ", folder.Path, own.DataDir])
            Assert.DoesNotContain(inner, answer.Text, StringComparison.OrdinalIgnoreCase);
    }
}
