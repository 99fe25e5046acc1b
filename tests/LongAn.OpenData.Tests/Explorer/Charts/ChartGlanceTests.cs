using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Charts;

/// <summary>The small picture beside what a dataset is.</summary>
public sealed partial class ChartGlanceTests(Portal portal)
{
    [Fact]
    public async Task The_greatest_groups_are_bars_with_the_figures_of_the_api_and_links_to_their_records()
    {
        var figure = Figure(await PageAsync("/datasets/industrial-parks"));
        var groups = (await portal.ReadAsync("/api/v1/datasets/industrial-parks/aggregate?group_by=district_code&measures=count&sort=-count&limit=5"))["data"]!.AsArray();

        Assert.Equal(
            groups.Select(group => ($"/datasets/industrial-parks?district_code={group!["district_code"]}&lang=en", (long)group["count"]!)),
            Bar().Matches(figure).Select(bar => (WebUtility.HtmlDecode(bar.Groups["href"].Value), long.Parse(bar.Groups["count"].Value, CultureInfo.InvariantCulture))));
        Assert.Contains("href=\"/datasets/industrial-parks/chart?lang=en\"", figure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_makes_columns_that_are_told_in_words_too()
    {
        var figure = Figure(await PageAsync("/datasets/enterprises"));
        var years = (await portal.ReadAsync("/api/v1/datasets/enterprises/aggregate?group_by=year:registered_on&measures=count&sort=-count&limit=1"));
        var most = years["data"]![0]!;

        Assert.Equal((int)years["page"]!["total"]!, Column().Count(figure));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Highest: {most["year_registered_on"]}, {(long)most["count"]!:N0}."), figure, StringComparison.Ordinal);
        Assert.Contains("role=\"img\" aria-label=\"From 2000 to 2022.", figure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/datasets/industrial-parks?q=duc+hoa")]
    [InlineData("/datasets/industrial-parks?district_code=802")]
    [InlineData("/datasets/industrial-parks?distric_code=802")]
    [InlineData("/datasets/industrial-parks?offset=10")]
    [InlineData("/datasets/industrial-parks?sort=-area_ha")]
    [InlineData("/datasets/legal-types")]
    public async Task It_is_not_there_where_somebody_is_with_the_table_or_the_records_say_more(string path)
    {
        var page = await PageAsync(path);

        Assert.DoesNotContain("class=\"glance\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_pinned_version_it_leads_to_the_chart_of_that_version()
    {
        var figure = Figure(await PageAsync("/datasets/industrial-parks?version=1"));

        Assert.Contains("href=\"/datasets/industrial-parks/chart?version=1&amp;lang=en\"", figure, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path) => (await portal.AskAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&lang=en" : "?lang=en"))).Text;

    private static string Figure(string page) => FigureOf().Match(page).Value;

    [GeneratedRegex("<figure class=\"glance\".*?</figure>", RegexOptions.Singleline)]
    private static partial Regex FigureOf();

    [GeneratedRegex("<a href=\"(?<href>[^\"]*)\">[^<]*</a> <span class=\"number\">(?<count>\\d+)</span> <svg")]
    private static partial Regex Bar();

    [GeneratedRegex("<rect [^>]*><title>")]
    private static partial Regex Column();
}
