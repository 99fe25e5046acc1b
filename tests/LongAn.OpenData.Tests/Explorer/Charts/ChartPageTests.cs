using System.Text.Json.Nodes;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Charts;

public sealed class ChartPageTests(Portal portal)
{
    [Theory]
    [InlineData("enterprises", "group_by=district_code&measures=sum:charter_capital_vnd,count&status_code__ne=dissolved")]
    [InlineData("enterprises", "group_by=industry_code&limit=7")]
    [InlineData("enterprises", "group_by=legal_type_code,status_code&measures=avg:employees&sort=-avg_employees&limit=50")]
    [InlineData("industrial-parks", "group_by=district_code&measures=sum:area_ha,max:established_year,median:area_ha")]
    [InlineData("indicators", "group_by=year")]
    [InlineData("population", "")]
    [InlineData("communes", "")]
    [InlineData("public-services", "group_by=online")]
    public async Task The_table_has_the_numbers_of_the_API(string dataset, string query)
    {
        var page = await portal.AskAsync($"/datasets/{dataset}/chart?{query}");
        var table = ChartTable.Read(page.Text);

        var data = (await portal.ReadAsync(table.Api))["data"]!.AsArray();
        var told = data.SelectMany(group => group!.AsObject().Where(pair => IsMeasure(pair.Key)).Select(pair => (double?)pair.Value)).Where(value => value is not null);
        Assert.Equal(told.Order(), table.Rows.SelectMany(row => row.Values).Where(value => value is not null).Order());
    }

    [Fact]
    public async Task A_histogram_has_the_bins_of_the_facet_and_what_has_no_value()
    {
        var page = await portal.AskAsync("/datasets/enterprises/chart?fields=charter_capital_vnd:log_histogram");
        var table = ChartTable.Read(page.Text);

        var facet = (await portal.ReadAsync(table.Api))["data"]![0]!;
        Assert.Equal([.. facet["bins"]!.AsArray().Select(bin => (double?)bin!["count"]), (double?)facet["missing"]], table.Rows.Select(row => row.Values[0]));
    }

    [Theory]
    [InlineData("enterprises", "group_by=district_code")]
    [InlineData("enterprises", "group_by=year:registered_on")]
    [InlineData("enterprises", "group_by=quarter:registered_on&registered_on__gte=2021-01-01")]
    [InlineData("enterprises", "fields=employees:histogram")]
    [InlineData("feedback-cases", "group_by=month:received_at")]
    [InlineData("industrial-parks", "group_by=district_code")]
    [InlineData("industrial-parks", "group_by=claims_disagree")]
    [InlineData("indicators", "group_by=year")]
    public async Task Each_group_leads_to_its_records(string dataset, string query)
    {
        var page = await portal.AskAsync($"/datasets/{dataset}/chart?{query}");

        foreach (var row in ChartTable.Read(page.Text).Rows)
        {
            Assert.StartsWith($"/datasets/{dataset}?", row.Href, StringComparison.Ordinal);
            var records = await portal.ReadAsync($"/api/v1{row.Href.Replace("?", "/records?", StringComparison.Ordinal)}&count=exact&limit=1");
            Assert.Equal(row.Values[0], (double?)records["page"]!["total"]);
        }
    }

    [Fact]
    public async Task Periods_without_records_are_there_and_count_nothing()
    {
        var page = await portal.AskAsync("/datasets/legal-documents/chart?group_by=year:issued_on");

        var rows = ChartTable.Read(page.Text).Rows;
        var years = rows.Where(row => row.Label.Length == 4).Select(row => int.Parse(row.Label, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(years[0], years.Count), years);
        Assert.Contains(rows, row => row.Values[0] == 0);
    }

    [Fact]
    public async Task Years_that_no_census_was_in_are_not_said_to_have_had_nobody()
    {
        var page = await portal.AskAsync("/datasets/population/chart");

        Assert.Equal(["2009", "2019"], ChartTable.Read(page.Text).Rows.Select(row => row.Label));
    }

    [Fact]
    public async Task Two_fields_make_a_column_for_each_value_of_the_second()
    {
        var page = await portal.AskAsync("/datasets/population/chart?group_by=area_code,year&measures=sum:total");

        var rows = ChartTable.Read(page.Text).Rows;
        Assert.Equal(14, rows.Count);
        Assert.All(rows, row => Assert.Equal(2, row.Values.Count));
        Assert.Equal(rows.OrderByDescending(row => row.Values.Sum()), rows);
    }

    [Fact]
    public async Task The_form_sends_its_fields_apart_and_is_led_to_the_words_of_the_API()
    {
        var answer = await portal.AskAsync("/datasets/population/chart?group_by=area_code&group_by=year&measures=sum:total&lang=en&q=");

        Assert.Equal(302, answer.Status);
        Assert.Equal("/datasets/population/chart?measures=sum%3Atotal&lang=en&group_by=area_code,year", answer.Header("Location"));
    }

    [Fact]
    public async Task Codes_are_called_by_their_names_in_both_languages_and_numbers_written_as_usual()
    {
        var vi = ChartTable.Read((await portal.AskAsync("/datasets/enterprises/chart?group_by=district_code&lang=vi")).Text).Rows[0];
        var en = ChartTable.Read((await portal.AskAsync("/datasets/enterprises/chart?group_by=district_code&lang=en")).Text).Rows[0];

        Assert.Equal("Huyện Đức Hòa", vi.Label);
        Assert.Equal("Duc Hoa District", en.Label);
        Assert.Equal(vi.Shown[0].Replace('.', ','), en.Shown[0]);
        Assert.Contains('.', vi.Shown[0]);
    }

    [Fact]
    public async Task A_wrong_question_is_shown_in_the_frame_of_the_dataset_with_what_was_meant()
    {
        var answer = await portal.AskAsync("/datasets/enterprises/chart?group_by=distict_code&measures=sum:name&colour=red&lang=en");

        Assert.Equal(400, answer.Status);
        Assert.Contains("Registered enterprises", answer.Text, StringComparison.Ordinal);
        Assert.Contains("<select id=\"group_by\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/enterprises/chart?group_by=district_code&amp;", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"district_code\"?", System.Net.WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        Assert.Contains("colour", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"chart-table\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_facets_at_once_are_refused_with_the_reason()
    {
        var answer = await portal.AskAsync("/datasets/enterprises/chart?fields=employees:histogram,charter_capital_vnd:histogram&lang=en");

        Assert.Equal(400, answer.Status);
        Assert.Contains("one of the facets", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_that_match_nothing_say_so_and_can_be_taken_away()
    {
        var answer = await portal.AskAsync("/datasets/enterprises/chart?employees__gt=100000000&lang=en");

        Assert.Equal(200, answer.Status);
        Assert.Contains("nothing to draw", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Remove the filter", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_page_is_not_sent_twice()
    {
        var first = await portal.AskAsync("/datasets/communes/chart");

        var second = await portal.AskAsync("/datasets/communes/chart", null, ("If-None-Match", first.Header("ETag")!));

        Assert.Equal(304, second.Status);
    }

    [Fact]
    public async Task Numbers_are_linked_as_JSON_and_as_CSV()
    {
        var page = await portal.AskAsync("/datasets/communes/chart?district_code=794");
        var json = ChartTable.Read(page.Text).Api;

        Assert.Contains(System.Net.WebUtility.HtmlEncode(json + "&format=csv"), page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await portal.AskAsync(json + "&format=csv")).Status);
        Assert.IsType<JsonObject>(await portal.ReadAsync(json));
    }

    private static bool IsMeasure(string column) => column == "count" || AggregateFunction.All.Any(function => column.StartsWith(function.Name + "_", StringComparison.Ordinal));
}
