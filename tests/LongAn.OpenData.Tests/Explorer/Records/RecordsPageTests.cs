using System.Net;
using System.Text.RegularExpressions;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Records;

/// <summary>The page of a dataset, as a browser without scripts has it.</summary>
public sealed partial class RecordsPageTests(Portal portal)
{
    [Fact]
    public async Task A_dataset_is_introduced_above_its_records()
    {
        var page = await PageAsync("/datasets/industrial-parks");

        Assert.Contains("<h1>Industrial parks</h1>", page, StringComparison.Ordinal);
        Assert.Contains("https://creativecommons.org/licenses/by/4.0/", page, StringComparison.Ordinal);
        foreach (var fact in new[] { "Publisher", "Licence", "Provenance", "Sources", "Data modified", "Metadata modified", "Checked against sources" })
            Assert.Contains($"<dt>{fact}</dt>", page, StringComparison.Ordinal);
        Assert.Equal(33, Rows(page).Count);
    }

    [Theory]
    [InlineData("/datasets/industrial-parks?district_code=802", 13)]
    [InlineData("/datasets/industrial-parks?district_code=802&district_code=803", 22)]
    [InlineData("/datasets/industrial-parks?q=duc+hoa", 7)]
    [InlineData("/datasets/industrial-parks?area_ha__gte=500", null)]
    [InlineData("/datasets/industrial-parks?district_code.name_vi__contains=duc+hoa", 13)]
    [InlineData("/datasets/industrial-parks?filter=area_ha+%3E+500", null)]
    [InlineData("/datasets/industrial-parks?near=10.88,106.42,20000", null)]
    [InlineData("/datasets/districts?valid_on=2026-01-01", 0)]
    [InlineData("/datasets/industrial-parks?fields=kind&distinct=true", 4)]
    public async Task The_page_shows_what_the_api_answers(string path, int? count)
    {
        var page = await PageAsync(path);
        var api = await portal.ReadAsync("/api/v1" + path.Replace("?", "/records?count=exact&", StringComparison.Ordinal));

        Assert.Equal((int)api["page"]!["total"]!, Rows(page).Count);
        Assert.Contains($"<strong>{api["page"]!["total"]}</strong>", page, StringComparison.Ordinal);
        Assert.Equal(count ?? Rows(page).Count, Rows(page).Count);
    }

    [Theory]
    [InlineData("near=10.54&near=106.41&near=20000", "near=10.54,106.41,20000")]
    [InlineData("near=10.54&near=&near=20000", "near=10.54,,20000")]
    [InlineData("bbox=106.3&bbox=10.5&bbox=106.5&bbox=10.7&near=&near=&near=", "bbox=106.3,10.5,106.5,10.7")]
    [InlineData("valid_on=&near=&near=&near=&bbox=&bbox=&bbox=&bbox=&lang=en", "lang=en")]
    public async Task The_numbers_of_a_place_are_sent_one_by_one_and_asked_as_one(string sent, string asked)
    {
        var answer = await portal.AskAsync($"/datasets/districts?{sent}");

        Assert.Equal((302, $"/datasets/districts?{asked}"), (answer.Status, answer.Header("Location")));
    }

    [Theory]
    [InlineData("/datasets/districts?valid_on=2025-06-30", "valid_on", "2025-06-30", "Valid on: 2025-06-30")]
    [InlineData("/datasets/industrial-parks?near=10.88,106.42,20000", "near", "10.88 106.42 20000", "Near: 10.88, 106.42, within 20,000 m")]
    [InlineData("/datasets/enterprises?bbox=106.3,10.5,106.5,10.7&limit=25", "bbox", "106.3 10.5 106.5 10.7", "Within the box: longitude 106.3 – 106.5, latitude 10.5 – 10.7")]
    public async Task What_asks_for_a_place_or_a_day_stands_in_its_inputs_and_in_a_chip_that_takes_it_away(string path, string name, string values, string chip)
    {
        var page = await portal.OpenAsync($"{path}&lang=en");

        Assert.Equal(values, string.Join(' ', page.QuerySelectorAll($"input[form=filters][name={name}]").Select(input => input.GetAttribute("value"))));
        Assert.Empty(page.QuerySelectorAll($"form#filters input[type=hidden][name={name}]"));
        var link = Assert.Single(page.QuerySelectorAll("a.chip"));
        Assert.Equal($"{chip} ×", link.TextContent["Remove the filter".Length..].Trim());
        Assert.DoesNotContain(name, link.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_without_a_place_or_a_time_are_not_asked_for_one()
    {
        var page = await portal.OpenAsync("/datasets/population");

        Assert.Empty(page.QuerySelectorAll("input[name=near], input[name=bbox], input[name=valid_on]"));
    }

    [Fact]
    public async Task Every_record_is_on_one_page_of_a_walk_and_only_one()
    {
        var seen = new List<string>();
        string? address = "/datasets/communes?limit=50&sort=-name_vi";
        while (address is not null)
        {
            var page = await PageAsync(address);
            seen.AddRange(Rows(page).Select(row => RecordLink().Match(row).Groups[1].Value));
            address = Next().Match(page) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        var total = (int)(await portal.ReadAsync("/api/v1/datasets/communes/records?limit=1"))["page"]!["total"]!;
        Assert.Equal(total, seen.Count);
        Assert.Equal(total, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_page_before_is_the_one_that_was_left()
    {
        var first = await PageAsync("/datasets/communes?limit=25");
        var second = await PageAsync(WebUtility.HtmlDecode(Next().Match(first).Groups[1].Value));
        var back = await PageAsync(WebUtility.HtmlDecode(Previous().Match(second).Groups[1].Value));

        Assert.Equal(Rows(first), Rows(back));
    }

    [Fact]
    public async Task A_heading_sorts_up_then_down_then_by_the_key_again()
    {
        var plain = Heading(await PageAsync("/datasets/districts"), "Name (English)");
        var up = Heading(await PageAsync("/datasets/districts?sort=name_en"), "Name (English)");
        var down = Heading(await PageAsync("/datasets/districts?sort=-name_en"), "Name (English)");

        Assert.Contains("?sort=name_en\"", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-sort", plain, StringComparison.Ordinal);
        Assert.Contains("aria-sort=\"ascending\"", up, StringComparison.Ordinal);
        Assert.Contains("?sort=-name_en\"", up, StringComparison.Ordinal);
        Assert.Contains("aria-sort=\"descending\"", down, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/districts\"", down, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_searched_for_is_marked_whatever_its_tones()
    {
        var page = await PageAsync("/datasets/industrial-parks?q=duc+hoa");

        Assert.Contains("KCN <mark>Đức</mark> <mark>Hòa</mark> I", page, StringComparison.Ordinal);
        Assert.Contains("<mark>Đức Hòa</mark>", await PageAsync("/datasets/industrial-parks?q=%22duc+hoa%22"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_stands_under_its_name_and_leads_to_its_record()
    {
        var row = Rows(await PageAsync("/datasets/industrial-parks?district_code=802"))[0];

        Assert.Contains("<a href=\"/datasets/districts/records/802\">Duc Hoa District</a> <small>802</small>", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_is_on_can_be_taken_off_alone()
    {
        var page = await PageAsync("/datasets/industrial-parks?district_code=802&district_code=803&kind=park&cursor=&limit=25".Replace("&cursor=", "", StringComparison.Ordinal));
        var chips = Chip().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToArray();

        Assert.Equal(
            [
                "/datasets/industrial-parks?kind=park&limit=25&district_code=803",
                "/datasets/industrial-parks?kind=park&limit=25&district_code=802",
                "/datasets/industrial-parks?district_code=802&district_code=803&limit=25",
            ], chips);
        Assert.Contains("<b>Duc Hoa District</b>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/industrial-parks?limit=25\">Clear all</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_can_be_ticked_each_with_how_many_records_have_it()
    {
        var page = await PageAsync("/datasets/industrial-parks?district_code=802");

        Assert.Matches("name=\"district_code\" value=\"802\" checked ?/?><span>Duc Hoa District</span><span class=\"count\">13</span>", page);
        Assert.Matches("name=\"district_code\" value=\"803\" ?/?><span>Ben Luc District</span>", page);
        Assert.Contains("name=\"area_ha__gte\"", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"histogram\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"name_vi__contains\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_without_a_control_stay_when_the_form_is_sent()
    {
        var page = await PageAsync("/datasets/industrial-parks?bbox=106,10,107,11&sort=-area_ha&filter=area_ha+%3E+100&q=kcn");

        foreach (var (name, value) in new[] { ("bbox", "106,10,107,11"), ("sort", "-area_ha"), ("filter", "area_ha &gt; 100") })
            Assert.Matches($"<input type=\"hidden\" name=\"{name}\" value=\"{Regex.Escape(value)}\"", page);
        Assert.DoesNotContain("type=\"hidden\" name=\"cursor\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/datasets/industrial-parks?q=&district_code=802&area_ha__gte=&name_vi__contains=", "/datasets/industrial-parks?district_code=802")]
    [InlineData("/datasets/industrial-parks?fields=id&fields=name_vi&q=", "/datasets/industrial-parks?fields=id,name_vi")]
    [InlineData("/datasets/feedback-cases?received_at__gte=2022-01-01&received_at__lte=2022-01-31", "/datasets/feedback-cases?received_at__gte=2022-01-01T00:00:00%2B07:00&received_at__lte=2022-01-31T23:59:59%2B07:00")]
    public async Task What_a_form_sends_leads_to_the_tidy_address(string sent, string tidy)
    {
        var answer = await AskAsync(sent);

        Assert.Equal(302, answer.Status);
        Assert.Equal(tidy, answer.Header("Location")!.Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal));
        Assert.Equal(200, (await AskAsync(answer.Header("Location")!)).Status);
    }

    [Fact]
    public async Task A_wrong_question_is_answered_with_the_frame_and_the_way_out()
    {
        var answer = await AskAsync("/datasets/enterprises?district_cod=802&charter_capital_vnd__gte=abc&sort=-nme&limit=5000");
        var page = answer.Text;

        Assert.Equal(400, answer.Status);
        Assert.Contains("<th scope=\"col\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"district_code\"", page, StringComparison.Ordinal);
        Assert.Empty(Rows(page));
        foreach (var (is_, mended) in new[]
        {
            ("district_cod", "district_code=802&charter_capital_vnd__gte=abc&sort=-nme&limit=5000"),
            ("charter_capital_vnd__gte", "district_cod=802&sort=-nme&limit=5000"),
            ("nme", "district_cod=802&charter_capital_vnd__gte=abc&sort=-name&limit=5000"),
            ("limit", "district_cod=802&charter_capital_vnd__gte=abc&sort=-nme&limit=1000"),
        })
            Assert.True(page.Contains(WebUtility.HtmlEncode("/datasets/enterprises?" + mended), StringComparison.Ordinal), is_);
    }

    [Fact]
    public async Task The_records_shown_can_be_had_as_files_and_from_the_api()
    {
        var page = WebUtility.HtmlDecode(await PageAsync("/datasets/industrial-parks?district_code=802&limit=25&sort=name_vi"));
        var file = Regex.Match(page, "href=\"[^\"]*(/api/v1/datasets/industrial-parks/export\\.csv\\?[^\"]*)\"").Groups[1].Value;
        var api = Regex.Match(page, "href=\"[^\"]*(/api/v1/datasets/industrial-parks/records\\?[^\"]*)\"").Groups[1].Value;

        Assert.Equal("/api/v1/datasets/industrial-parks/export.csv?district_code=802&sort=name_vi", file);
        Assert.Equal(14, (await portal.AskAsync(file)).Text.TrimEnd().Split('\n').Length);
        Assert.Equal(13, (await portal.ReadAsync(api))["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Datasets_joined_by_codes_are_named_below_the_table()
    {
        var page = await PageAsync("/datasets/districts");

        Assert.Contains("<h2>Related datasets</h2>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/enterprises\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/districts\"", await PageAsync("/datasets/enterprises?limit=25"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_speaks_the_language_that_is_asked_for()
    {
        Assert.Contains("<h1>Khu công nghiệp</h1>", await PageAsync("/datasets/industrial-parks?lang=vi"), StringComparison.Ordinal);
        Assert.Contains("Huyện Đức Hòa", await PageAsync("/datasets/industrial-parks?lang=vi"), StringComparison.Ordinal);
        Assert.Contains("15.226", await PageAsync("/datasets/enterprises?limit=25&lang=vi"), StringComparison.Ordinal);
        Assert.Contains("15,226", await PageAsync("/datasets/enterprises?limit=25&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_the_reader_has_is_not_made_again()
    {
        var first = await AskAsync("/datasets/districts?sort=name_en");
        var again = await portal.AskAsync("/datasets/districts?sort=name_en", headers: [("Accept", "text/html"), ("Accept-Language", "en"), ("If-None-Match", first.Header("ETag")!)]);
        var head = await portal.AskAsync("/datasets/districts?sort=name_en", HttpMethod.Head, ("Accept", "text/html"), ("Accept-Language", "en"));

        Assert.Equal(304, again.Status);
        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        Assert.Equal(first.Header("ETag"), head.Header("ETag"));
    }

    [Fact]
    public async Task An_unknown_dataset_is_a_page_that_says_which_was_meant()
    {
        var answer = await AskAsync("/datasets/district");

        Assert.Equal(404, answer.Status);
        Assert.Contains("<a href=\"/datasets/districts\">", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Did you mean &quot;districts&quot;?", answer.Text, StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string path) => portal.AskAsync(path, headers: [("Accept", "text/html,application/xhtml+xml"), ("Accept-Language", "en")]);

    private async Task<string> PageAsync(string path)
    {
        var answer = await AskAsync(path);

        Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Header("Location")}");
        return answer.Text;
    }

    private static List<string> Rows(string page) => [.. Row().Matches(page[page.IndexOf("<tbody>", StringComparison.Ordinal)..]).Select(match => match.Value)];

    private static string Heading(string page, string title) => Head().Matches(page).Select(match => match.Value).First(head => head.Contains(title, StringComparison.Ordinal));

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<th scope=\"col\".*?</th>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<th scope=\"row\"[^>]*><a href=\"([^\"]*)\"")]
    private static partial Regex RecordLink();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex Next();

    [GeneratedRegex("rel=\"prev\" href=\"([^\"]*)\"")]
    private static partial Regex Previous();

    [GeneratedRegex("class=\"chip\" href=\"([^\"]*)\"")]
    private static partial Regex Chip();
}
