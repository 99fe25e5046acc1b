using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>The parameter <c>q</c>: words as people type them, tones first.</summary>
public sealed class SearchTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    [Theory]
    [InlineData("duc hoa")]
    [InlineData("Duc Hoa")]
    [InlineData("Đức Hoà")]
    [InlineData("đức hòa")]
    [InlineData("Đu\u031B\u0301c Ho\u0300a")]
    [InlineData("\"đức hòa\"")]
    [InlineData("hoa đuc*")]
    [InlineData("duc -hue")]
    public async Task Every_spelling_finds_the_district(string query)
    {
        var names = await NamesAsync($"{Datasets}/districts/records?fields=name_vi&q={Uri.EscapeDataString(query)}");

        Assert.Equal(["Huyện Đức Hòa"], names);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("AND")]
    [InlineData("NEAR(a b)")]
    [InlineData("a:b")]
    [InlineData("x' OR 1=1 --")]
    [InlineData("(((")]
    [InlineData("*")]
    [InlineData("-")]
    [InlineData("\"unclosed")]
    public async Task Nothing_that_is_typed_is_an_error(string query)
    {
        var answer = await portal.AskAsync($"{Datasets}/enterprises/records?limit=1&q={Uri.EscapeDataString(query)}");

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Records_with_the_very_tones_come_first_then_key_order_and_pages_add_up()
    {
        const string Search = $"{Datasets}/communes/records?fields=code,name_vi&q=t%C3%A2n"; // tân
        var whole = await RowsAsync(Search + "&limit=1000");
        var walked = new List<string>();
        for (string? next = Search + "&limit=7"; next is not null;)
        {
            var page = JsonNode.Parse((await portal.AskAsync(next)).Text)!;
            walked.AddRange(page["data"]!.AsArray().Select(row => row!.ToJsonString()));
            next = (string?)page["page"]!["next_cursor"] is { } cursor ? $"{Search}&limit=7&cursor={cursor}" : null;
        }

        Assert.Equal(whole, walked);
        var hasTones = (await NamesAsync(Search + "&limit=1000")).Select(name => name.Contains("Tân", StringComparison.Ordinal)).ToList();
        Assert.Contains(true, hasTones);
        Assert.Equal(hasTones.OrderByDescending(has => has), hasTones);
    }

    [Fact]
    public async Task A_search_goes_with_filters_sorts_and_counts()
    {
        const string Search = $"{Datasets}/enterprises/records?q=c%C3%B4ng%20ty&district_code=802&count=exact&limit=3";
        var ranked = JsonNode.Parse((await portal.AskAsync(Search)).Text)!;
        var sorted = JsonNode.Parse((await portal.AskAsync(Search + "&sort=-employees")).Text)!;
        var filtered = JsonNode.Parse((await portal.AskAsync($"{Datasets}/enterprises/records?name__contains=c%C3%B4ng%20ty&district_code=802&count=exact&limit=1")).Text)!;

        Assert.Equal((long)filtered["page"]!["total"]!, (long)ranked["page"]!["total"]!);
        Assert.Equal((long)ranked["page"]!["total"]!, (long)sorted["page"]!["total"]!);
        var employees = sorted["data"]!.AsArray().Select(row => (long)row!["employees"]!).ToList();
        Assert.Equal(employees.OrderDescending(), employees);
    }

    /// <summary>A search that so many records meet is looked for in other ways: the answers must not show it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("&district_code=802")]
    [InlineData("&employees__gte=50")]
    public async Task A_common_word_and_its_absence_are_all_records_between_them(string filter)
    {
        const string Enterprises = $"{Datasets}/enterprises/records?limit=50&count=exact";
        var all = (await portal.ReadAsync($"{Enterprises}{filter}"))["page"]!["total"]!.GetValue<long>();
        var with = await portal.ReadAsync($"{Enterprises}&q=tnhh&sort=-employees{filter}");
        var without = await portal.ReadAsync($"{Enterprises}&q=-tnhh&sort=-employees{filter}");
        var ranked = await portal.ReadAsync($"{Enterprises}&q=tnhh{filter}");
        var kinds = await portal.ReadAsync($"{Enterprises}&q=tnhh&fields=status_code&distinct=true{filter}");

        Assert.True((long)with["page"]!["total"]! > (filter.Length == 0 ? 10_000 : 0));
        Assert.Equal(all, (long)with["page"]!["total"]! + (long)without["page"]!["total"]!);
        Assert.Equal((long)with["page"]!["total"]!, (long)ranked["page"]!["total"]!);
        Assert.All(with["data"]!.AsArray(), row => Assert.Contains("TNHH", (string)row!["name"]!, StringComparison.OrdinalIgnoreCase));
        Assert.All(without["data"]!.AsArray(), row => Assert.DoesNotContain("TNHH", (string)row!["name"]!, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((long)kinds["page"]!["total"]!, kinds["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_dataset_without_searched_fields_says_so()
    {
        var answer = await portal.AskAsync($"{Datasets}/public-service-channels/records?q=a");

        Assert.Equal((400, "invalid-value"), (answer.Status, (string?)JsonNode.Parse(answer.Text)!["code"]));
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string path) =>
        [.. JsonNode.Parse((await portal.AskAsync(path)).Text)!["data"]!.AsArray().Select(row => (string)row!["name_vi"]!)];

    private async Task<IReadOnlyList<string>> RowsAsync(string path) =>
        [.. JsonNode.Parse((await portal.AskAsync(path)).Text)!["data"]!.AsArray().Select(row => row!.ToJsonString())];
}
