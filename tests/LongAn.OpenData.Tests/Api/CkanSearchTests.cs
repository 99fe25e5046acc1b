using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Finding packages in Solr's syntax, as people type it and as harvesters send it.</summary>
public sealed class CkanSearchTests(Portal portal)
{
    private const string Search = "/api/3/action/package_search?rows=1000&sort=name%20asc&";

    /// <summary>What is asked, and the names that are found.</summary>
    [Theory]
    [InlineData("q=name:districts", "districts")]
    [InlineData("q=name:dis*", "districts")]
    [InlineData("q=name:(districts OR communes)", "communes districts")]
    [InlineData("q=+name:commune* -name:*2025", "communes")]
    [InlineData("q=name:commune* AND NOT name:communes", "commune-changes-2025 communes-2025")]
    [InlineData("q=name:districts || name:communes", "communes districts")]
    [InlineData("q=title:\"khu công nghiệp\" AND name:industrial*", "industrial-park-claims industrial-parks")]
    [InlineData("q=title:\"khu cong nghiep\" AND name:*parks", "industrial-parks")]
    [InlineData("fq=name:[d TO e]", "districts")]
    [InlineData("fq=name:{districts TO enterprises]", "enterprise-statuses enterprises")]
    [InlineData("fq=extras_provenance:synthetic", "enterprises feedback-cases")]
    [InlineData("fq=tags:KCN&fq=name:industrial-parks", "industrial-parks")]
    [InlineData("fq_list=[\"tags:KCN\",\"name:industrial-parks\"]", "industrial-parks")]
    [InlineData("q=no-such-word-anywhere", "")]
    [InlineData("fq=organization:\"longan-opendata\" -organization:longan-opendata", "")]
    [InlineData("fq=metadata_modified:[NOW+1DAY TO *]", "")]
    [InlineData("fq=metadata_modified:[* TO 2001-01-01T00:00:00Z]", "")]
    [InlineData("q=(foo bar", "")]
    public async Task A_question_finds_its_packages(string question, string expected)
    {
        var result = (await portal.ReadAsync(Search + Escape(question)))["result"]!;

        Assert.Equal(expected, string.Join(' ', result["results"]!.AsArray().Select(package => (string)package!["name"]!)));
        Assert.Equal(result["results"]!.AsArray().Count, (int)result["count"]!);
    }

    [Theory]
    [InlineData("q=*:*")]
    [InlineData("q=")]
    [InlineData("fq=type:dataset +state:active capacity:public")]
    [InlineData("fq=res_format:(CSV OR XLSX)")]
    [InlineData("fq=metadata_modified:[2020-01-01T00:00:00Z TO *]")]
    [InlineData("fq=metadata_modified:[2020-01-01T00:00:00.123456Z TO NOW]")]
    [InlineData("fq=organization:*")]
    public async Task A_question_that_all_meet_finds_all(string question)
    {
        Assert.Equal(Repository.DatasetIds.Count, (int)(await portal.ReadAsync(Search + Escape(question)))["result"]!["count"]!);
    }

    [Fact]
    public async Task What_has_the_word_in_its_title_comes_first()
    {
        var result = (await portal.ReadAsync("/api/3/action/package_search?" + Escape("q=huyện")))["result"]!;

        var titles = result["results"]!.AsArray().Select(package => ((string)package!["title"]!).Contains("huyện", StringComparison.OrdinalIgnoreCase)).ToArray();
        Assert.Equal(titles.OrderDescending(), titles);
        Assert.Equal([false, true], titles.Distinct().Order());
    }

    [Fact]
    public async Task Facets_count_what_is_found_and_say_how_it_is_called()
    {
        var result = (await portal.ReadAsync("/api/3/action/package_search?rows=0&facet.field=" + Uri.EscapeDataString("""["organization","groups","tags","license_id"]""")))["result"]!;
        var organization = result["search_facets"]!["organization"]!["items"]![0]!;
        var filtered = (await portal.ReadAsync("/api/3/action/package_search?rows=0&fq=groups:econ"))["result"]!;

        Assert.Equal(("longan-opendata", (int)result["count"]!), ((string?)organization["name"], (int)organization["count"]!));
        Assert.NotEqual((string?)organization["name"], (string?)organization["display_name"]);
        Assert.Equal((int)filtered["count"]!, (int)result["facets"]!["groups"]!["econ"]!);
        Assert.True(result["facets"]!["tags"]!.AsObject().Count <= 50);
    }

    /// <summary>ckanext-harvest: pages in the order of ids until one is empty, then only what has changed, then whom and what it belongs to.</summary>
    [Fact]
    public async Task A_harvester_finds_every_package_once_and_then_what_has_changed()
    {
        var packages = new List<JsonNode>();
        while (true)
        {
            var page = (await portal.ReadAsync($"/api/3/action/package_search?rows=5&start={packages.Count}&sort=id%20asc&fq={Uri.EscapeDataString("-groups:none +type:dataset")}"))["result"]!["results"]!.AsArray();
            if (page.Count == 0)
                break;
            packages.AddRange(page!);
        }

        Assert.Equal(Repository.DatasetIds.Order(StringComparer.Ordinal), packages.Select(package => (string)package["name"]!).Order(StringComparer.Ordinal));
        Assert.Equal(packages.Select(package => (string)package["id"]!).Order(StringComparer.Ordinal), packages.Select(package => (string)package["id"]!));
        var latest = packages.Select(package => (string)package["metadata_modified"]!).Max(StringComparer.Ordinal)!;
        var changed = (await portal.ReadAsync($"/api/3/action/package_search?fq={Uri.EscapeDataString($"metadata_modified:[{latest}Z TO *]")}"))["result"]!["results"]!.AsArray();
        Assert.Equal(packages.Where(package => (string)package["metadata_modified"]! == latest).Select(package => (string)package["name"]!).Order(StringComparer.Ordinal), changed.Select(package => (string)package!["name"]!).Order(StringComparer.Ordinal));
        foreach (var package in packages)
        {
            Assert.Equal(package.ToJsonString(), (await portal.ReadAsync($"/api/3/action/package_show?id={package["id"]}"))["result"]!.ToJsonString());
            Assert.Equal((string?)package["owner_org"], (string?)(await portal.ReadAsync($"/api/3/action/organization_show?id={package["organization"]!["name"]}"))["result"]!["id"]);
            foreach (var group in package["groups"]!.AsArray())
                Assert.Equal((string?)group!["id"], (string?)(await portal.ReadAsync($"/api/3/action/group_show?id={group["name"]}"))["result"]!["id"]);
        }
    }

    private static string Escape(string question) =>
        string.Join('&', question.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}"));
}
