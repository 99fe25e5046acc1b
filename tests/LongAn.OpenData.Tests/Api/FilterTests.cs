using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>The parameter <c>filter</c> over HTTP, as text and as JSON, and what <c>/conformance</c> says of it.</summary>
public sealed class FilterTests(Portal portal)
{
    private const string Districts = "/api/v1/datasets/districts/records?fields=code&filter=";

    [Theory]
    [InlineData("code = '794'", "794")]
    [InlineData("code IN ('794', '808') AND NOT (code = '808')", "794")]
    [InlineData("ACCENTI(CASEI(name_vi)) LIKE ACCENTI(CASEI('%ĐỨC H%'))", "801 802")]
    [InlineData("commune_count_2022 BETWEEN 7 AND 8", "795 798")]
    [InlineData("commune_count_2022 * 2 >= 34", "802 806")]
    [InlineData("latitude > 10.9 OR code = '808'", "797 808")]
    [InlineData("S_INTERSECTS(geometry, BBOX(106.35, 10.5, 106.45, 10.6))", "794")]
    [InlineData("code = '794' AND valid_to = DATE('2025-06-30')", "794")]
    [InlineData("name_vi IS NULL", "")]
    public async Task A_filter_as_text_keeps_the_records_that_match(string filter, string codes)
    {
        Assert.Equal(codes, Codes(await portal.ReadAsync(Districts + Uri.EscapeDataString(filter))));
    }

    [Theory]
    [InlineData("""{"op": "=", "args": [{"property": "code"}, "794"]}""", "794")]
    [InlineData("""{"op": "and", "args": [{"op": "in", "args": [{"property": "code"}, ["794", "808"]]}, {"op": "not", "args": [{"op": "=", "args": [{"property": "code"}, "808"]}]}]}""", "794")]
    [InlineData("""{"op": "like", "args": [{"op": "accenti", "args": [{"op": "casei", "args": [{"property": "name_vi"}]}]}, {"op": "accenti", "args": [{"op": "casei", "args": ["%ĐỨC H%"]}]}]}""", "801 802")]
    [InlineData("""{"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [106.35, 10.5, 106.45, 10.6]}]}""", "794")]
    [InlineData("""{"op": "=", "args": [{"property": "valid_to"}, {"date": "1900-01-01"}]}""", "")]
    public async Task A_filter_as_JSON_keeps_the_records_that_match(string filter, string codes)
    {
        Assert.Equal(codes, Codes(await portal.ReadAsync(Districts + Uri.EscapeDataString(filter) + "&filter_lang=cql2-json")));
    }

    [Fact]
    public async Task A_filter_goes_with_conditions_counts_and_exports()
    {
        const string Query = "district_code=802&filter=charter_capital_vnd%20%3E%2010000000000&fields=tax_code";
        var page = await portal.ReadAsync($"/api/v1/datasets/enterprises/records?{Query}&count=exact&limit=1");
        var conditions = await portal.ReadAsync("/api/v1/datasets/enterprises/records?district_code=802&charter_capital_vnd__gt=10000000000&count=exact&limit=1");
        var export = (await portal.AskAsync($"/api/v1/datasets/enterprises/export.csv?{Query}")).Text;

        Assert.Equal((int)conditions["page"]!["total"]!, (int)page["page"]!["total"]!);
        Assert.Equal((int)page["page"]!["total"]!, export.Split("\r\n").Length - 2);
    }

    /// <summary>Code, line, column and suggestion of each mistake.</summary>
    [Theory]
    [InlineData("cql2-text", "code >", "filter-syntax 1:7")]
    [InlineData("cql2-text", "code = '794' AND\n  nmae_vi = 'a'", "unknown-field 2:3 name_vi")]
    [InlineData("cql2-text", "code LKIE 'a'", "filter-syntax 1:6 LIKE")]
    [InlineData("cql2-text", "code = 794 OR latitude > 'x'", "filter-type 1:8 '794'; invalid-value 1:26")]
    [InlineData("cql2-text", "S_INTERSECT(geometry, POINT(1 2))", "filter-unsupported 1:1 S_INTERSECTS")]
    [InlineData("cql2-text", "S_INTERSECTS(geometry, BBOX(1, 2, 3))", "filter-syntax 1:24")]
    [InlineData("cql2-text", "{\"op\": \"=\"}", "filter-syntax 1:1 filter_lang=cql2-json")]
    [InlineData("cql2-json", "{\"op\": \"=\", \"args\": [{\"property\": \"cod\"}, \"a\"]}", "unknown-field 1:22 code")]
    [InlineData("cql2-json", "{\"op\": \"=\",\n \"args\": [", "filter-syntax 2:11")]
    [InlineData("cql2-json", "code = '794'", "filter-syntax 1:1")]
    public async Task A_mistake_is_told_with_its_line_and_column(string language, string filter, string told)
    {
        var answer = await portal.AskAsync($"{Districts}{Uri.EscapeDataString(filter)}&filter_lang={language}&lang=en");

        Assert.Equal(400, answer.Status);
        var errors = answer.Json["errors"]!.AsArray();
        Assert.All(errors, error => Assert.Equal("filter", (string?)error!["parameter"]));
        Assert.Equal(told, string.Join("; ", errors.Select(error => $"{error!["code"]} {error["line"]}:{error["column"]} {error["suggestion"]}".TrimEnd())));
    }

    [Fact]
    public async Task A_mistake_says_what_was_expected_in_both_languages()
    {
        var path = Districts + Uri.EscapeDataString("code >");
        var (en, vi) = (await portal.AskAsync(path + "&lang=en"), await portal.AskAsync(path + "&lang=vi"));

        Assert.Contains("line 1 column 7: expected a value", (string?)en.Json["errors"]![0]!["detail"], StringComparison.Ordinal);
        Assert.NotEqual((string?)en.Json["errors"]![0]!["detail"], (string?)vi.Json["errors"]![0]!["detail"]);
    }

    [Fact]
    public async Task The_language_of_a_filter_is_one_of_two()
    {
        var answer = await portal.AskAsync(Districts + "code%20%3D%20'794'&filter_lang=cql2-txt");

        Assert.Equal((400, "invalid-value"), (answer.Status, answer.Code));
        Assert.Equal("cql2-text", (string?)answer.Json["errors"]![0]!["suggestion"]);
    }

    [Fact]
    public async Task Conformance_names_what_there_is_and_each_example_is_read()
    {
        var document = await portal.ReadAsync("/api/v1/conformance");

        var classes = document["classes"]!.AsArray().Where(row => (bool)row!["is_complete"]!).Select(row => (string)row!["uri"]!);
        Assert.Equal(classes, document["conformsTo"]!.AsArray().Select(uri => (string)uri!));
        Assert.Contains("http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2", classes);
        var spatial = document["classes"]!.AsArray().Where(row => ((string?)row!["example"])?.StartsWith("S_", StringComparison.Ordinal) == true).ToList();
        Assert.NotEmpty(spatial);
        foreach (var row in spatial)
            Assert.Equal(200, (await portal.AskAsync(Districts + Uri.EscapeDataString((string)row!["example"]!))).Status);
    }

    [Fact]
    public async Task The_limits_that_conformance_names_hold()
    {
        var depth = (int)(await portal.ReadAsync("/api/v1/conformance"))["limits"]!["depth"]!;
        var deep = await portal.AskAsync(Districts + Uri.EscapeDataString(new string('(', depth + 1) + "code = '794'" + new string(')', depth + 1)));

        Assert.Equal((400, "filter-too-complex"), (deep.Status, deep.Code));
    }

    [Fact]
    public async Task Conformance_takes_no_parameters_but_the_language()
    {
        Assert.Equal(400, (await portal.AskAsync("/api/v1/conformance?limit=1")).Status);
        Assert.Equal(200, (await portal.AskAsync("/api/v1/conformance?lang=en")).Status);
    }

    private static string Codes(JsonNode page) => string.Join(' ', page["data"]!.AsArray().Select(record => (string)record!["code"]!));
}
