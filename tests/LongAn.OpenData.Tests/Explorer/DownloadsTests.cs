using System.Security.Cryptography;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer;

public sealed class DownloadsTests(Portal portal)
{
    [Fact]
    public async Task A_file_has_the_digest_that_the_page_shows()
    {
        var page = await portal.OpenAsync("/datasets/districts/downloads");

        foreach (var row in page.QuerySelectorAll("table tbody tr"))
        {
            var file = await portal.AskAsync(new Uri(row.LinkOf("th a")).PathAndQuery);
            Assert.Equal(200, file.Status);
            Assert.Equal(row.TextOf(".digest"), Convert.ToHexStringLower(SHA256.HashData(file.Body.Span)));
        }
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_downloaded()
    {
        var page = await portal.OpenAsync("/datasets/industrial-parks/downloads?district_code=802&q=x%C3%BAy%C3%AAn&lang=en");
        var csv = page.QuerySelectorAll("table tbody tr a").First(link => link.TextContent == "CSV").GetAttribute("href")!;

        Assert.EndsWith("/api/v1/datasets/industrial-parks/export.csv?district_code=802&q=x%C3%BAy%C3%AAn", csv, StringComparison.Ordinal);
        Assert.Equal(200, (await portal.AskAsync(new Uri(csv).PathAndQuery)).Status);
        Assert.Contains("district_code=802&q=xúyên", page.TextOf(".notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_description_is_where_the_page_says()
    {
        var page = await portal.OpenAsync("/datasets/industrial-parks/downloads");

        foreach (var link in page.QuerySelectorAll("main ul:not(.tabs) a").Select(link => link.GetAttribute("href")!))
            Assert.Equal(200, (await portal.AskAsync(link.StartsWith('/') ? link : new Uri(link).PathAndQuery, HttpMethod.Get, ("Accept", "*/*"))).Status);
    }

    [Theory]
    [InlineData("downloads")]
    [InlineData("map")]
    [InlineData("chart")]
    public async Task What_is_shown_can_be_asked_by_a_program(string tab)
    {
        var page = await portal.OpenAsync($"/datasets/industrial-parks/{tab}?district_code=802&lang=en");
        var address = page.TextOf("#use-url");

        Assert.Contains("district_code=802", address, StringComparison.Ordinal);
        Assert.Equal(200, (await portal.AskAsync(new Uri(address).PathAndQuery)).Status);
    }
}
