using System.Globalization;
using System.Text;
using LongAn.OpenData.Query.Suggest;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>What a search box shows while somebody types.</summary>
public sealed class SuggestTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    /// <summary>Typed into a field → the values, best first, each with how many records have it.</summary>
    [Theory]
    [InlineData("communes/fields/kind_vi", "", "Xã 161; Thị trấn 15; Phường 12")]
    [InlineData("communes/fields/kind_vi", "x", "Xã 161")]
    [InlineData("communes/fields/kind_vi", "TRAN", "Thị trấn 15")]
    [InlineData("communes/fields/kind_vi", "rấn", "")]
    [InlineData("communes/fields/kind_vi", "%", "")]
    [InlineData("districts/fields/name_vi", "đức h", "Huyện Đức Hòa 1; Huyện Đức Huệ 1")]
    [InlineData("districts/fields/name_vi", "duc  hoa", "")]
    [InlineData("districts/fields/name_vi", "Duc Hoa", "Huyện Đức Hòa 1")]
    [InlineData("industries/fields/code", "0", "01 1; 02 1; 03 1; 05 1; 06 1; 07 1; 08 1; 09 1")]
    [InlineData("communes/fields/district_code", "duc", "802 20; 801 11")]
    [InlineData("communes/fields/district_code", "tan an", "794 14")]
    [InlineData("communes/fields/district_code", "80", "802 20; 803 15; 806 17; 800 15; 807 17; 808 18; 804 13; 801 11; 805 9", true)]
    public async Task Values_that_begin_so_are_suggested_the_most_frequent_first(string path, string typed, string expected, bool inAnyOrder = false)
    {
        var answer = await portal.ReadAsync($"{Datasets}/{path}/suggest?q={Uri.EscapeDataString(typed)}");

        var values = answer["data"]!.AsArray().Select(row => $"{row!["value"]} {row["count"]}").ToArray();
        Assert.True((bool)answer["is_complete"]!);
        if (inAnyOrder)
            Assert.Equal(expected.Split("; ").Select(value => value[..3]).Order(StringComparer.Ordinal), values.Select(value => value[..3]).Order(StringComparer.Ordinal));
        else
            Assert.Equal(expected, string.Join("; ", values));
        var counts = answer["data"]!.AsArray().Select(row => (long)row!["count"]!).ToArray();
        Assert.Equal(counts.OrderDescending(), counts);
    }

    [Fact]
    public async Task A_code_has_the_name_it_stands_for()
    {
        var answer = await portal.ReadAsync($"{Datasets}/enterprises/fields/district_code/suggest?q=ben%20luc");

        Assert.Equal(("803", "Huyện Bến Lức", "Ben Luc District"), ((string?)answer["data"]![0]!["value"], (string?)answer["data"]![0]!["label"]!["vi"], (string?)answer["data"]![0]!["label"]!["en"]));
    }

    [Fact]
    public async Task Exact_tones_come_before_more_frequent_values()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], "id,word\n1,hoa\n2,hoa\n3,hòa\n4,hoà bình\n5,Hoa\n6,\n");
        await using var own = await Portal.StartAsync(folder.Path);

        Assert.Equal("hòa 1; hoà bình 1; hoa 2; Hoa 1", await AskAsync(own, "h%C3%B2a"));
        Assert.Equal("hoa 2; Hoa 1; hòa 1; hoà bình 1", await AskAsync(own, "hoa"));
        Assert.Equal("hoa 2; Hoa 1", await AskAsync(own, "hoa&limit=2"));
    }

    /// <summary>More different values than are held: by the full text, by the index, and not at all.</summary>
    [Fact]
    public async Task Of_very_many_values_the_first_records_that_fit_are_looked_at()
    {
        using var folder = new TempFolder();
        var csv = new StringBuilder("code,name,note\n");
        for (var i = 0; i <= SuggestSql.MostHeld; i++)
            csv.Append(CultureInfo.InvariantCulture, $"K{i:D5},Hộ số {i},ghi chú {i}\n");
        folder.WriteDataset("households", [("code", "string"), ("name", "string"), ("note", "string")], csv.ToString(), (_, schema) => schema["fields"]![1]!["portal"] = new System.Text.Json.Nodes.JsonObject { ["search"] = true });
        await using var own = await Portal.StartAsync(folder.Path);

        var byName = await own.ReadAsync($"{Datasets}/households/fields/name/suggest?q=so%201234");
        var common = await own.ReadAsync($"{Datasets}/households/fields/name/suggest?q=ho");
        var byCode = await own.ReadAsync($"{Datasets}/households/fields/code/suggest?q=K0123&limit=3");
        var note = await own.AskAsync($"{Datasets}/households/fields/note/suggest?q=g");

        Assert.Equal(["Hộ số 1234", .. Enumerable.Range(12340, 9).Select(i => $"Hộ số {i}")], byName["data"]!.AsArray().Select(row => (string)row!["value"]!));
        Assert.True((bool)byName["is_complete"]!);
        Assert.Equal((10, false), (common["data"]!.AsArray().Count, (bool)common["is_complete"]!));
        Assert.Equal(["K01230", "K01231", "K01232"], byCode["data"]!.AsArray().Select(row => (string)row!["value"]!));
        Assert.Equal((400, "operator-not-for-type", "note__contains"), (note.Status, note.Code, (string?)note.Json["errors"]![0]!["suggestion"]));
    }

    [Theory]
    [InlineData("doanh ng", "enterprises")]
    [InlineData("enterp", "enterprises")]
    [InlineData("huyện", "districts")]
    [InlineData("khu công", "industrial-parks")]
    public async Task Datasets_are_suggested_by_their_titles_in_both_languages(string typed, string id)
    {
        var answer = await portal.ReadAsync($"{Datasets}/suggest?q={Uri.EscapeDataString(typed)}");

        Assert.Contains(id, answer["data"]!.AsArray().Select(row => (string)row!["id"]!));
        Assert.All(answer["data"]!.AsArray(), row => Assert.NotNull(row!["title"]!["vi"]));
    }

    [Fact]
    public async Task What_is_held_is_not_sent_again()
    {
        foreach (var path in (string[])[$"{Datasets}/suggest?q=x", $"{Datasets}/communes/fields/name_vi/suggest?q=x"])
        {
            var first = await portal.AskAsync(path);
            var second = await portal.AskAsync(path, headers: ("If-None-Match", first.Header("ETag")!));

            Assert.Equal((200, 304), (first.Status, second.Status));
        }
    }

    /// <summary>status code parameter → suggestion.</summary>
    [Theory]
    [InlineData("communes/fields/nmae_vi/suggest?q=a", "404 not-found field → name_vi")]
    [InlineData("comunes/fields/name_vi/suggest?q=a", "404 unknown-dataset id → communes")]
    [InlineData("communes/fields/in_2022_06/suggest?q=a", "400 operator-not-for-type field")]
    [InlineData("communes/fields/name_vi/suggest?limt=5", "400 unknown-parameter limt → limit")]
    [InlineData("communes/fields/name_vi/suggest?limit=101", "400 over-limit limit")]
    [InlineData("communes/fields/name_vi/suggest?limit=x", "400 invalid-value limit")]
    [InlineData("communes/fields/name_vi/suggest?q=a&q=b", "400 repeated-parameter q")]
    [InlineData("communes/fields/name_vi/suggest?version=9", "404 unknown-version version")]
    [InlineData("suggest?q=%00", "400 invalid-value q")]
    public async Task A_mistake_is_told(string path, string expected)
    {
        var answer = await portal.AskAsync($"{Datasets}/{path}");

        var error = answer.Json["errors"]![0]!;
        Assert.Equal(expected, $"{answer.Status} {answer.Code} {error["parameter"]}{((string?)error["suggestion"] is { } meant ? $" → {meant}" : "")}");
    }

    private static async Task<string> AskAsync(Portal own, string query) =>
        string.Join("; ", (await own.ReadAsync($"{Datasets}/words/fields/word/suggest?q={query}"))["data"]!.AsArray().Select(row => $"{row!["value"]} {row["count"]}"));
}
