using System.Text.Json.Nodes;
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

    [Fact]
    public async Task A_version_that_labels_were_read_from_is_joined_like_any_other()
    {
        using var folder = new TempFolder();
        WriteChain(folder);
        await using var own = await Portal.StartAsync(folder.Path);
        await own.ReadAsync("/api/v1/datasets/streets/facets?fields=commune"); // reads the communes by the way of a key

        var page = await own.ReadAsync("/api/v1/datasets/communes/records?district.name__contains=duc&expand=district");

        Assert.Equal("Đức Hòa", (string?)page["data"]![0]!["district_record"]!["name"]);
    }

    [Fact]
    public async Task A_running_server_joins_each_version_with_the_version_it_was_made_with()
    {
        const string Joined = "/api/v1/datasets/communes/records?fields=code,district&expand=district";
        using var folder = new TempFolder();
        WriteChain(folder);
        await using var own = await Portal.StartAsync(folder.Path);
        await own.ReadAsync(Joined);

        folder.WriteDataset("districts", [("code", "string"), ("name", "string")], "code,name\n80,Đức Huệ\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();

        Assert.Equal(2, (int)(await own.ReadAsync(Joined))["version"]!);
        await own.ReadAsync("/api/v1/datasets/streets/facets?fields=commune");
        await own.ReadAsync("/api/v1/datasets/streets/facets?fields=commune&version=1");
        for (var time = 0; time < 2; time++)
        {
            foreach (var (version, name) in new[] { ("", "Đức Huệ"), ("&version=2", "Đức Huệ"), ("&version=1", "Đức Hòa") })
            {
                Assert.Equal(name, (string?)(await own.ReadAsync(Joined + version))["data"]![0]!["district_record"]!["name"]);
                Assert.Single((await own.ReadAsync($"{Joined}&district.name__contains={Uri.EscapeDataString(name)}{version}&count=exact"))["data"]!.AsArray());
                Assert.Contains(name, (await own.AskAsync($"/api/v1/datasets/communes/export.csv?expand=district{version}")).Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_version_that_is_there_again_is_joined_again()
    {
        const string Joined = "/api/v1/datasets/communes/records?expand=district";
        using var folder = new TempFolder();
        WriteChain(folder);
        await using var own = await Portal.StartAsync(folder.Path);
        var (file, aside) = (Path.Combine(own.DataDir, "districts", "1.sqlite"), Path.Combine(own.DataDir, "districts", "aside"));
        File.Move(file, aside);
        own.SeeImports();
        Assert.Equal(400, (await own.AskAsync(Joined)).Status);
        await own.ReadAsync("/api/v1/datasets/communes/records");
        File.Move(aside, file);
        own.SeeImports();

        var page = await own.ReadAsync(Joined);

        Assert.Equal("Đức Hòa", (string?)page["data"]![0]!["district_record"]!["name"]);
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

    /// <summary>Streets point to a commune, communes to a district.</summary>
    private static void WriteChain(TempFolder folder)
    {
        folder.WriteDataset("districts", [("code", "string"), ("name", "string")], "code,name\n80,Đức Hòa\n");
        folder.WriteDataset("communes", [("code", "string"), ("name", "string"), ("district", "string")], "code,name,district\n8001,Hậu Nghĩa,80\n", (_, schema) => PointTo(schema, "district", "districts"));
        folder.WriteDataset("streets", [("code", "string"), ("commune", "string")], "code,commune\n1,8001\n", (_, schema) => PointTo(schema, "commune", "communes"));
    }

    private static void PointTo(JsonObject schema, string field, string dataset) => schema["foreignKeys"] = new JsonArray(new JsonObject
    {
        ["fields"] = new JsonArray(field),
        ["reference"] = new JsonObject { ["package"] = dataset, ["resource"] = dataset, ["fields"] = new JsonArray("code") },
    });
}
