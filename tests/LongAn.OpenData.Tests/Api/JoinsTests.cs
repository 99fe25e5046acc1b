using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Foreign keys over HTTP: <c>expand</c>, filters through a key, and what is told of them.</summary>
public sealed class JoinsTests(Portal portal)
{
    private const string Communes = "/api/v1/datasets/communes";

    [Fact]
    public async Task The_record_stands_beside_its_code()
    {
        var page = await portal.ReadAsync($"{Communes}/records?fields=code,district_code,name_vi&expand=district_code&limit=1");
        var record = page["data"]![0]!.AsObject();
        var district = await portal.ReadAsync($"/api/v1/datasets/districts/records/{record["district_code"]}");

        Assert.Equal(["code", "district_code", "district_code_record", "name_vi"], record.Select(member => member.Key));
        Assert.Equal(district["data"]!.ToJsonString(), record["district_code_record"]!.ToJsonString());
    }

    [Fact]
    public async Task One_record_brings_it_too()
    {
        var first = (string)(await portal.ReadAsync($"{Communes}/records?limit=1"))["data"]![0]!["code"]!;

        var record = await portal.ReadAsync($"{Communes}/records/{first}?fields=code&expand=district_code");

        Assert.NotEmpty((string)record["data"]!["district_code_record"]!["name_vi"]!);
    }

    [Fact]
    public async Task In_CSV_its_columns_have_the_key_before_them()
    {
        var answer = await portal.AskAsync($"{Communes}/export.csv?fields=code,district_code&expand=district_code&district_code.name_vi__contains=duc%20hoa");

        var lines = answer.Text.Split("\r\n");
        Assert.StartsWith("code,district_code,district_code.code,district_code.name_vi,", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length > 10);
        Assert.All(lines[1..^1], line => Assert.Contains(",Huyện Đức Hòa,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_through_a_key_finds_what_its_code_finds()
    {
        var through = await portal.ReadAsync($"{Communes}/records?district_code.name_vi__contains=duc%20hoa&limit=1000");
        var code = (string)(await portal.ReadAsync("/api/v1/datasets/districts/records?name_vi__contains=duc%20hoa"))["data"]![0]!["code"]!;
        var direct = await portal.ReadAsync($"{Communes}/records?district_code={code}&limit=1000");
        var words = await portal.ReadAsync($"{Communes}/records?filter=ACCENTI(CASEI(district_code.name_vi))%20LIKE%20%27%25duc%20hoa%25%27&limit=1000");

        Assert.NotEmpty(direct["data"]!.AsArray());
        Assert.Equal(direct["data"]!.ToJsonString(), through["data"]!.ToJsonString());
        Assert.Equal(direct["data"]!.ToJsonString(), words["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_search_in_its_own_order_brings_it_too()
    {
        var page = await portal.ReadAsync($"{Communes}/records?q=tan&expand=district_code&limit=5");

        Assert.All(page["data"]!.AsArray(), record => Assert.Equal((string?)record!["district_code"], (string?)record["district_code_record"]!["code"]));
    }

    [Fact]
    public async Task Groups_and_facets_are_filtered_through_a_key()
    {
        const string Filter = "district_code.name_vi__contains=duc%20hoa";
        var records = await portal.ReadAsync($"{Communes}/records?{Filter}&count=exact&limit=1");
        var groups = await portal.ReadAsync($"{Communes}/aggregate?{Filter}");
        var facet = await portal.ReadAsync($"{Communes}/facets?fields=kind_vi&{Filter}");

        Assert.Equal((long)records["page"]!["total"]!, (long)groups["data"]![0]!["count"]!);
        Assert.Equal((long)records["page"]!["total"]!, (long)facet["data"]![0]!["total"]!);
    }

    [Fact]
    public async Task A_version_says_which_versions_its_keys_lead_to()
    {
        var version = await portal.ReadAsync($"{Communes}/versions/1");

        var reference = version["references"]!.AsArray().Single(one => (string)one!["fields"]![0]! == "district_code")!;
        Assert.Equal("districts", (string)reference["dataset"]!);
        Assert.Equal(1, (int)reference["version"]!);
    }

    [Theory]
    [InlineData("expand=district_cod", 400, "district_code")]
    [InlineData("expand=name_vi", 400, null)]
    [InlineData("district_code.nam_vi__contains=x", 400, "district_code.name_vi__contains")]
    public async Task Mistakes_are_problems(string query, int status, string? suggestion)
    {
        var answer = await portal.AskAsync($"{Communes}/records?{query}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(suggestion, (string?)answer.Json["errors"]![0]!["suggestion"]);
    }
}
