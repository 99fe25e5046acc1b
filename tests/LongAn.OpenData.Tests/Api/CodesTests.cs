using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Codes and time: which records are valid on a day, and what became of a code.</summary>
public sealed class CodesTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    /// <summary>The first and last day are included; a commune whose end is not known (27688, 28006) is not said to be valid.</summary>
    [Theory]
    [InlineData("districts", "2025-06-30", 15)]
    [InlineData("districts", "2025-07-01", 0)]
    [InlineData("communes", "2025-06-30", 186)]
    [InlineData("communes", "2025-07-01", 0)]
    [InlineData("communes-2025", "2025-06-30", 0)]
    [InlineData("communes-2025", "2025-07-01", 96)]
    [InlineData("communes-2025", "2100-01-01", 96)]
    public async Task Records_valid_on_a_day_are_kept(string dataset, string day, int records)
    {
        var page = await portal.ReadAsync($"{Datasets}/{dataset}/records?valid_on={day}&count=exact");
        var csv = await portal.AskAsync($"{Datasets}/{dataset}/export.csv?valid_on={day}&fields=code");

        Assert.Equal(records, (int)page["page"]!["total"]!);
        Assert.Equal(records + 1, csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task An_end_without_a_value_is_open()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("units", [("id", "integer"), ("since", "date"), ("until", "date")], "id,since,until\n1,,\n2,2020-01-01,\n3,,2020-12-31\n4,2020-06-01,2020-06-30\n", (package, _) =>
            package["resources"]![0]!["portal"] = new System.Text.Json.Nodes.JsonObject { ["validity"] = new System.Text.Json.Nodes.JsonObject { ["from"] = "since", ["to"] = "until" } });
        await using var own = await Portal.StartAsync(folder.Path);

        async Task<string> On(string day) => string.Join(' ', (await own.ReadAsync($"{Datasets}/units/records?valid_on={day}"))["data"]!.AsArray().Select(row => (int)row!["id"]!));
        Assert.Equal("1 3", await On("2019-12-31"));
        Assert.Equal("1 2 3", await On("2020-01-01"));
        Assert.Equal("1 2 3 4", await On("2020-06-30"));
        Assert.Equal("1 2 3", await On("2020-07-01"));
        Assert.Equal("1 2", await On("2021-01-01"));
    }

    [Theory]
    [InlineData("enterprises/records?valid_on=2025-06-30", 1)]
    [InlineData("enterprises/records?valid_on=x", 2)]
    [InlineData("communes/records?valid_on=30/06/2025", 1)]
    [InlineData("communes/records?valid_on=2025-02-30", 1)]
    [InlineData("communes/records?valid_on=", 1)]
    public async Task A_day_that_is_none_or_means_nothing_is_told(string path, int mistakes)
    {
        var answer = await portal.AskAsync($"{Datasets}/{path}");

        Assert.Equal((400, "invalid-value", mistakes), (answer.Status, answer.Code, answer.Json["errors"]!.AsArray().Count(error => (string?)error!["parameter"] == "valid_on")));
    }

    [Theory]
    [InlineData("communes", true)]
    [InlineData("enterprises", false)]
    public async Task A_document_has_what_its_dataset_can_be_asked(string dataset, bool isDated)
    {
        var document = (await portal.AskAsync($"/openapi/{dataset}.json")).Text;

        Assert.Equal(isDated, document.Contains("\"valid_on\"", StringComparison.Ordinal));
        Assert.Equal(isDated, document.Contains("/successors\"", StringComparison.Ordinal));
        Assert.DoesNotContain("\"name\": \"q\"", (await portal.ReadAsync("/openapi/public-service-channels.json"))["components"]!["parameters"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null((await portal.ReadAsync("/openapi/public-service-channels.json"))["components"]!["parameters"]!["q"]);
    }

    /// <summary>A commune of before July 2025 → what it became: code, name, part; then whether that is ambiguous.</summary>
    [Theory]
    [InlineData("27685", "27694 Phường Long An full", false)]
    [InlineData("27772", "27757 Xã Vĩnh Hưng partial; 27763 Xã Khánh Hưng partial; 27775 Xã Tuyên Bình partial", true)]
    [InlineData("27688", "", false)]
    public async Task What_became_of_a_code_is_listed_and_never_guessed(string code, string expected, bool isAmbiguous)
    {
        var answer = await portal.ReadAsync($"{Datasets}/communes/records/{code}/successors");

        var changes = await portal.ReadAsync($"{Datasets}/commune-changes-2025/records?old_commune_code={code}&sort=new_commune_code");
        var recorded = string.Join("; ", changes["data"]!.AsArray().Select(row => $"{row!["new_commune_code"]} {row["new_name_vi"]} {row["part"]}"));
        Assert.Equal(recorded, string.Join("; ", answer["data"]!.AsArray().Select(row => $"{row!["key"]} {row["label"]!["vi"]} {row["part"]}")));
        Assert.Equal((recorded.Length > 0, isAmbiguous), ((bool)answer["has_change"]!, (bool)answer["ambiguous"]!));
        Assert.Equal(expected, recorded);
        foreach (var row in answer["data"]!.AsArray())
        {
            Assert.Equal(("2025-07-01", (string?)row!["part"] == "full"), ((string?)row["on"], (bool)row["is_whole"]!));
            Assert.Equal((string?)row["key"], (string?)(await portal.ReadAsync(new Uri((string)row["link"]!).PathAndQuery))["data"]!["code"]);
        }
    }

    [Fact]
    public async Task What_a_record_came_of_is_listed_with_names_also_where_the_portal_lacks_the_record()
    {
        var answer = await portal.ReadAsync($"{Datasets}/communes-2025/records/25459/predecessors");

        Assert.Equal(["25456", "25459", "25462", "25465", "25468", "25597"], answer["data"]!.AsArray().Select(row => (string)row!["key"]!).Order(StringComparer.Ordinal));
        Assert.All(answer["data"]!.AsArray(), row => Assert.Null(row!["link"]));
        Assert.Contains("Phường Hiệp Ninh", answer["data"]!.AsArray().Select(row => (string)row!["label"]!["vi"]!));
        Assert.Equal(answer["data"]!.AsArray().Any(row => (string?)row!["part"] == "partial"), (bool)answer["ambiguous"]!);
    }

    [Theory]
    [InlineData("communes/records/99999/successors", 404, "unknown-record")]
    [InlineData("comunes/records/27685/successors", 404, "unknown-dataset")]
    [InlineData("communes/records/27685/successors?x=1", 400, "unknown-parameter")]
    [InlineData("districts/records/794/successors", 200, null)]
    [InlineData("population/records/794,2019/successors", 200, null)]
    public async Task A_code_that_there_is_none_of_is_not_found(string path, int status, string? code)
    {
        var answer = await portal.AskAsync($"{Datasets}/{path}");

        Assert.Equal((status, code), (answer.Status, answer.Code));
        if (status == 200)
            Assert.False((bool)answer.Json["has_change"]!);
    }
}
