using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class DatasetsTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    public static TheoryData<string> Ids => [.. Repository.DatasetIds];

    [Fact]
    public async Task The_catalog_lists_every_dataset_of_the_repository()
    {
        var catalog = await portal.ReadAsync(Datasets);

        Assert.Equal(Repository.DatasetIds, IdsOf(catalog));
        Assert.Equal(Repository.DatasetIds.Count, (int)catalog["page"]!["total"]!);
    }

    [Fact]
    public async Task The_enterprises_are_15_226_and_synthetic()
    {
        var dataset = await portal.ReadAsync($"{Datasets}/enterprises");

        Assert.Equal(15_226, (int)dataset["record_count"]!);
        Assert.Equal("synthetic", (string?)dataset["provenance"]);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_dataset_says_what_it_is_in_both_languages(string id)
    {
        var dataset = await portal.ReadAsync($"{Datasets}/{id}");

        foreach (var name in (string[])["title", "description"])
        {
            Assert.NotEmpty((string)dataset[name]!["vi"]!);
            Assert.NotEmpty((string)dataset[name]!["en"]!);
        }

        Assert.NotEmpty((string)dataset["publisher"]!["id"]!);
        Assert.StartsWith("https://", (string)dataset["licences"]![0]!["url"]!, StringComparison.Ordinal);
        Assert.NotEmpty(dataset["sources"]!.AsArray());
        Assert.Contains((string)dataset["provenance"]!, (string[])["official", "compiled", "synthetic"]);
        Assert.NotNull(dataset["frequency"]!["code"]);
        Assert.All((string[])["data_modified", "metadata_modified"], name => Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse((string)dataset[name]!, null).Offset));
        Assert.True(DateOnly.TryParseExact((string?)dataset["checked"], "yyyy-MM-dd", out _));
        Assert.Equal(1, (int)dataset["version"]!);
        Assert.All(dataset["fields"]!.AsArray(), field => Assert.NotEmpty((string)field!["title"]!["vi"]!));
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task Every_link_of_a_dataset_leads_somewhere(string id)
    {
        var dataset = await portal.ReadAsync($"{Datasets}/{id}");
        var links = dataset["links"]!.AsObject().Where(link => link.Key is not ("openapi" or "swagger")).ToList();

        Assert.NotEmpty(links);
        foreach (var (name, link) in links)
        {
            using var answer = await portal.Client.GetAsync(new Uri((string)link!), TestContext.Current.CancellationToken);

            Assert.True(answer.IsSuccessStatusCode, $"{name}: {link}");
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_dataset_has_as_many_records_as_it_says_and_its_file_has_rows(string id)
    {
        var records = (await portal.ReadAsync($"{Datasets}/{id}/export.json")).AsArray().Count;
        var dataset = await portal.ReadAsync($"{Datasets}/{id}");
        var page = await portal.ReadAsync($"{Datasets}/{id}/records?limit=1");

        Assert.True(records > 0);
        Assert.Equal(records, (int)dataset["record_count"]!);
        Assert.Equal(records, (int)page["page"]!["total"]!);
    }

    [Fact]
    public async Task Every_foreign_key_of_the_repository_holds()
    {
        var checkedKeys = 0;
        foreach (var id in Repository.DatasetIds)
        {
            var schema = await portal.ReadAsync($"{Datasets}/{id}/schema");
            foreach (var key in schema["foreignKeys"]!.AsArray())
            {
                var here = Names(key!["fields"]!);
                var there = Names(key["reference"]!["fields"]!);
                var targets = (await portal.ReadAsync($"{Datasets}/{key["reference"]!["package"]}/export.json")).AsArray().Select(record => Values(record!, there)).ToHashSet(StringComparer.Ordinal);
                var values = (await portal.ReadAsync($"{Datasets}/{id}/export.json")).AsArray().Where(record => here.All(name => record![name] is not null)).Select(record => Values(record!, here));

                Assert.All(values.Distinct(), value => Assert.Contains(value, targets));
                checkedKeys++;
            }
        }

        Assert.True(checkedKeys >= 15, $"Only {checkedKeys} keys.");
    }

    [Theory]
    [InlineData("q=noi dung phan anh", "feedback-cases")]
    [InlineData("q=NỘI dung PHẢN ánh", "feedback-cases")]
    [InlineData("q=feedback-cases", "feedback-cases")]
    [InlineData("q=102", "feedback-cases")]
    [InlineData("q=022", "")]
    [InlineData("q=duc&q=", null)]
    [InlineData("tag=doanh nghiệp", "enterprise-statuses,enterprises,legal-types")]
    [InlineData("theme=JUST", "legal-documents")]
    [InlineData("publisher=nobody", "")]
    [InlineData("q=no-such-word-anywhere", "")]
    public async Task The_catalog_finds_datasets_by_words_tags_themes_and_publishers(string query, string? ids)
    {
        var answer = await portal.AskAsync($"{Datasets}?{Words.Escape(query)}");

        if (ids is null)
            Assert.Equal("repeated-parameter", answer.Code);
        else
            Assert.Equal(ids, string.Join(',', IdsOf(answer.Json)));
    }

    /// <summary>Each dataset has the words somewhere; by id they would stand in another order.</summary>
    [Fact]
    public async Task What_is_found_by_its_title_comes_before_what_is_found_by_its_description_and_then_the_rest()
    {
        using var folder = new TempFolder();
        Write("a-other", "Một", "Hai", title: "Đồng Tháp");
        Write("b-described", "Một", "Về đồng tháp");
        Write("c-titled", "ĐỒNG và Tháp", "Hai");
        Write("d-both", "Đồng ruộng", "Tháp nước");
        Write("e-titled", "Tháp Đồng", "Đồng Tháp");
        await using var own = await Portal.StartAsync(folder.Path);

        Assert.Equal("c-titled,e-titled,d-both,b-described,a-other", string.Join(',', IdsOf(await own.ReadAsync($"{Datasets}?q=thap%20dong"))));
        Assert.Equal("c-titled,e-titled,d-both,b-described,a-other", string.Join(',', IdsOf(await own.ReadAsync($"{Datasets}?q=thap%20dong&sort=relevance"))));
        Assert.Equal("a-other,b-described,c-titled,d-both,e-titled", string.Join(',', IdsOf(await own.ReadAsync($"{Datasets}?q=thap%20dong&sort=id"))));

        void Write(string id, string name, string description, string title = "Tên") => folder.WriteDataset(id, [("id", "string")], "id\na\n", (package, schema) =>
        {
            package["title"] = name;
            package["description"] = description;
            schema["fields"]![0]!["title"] = title;
        });
    }

    [Theory]
    [InlineData("sort=id")]
    [InlineData("q=long an")]
    [InlineData("sort=-records")]
    [InlineData("sort=title&theme=ECON")]
    [InlineData("sort=-modified&q=long an")]
    public async Task Pages_of_the_catalog_add_up_to_the_whole(string query)
    {
        var whole = IdsOf(await portal.ReadAsync($"{Datasets}?{Words.Escape(query)}"));
        var walked = new List<string>();
        var next = $"{Datasets}?{Words.Escape(query)}&limit=4";
        while (next is not null)
        {
            var answer = await portal.AskAsync(next);
            walked.AddRange(IdsOf(answer.Json));
            Assert.Equal((string?)answer.Json["links"]!["next"], answer.Links().GetValueOrDefault("next"));
            next = answer.Json["links"]!["next"] is { } link ? new Uri((string)link!).PathAndQuery : null;
        }

        Assert.True(whole.Count > 4);
        Assert.Equal(whole, walked);
    }

    [Fact]
    public async Task Facets_count_the_datasets_that_match()
    {
        var catalog = await portal.ReadAsync($"{Datasets}?theme=ECON&limit=1");

        var total = (int)catalog["page"]!["total"]!;
        Assert.Equal(total, catalog["facets"]!["publisher"]!.AsArray().Sum(facet => (int)facet!["count"]!));
        Assert.Equal(total, (int)catalog["facets"]!["theme"]!.AsArray().Single(facet => (string?)facet!["value"] == "ECON")!["count"]!);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_schema_is_a_Table_Schema_of_what_the_records_hold(string id)
    {
        var schema = await portal.ReadAsync($"{Datasets}/{id}/schema");
        var dataset = await portal.ReadAsync($"{Datasets}/{id}");
        var first = (await portal.ReadAsync($"{Datasets}/{id}/records?limit=1"))["data"]![0]!.AsObject();

        Assert.Equal("https://datapackage.org/profiles/2.0/tableschema.json", (string?)schema["$schema"]);
        var names = schema["fields"]!.AsArray().Select(field => (string)field!["name"]!).ToList();
        Assert.Equal(names, first.Select(member => member.Key));
        Assert.Equal(names, dataset["fields"]!.AsArray().Select(field => (string)field!["name"]!));
        Assert.Equal(Names(dataset["primary_key"]!), Names(schema["primaryKey"]!));
    }

    [Theory]
    [InlineData("enterprises")]
    [InlineData("industrial-parks")]
    [InlineData("indicators")]
    public async Task A_profile_tells_nulls_distinct_values_least_and_greatest(string id)
    {
        var records = (await portal.ReadAsync($"{Datasets}/{id}/export.json")).AsArray();
        var profile = await portal.ReadAsync($"{Datasets}/{id}/profile");

        foreach (var field in profile["fields"]!.AsArray())
        {
            var name = (string)field!["field"]!;
            var values = records.Select(record => record![name]).OfType<JsonValue>().ToList();

            Assert.Equal(records.Count - values.Count, (int)field["nulls"]!);
            var distinct = values.Select(value => value.ToJsonString()).Distinct(StringComparer.Ordinal).Count();
            var slack = (bool)field["is_distinct_estimate"]! ? distinct * 0.05 : 0;
            Assert.InRange((int)field["distinct"]!, distinct - slack, distinct + slack);
            if (values.Count > 0 && values[0].GetValueKind() == System.Text.Json.JsonValueKind.Number)
            {
                Assert.Equal(values.Min(value => value.GetValue<double>()), (double)field["min"]!);
                Assert.Equal(values.Max(value => value.GetValue<double>()), (double)field["max"]!);
            }

            Assert.All(field["top"]!.AsArray(), top => Assert.Equal(values.Count(value => JsonNode.DeepEquals(value, top!["value"])), (int)top!["count"]!));
        }
    }

    [Fact]
    public async Task A_version_can_be_read_by_its_number()
    {
        var versions = await portal.ReadAsync($"{Datasets}/districts/versions");
        var version = await portal.ReadAsync($"{Datasets}/districts/versions/1");

        Assert.True(JsonNode.DeepEquals(version, Assert.Single(versions["versions"]!.AsArray())));
        Assert.Equal(15, (int)version["record_count"]!);
    }

    private static List<string> IdsOf(JsonNode catalog) => [.. catalog["data"]!.AsArray().Select(dataset => (string)dataset!["id"]!)];

    private static List<string> Names(JsonNode names) => [.. names.AsArray().Select(name => (string)name!)];

    private static string Values(JsonNode record, IEnumerable<string> names) => string.Join('\0', names.Select(name => record[name]!.ToJsonString()));
}
