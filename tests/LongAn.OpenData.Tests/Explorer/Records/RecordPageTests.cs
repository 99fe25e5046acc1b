using System.Net;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Records;

/// <summary>A record's own page, as a browser without scripts has it.</summary>
public sealed class RecordPageTests(Portal portal)
{
    [Fact]
    public async Task A_record_is_called_by_its_name_and_says_every_field()
    {
        var page = await PageAsync("/datasets/industrial-parks/records/kcn-hai-son");
        var record = (await portal.ReadAsync("/api/v1/datasets/industrial-parks/records/kcn-hai-son"))["data"]!.AsObject();

        Assert.Contains("<h1>KCN Hải Sơn", page, StringComparison.Ordinal);
        Assert.Equal(record.Count, page[..page.IndexOf("</dl>", StringComparison.Ordinal)].Split("<dt>").Length - 1);
        Assert.Contains("<code>area_ha</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_that_its_codes_point_to_are_shown_with_it()
    {
        var page = await PageAsync("/datasets/communes/records/27688");

        Assert.Contains("<h2>Points to</h2>", page, StringComparison.Ordinal);
        Assert.Matches("<a href=\"/datasets/districts/records/\\d{3}\">[^<]+</a></h3>", page);
    }

    [Fact]
    public async Task Records_that_point_to_it_are_counted_and_lead_to_their_table()
    {
        var page = await PageAsync("/datasets/districts/records/802");
        var parks = (int)(await portal.ReadAsync("/api/v1/datasets/industrial-parks/records?district_code=802&count=exact"))["page"]!["total"]!;

        Assert.Contains($"<a href=\"/datasets/industrial-parks?district_code=802\">Industrial parks: {parks} records</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_of_a_record_is_said_where_a_dataset_records_it()
    {
        var change = (await portal.ReadAsync("/api/v1/datasets/commune-changes-2025/records?limit=1&old_province_code=80"))["data"]![0]!;
        var page = await PageAsync($"/datasets/communes/records/{change["old_commune_code"]}");

        Assert.Contains("<h2>Became</h2>", page, StringComparison.Ordinal);
        Assert.Contains($"/datasets/communes-2025/records/{change["new_commune_code"]}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_several_fields_is_one_address()
    {
        var record = (await portal.ReadAsync("/api/v1/datasets/population/records?limit=1"))["data"]![0]!;
        var page = await PageAsync($"/datasets/population/records/{record["area_code"]},{record["year"]}");

        Assert.Contains($" · {record["year"]}</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"/api/v1/datasets/population/records/{record["area_code"]},{record["year"]}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_leads_to_the_map()
    {
        Assert.Contains("/datasets/districts/map?near=", await PageAsync("/datasets/districts/records/802"), StringComparison.Ordinal);
        Assert.DoesNotContain("/map?near=", await PageAsync("/datasets/communes/records/27688"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/datasets/districts/records/999", "q\" type=\"search\" value=\"999\"")]
    [InlineData("/datasets/population/records/802", "<code>area_code,year</code>")]
    [InlineData("/datasets/districts/records/%3Cscript%3E", "&lt;script&gt;")]
    public async Task An_unknown_key_is_a_page_that_helps_on(string path, string help)
    {
        var answer = await portal.AskAsync(path, headers: [("Accept", "text/html"), ("Accept-Language", "en")]);

        Assert.Equal(404, answer.Status);
        Assert.Contains(help, answer.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/" + path.Split('/')[2] + "\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_meaning_for_one_record_is_told()
    {
        var answer = await portal.AskAsync("/datasets/districts/records/802?district_code=802", headers: [("Accept", "text/html"), ("Accept-Language", "en")]);

        Assert.Equal(400, answer.Status);
        Assert.Contains("district_code", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_page_that_the_reader_has_is_not_made_again()
    {
        var first = await portal.AskAsync("/datasets/districts/records/802", headers: ("Accept", "text/html"));
        var again = await portal.AskAsync("/datasets/districts/records/802", headers: [("Accept", "text/html"), ("If-None-Match", first.Header("ETag")!)]);

        Assert.Equal((200, 304), (first.Status, again.Status));
    }

    private async Task<string> PageAsync(string path)
    {
        var answer = await portal.AskAsync(path, headers: [("Accept", "text/html"), ("Accept-Language", "en")]);

        Assert.True(answer.Status == 200, $"{path}: {answer.Status}");
        return WebUtility.HtmlDecode(answer.Text);
    }
}
