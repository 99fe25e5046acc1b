using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class AggregatesTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets/";
    private const string Question = Datasets + "population/aggregate?group_by=area_code&measures=count,sum:total,avg:total,median:total&sort=-sum_total&limit=2";

    [Fact]
    public async Task Groups_are_records_with_their_measures()
    {
        var body = await portal.ReadAsync(Question);

        var group = body["data"]![0]!.AsObject();
        Assert.Equal(["area_code", "count", "sum_total", "avg_total", "median_total"], group.Select(member => member.Key));
        Assert.Equal(2, (int)body["page"]!["count"]!);
        Assert.NotNull((string?)body["links"]!["next"]);
    }

    [Fact]
    public async Task Pages_go_on_where_they_end_and_back_again()
    {
        var first = await portal.ReadAsync(Question);
        var second = await portal.ReadAsync($"{Question}&cursor={first["page"]!["next_cursor"]}");
        var back = await portal.ReadAsync($"{Question}&cursor={second["page"]!["prev_cursor"]}");

        Assert.Null(first["page"]!["prev_cursor"]);
        Assert.Equal(first["data"]!.ToJsonString(), back["data"]!.ToJsonString());
        Assert.DoesNotContain((string)first["data"]![1]!["area_code"]!, second["data"]!.AsArray().Select(group => (string?)group!["area_code"]));
    }

    [Fact]
    public async Task CSV_has_the_same_groups_as_JSON()
    {
        var json = await portal.ReadAsync(Question);
        var csv = await portal.AskAsync(Question + "&format=csv");

        var lines = csv.Text.Split("\r\n");
        Assert.StartsWith("text/csv", csv.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("area_code,count,sum_total,avg_total,median_total", lines[0]);
        Assert.Equal(json["data"]!.AsArray().Select(group => string.Join(',', group!.AsObject().Select(member => member.Value?.ToString() ?? ""))), lines[1..^1]);
    }

    [Fact]
    public async Task The_filters_of_records_choose_what_is_grouped()
    {
        const string Filters = "q=tan&filter=code%3C%2728000%27&district_code__is_null=false";
        var groups = await portal.ReadAsync($"{Datasets}communes/aggregate?group_by=district_code&{Filters}");
        var records = await portal.ReadAsync($"{Datasets}communes/records?limit=1&count=exact&{Filters}");

        Assert.Equal((long)records["page"]!["total"]!, groups["data"]!.AsArray().Sum(group => (long)group!["count"]!));
    }

    [Fact]
    public async Task A_sum_of_whole_numbers_does_not_wrap()
    {
        using var folder = new TempFolder();
        PackageFolder.Write(folder.Path, "rows", """{"fields":[{"name":"id","type":"integer"},{"name":"big","type":"integer"}],"primaryKey":["id"]}""", "id,big\n1,9223372036854775807\n2,9223372036854775807\n3,9223372036854775806\n");
        await using var own = await Portal.StartAsync(folder.Path);

        var json = await own.AskAsync(Datasets + "rows/aggregate?measures=sum:big,avg:big,median:big");
        var csv = await own.AskAsync(Datasets + "rows/aggregate?measures=sum:big&format=csv");

        Assert.Contains("\"sum_big\":27670116110564327420", json.Text, StringComparison.Ordinal);
        Assert.Contains("\"median_big\":9223372036854775807", json.Text, StringComparison.Ordinal);
        Assert.Equal("sum_big\r\n27670116110564327420\r\n", csv.Text);
    }

    [Fact]
    public async Task Every_mistake_is_in_one_answer()
    {
        var answer = await portal.AskAsync(Datasets + "population/aggregate?group_by=yaer&measures=sum:totl&sort=-x&limit=0&filter=nothing%3D1&yeer=2");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["group_by", "measures", "sort", "yeer", "filter", "limit"], answer.Json["errors"]!.AsArray().Select(error => (string?)error!["parameter"]));
    }
}
