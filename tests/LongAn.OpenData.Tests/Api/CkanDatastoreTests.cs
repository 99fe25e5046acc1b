using System.Globalization;
using System.Xml.Linq;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>The DataStore gives the records that the portal's own API gives.</summary>
public sealed class CkanDatastoreTests(Portal portal)
{
    private const string Search = "/api/3/action/datastore_search?resource_id=";

    /// <summary>A dataset, its key, the question in the portal's words and in CKAN's.</summary>
    public static TheoryData<string, string, string, string> Same => new()
    {
        { "districts", "code", "", "" },
        { "districts", "code", "sort=-name_vi", "sort=name_vi desc" },
        { "districts", "code", "sort=name_vi", "sort=\"name_vi\" ASC" },
        { "districts", "code", "code=794", "filters={\"code\":\"794\"}" },
        { "districts", "code", "code=794&code=802", "filters={\"code\":[\"794\",\"802\"]}" },
        { "districts", "code", "latitude__gte=10.6&latitude__lt=10.8", "filters={\"latitude\":{\"gte\":10.6,\"lt\":\"10.8\"}}" },
        { "districts", "code", "filter=latitude<10.6 OR code='794'", "filters={\"$or\":[{\"latitude\":{\"lt\":10.6}},{\"code\":\"794\"}]}" },
        { "districts", "code", "filter=latitude<10.6 OR code='794'", "filters=[{\"latitude\":{\"lt\":10.6}},{\"code\":\"794\"}]" },
        { "districts", "code", "filter=(latitude<10.6 AND longitude>106) OR code='794'", "filters={\"$or\":[{\"$and\":[{\"latitude\":{\"lt\":10.6}},{\"longitude\":{\"gt\":106}}]},{\"code\":\"794\"}]}" },
        { "industrial-parks", "id", "sort=-area_ha", "sort=area_ha desc" },
        { "industrial-parks", "id", "sort=district_code,-area_ha", "sort=district_code, area_ha desc nulls last" },
        { "industrial-parks", "id", "area_ha__is_null=true", "filters={\"area_ha\":null}" },
        { "industrial-parks", "id", "area_ha__gt=100&claims_disagree=false", "filters={\"area_ha\":{\"gt\":100},\"claims_disagree\":false}" },
        { "industrial-parks", "id", "name_vi__contains=tan", "q={\"name_vi\":\"tan\"}" },
        { "public-services", "code", "q=dang ky khai sinh", "q=dang ky khai sinh" },
        { "public-services", "code", "q=đăng ký khai sinh&sort=-code", "q=đăng ký khai sinh&sort=code desc" },
        { "public-services", "code", "q=\"khai sinh\" -nuoc", "q='khai sinh' %26 !nuoc&plain=false" },
        { "public-services", "code", "q=kha*", "q=kha:*&plain=false" },
        { "enterprises", "tax_code", "district_code=802&employees__gte=100&sort=-charter_capital_vnd", "filters={\"district_code\":\"802\",\"employees\":{\"gte\":100}}&sort=charter_capital_vnd desc" },
        { "enterprises", "tax_code", "registered_on__gte=2022-01-01&registered_on__lte=2022-01-31", "filters={\"registered_on\":{\"gte\":\"2022-01-01\",\"lte\":\"2022-01-31\"}}" },
    };

    [Theory, MemberData(nameof(Same))]
    public async Task The_same_question_gives_the_same_records_in_the_same_order(string dataset, string key, string native, string asked)
    {
        var own = await portal.ReadAsync($"/api/v1/datasets/{dataset}/records?limit=1000&count=exact&fields={key}&{Escape(native)}");
        var ckan = (await portal.ReadAsync($"{Search}{dataset}&limit=1000&fields={key}&{Escape(asked)}"))["result"]!;
        var dump = await portal.AskAsync($"/datastore/dump/{dataset}?fields={key}&limit=1000&{Escape(asked)}");

        string[] expected = [.. own["data"]!.AsArray().Select(record => record![key]!.ToString())];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, ckan["records"]!.AsArray().Select(record => record![key]!.ToString()));
        Assert.Equal(own["page"]!["total"]!.ToJsonString(), ckan["total"]!.ToJsonString());
        Assert.Equal(expected, dump.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1));
    }

    [Theory]
    [InlineData("enterprises", "tax_code", "", 900)]
    [InlineData("public-services", "code", "&sort=_id%20desc", 333)]
    [InlineData("public-services", "code", "&q=khai", 20)]
    [InlineData("communes", "code", "&sort=name_vi%20desc", 50)]
    public async Task A_walk_by_offset_gives_every_record_once(string dataset, string key, string more, int limit)
    {
        var export = (await portal.AskAsync($"/datastore/dump/{dataset}?fields={key}{more}")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        var walked = new List<string>();
        var next = $"{Search}{dataset}&fields={key}&limit={limit}{more}";
        while (true)
        {
            var result = (await portal.ReadAsync(next))["result"]!;
            var page = result["records"]!.AsArray();
            if (page.Count == 0)
                break;
            walked.AddRange(page.Select(record => (string)record![key]!));
            Assert.Equal(export.Length, (int)result["total"]!);
            next = (string)result["_links"]!["next"]!;
        }

        Assert.Equal(export, walked);
    }

    [Fact]
    public async Task A_walk_by_row_numbers_gives_every_record_once()
    {
        var seen = new List<long>();
        string? filters = null;
        do
        {
            var result = (await portal.ReadAsync($"{Search}public-services&fields=_id&limit=500&sort=_id&include_next_page=true&include_total=false{(filters is null ? "" : "&filters=" + Uri.EscapeDataString(filters))}"))["result"]!;
            seen.AddRange(result["records"]!.AsArray().Select(record => (long)record!["_id"]!));
            filters = result["next_page"]?.ToJsonString();
        }
        while (filters is not null);

        Assert.Equal(Enumerable.Range(1, 1601).Select(number => (long)number), seen);
    }

    [Fact]
    public async Task Values_have_the_types_that_the_fields_say()
    {
        var result = (await portal.ReadAsync($"{Search}enterprises&limit=1"))["result"]!;
        var record = result["records"]![0]!;
        var types = result["fields"]!.AsArray().ToDictionary(field => (string)field!["id"]!, field => (string)field!["type"]!);
        var own = (await portal.ReadAsync("/api/v1/datasets/enterprises/records?limit=1"))["data"]![0]!;

        Assert.Equal(("int", "text", "date", "int8", "float8"), (types["_id"], types["tax_code"], types["registered_on"], types["charter_capital_vnd"], types["latitude"]));
        foreach (var (name, value) in own.AsObject())
            Assert.Equal(value?.ToJsonString(), record[name]?.ToJsonString());
        Assert.Equal("_id", record.AsObject().First().Key);
        Assert.Equal("timestamptz", (string?)(await portal.ReadAsync("/api/3/action/datastore_info?id=feedback-cases"))["result"]!["fields"]!.AsArray().Single(field => (string)field!["id"]! == "received_at")!["type"]);
    }

    [Fact]
    public async Task Many_records_are_streamed_and_are_those_of_the_export()
    {
        var answer = await portal.ReadAsync($"{Search}enterprises&limit=32000&records_format=lists&fields=tax_code,name");
        var export = await portal.ReadAsync("/api/v1/datasets/enterprises/export.json?fields=tax_code,name");

        var expected = export.AsArray().Take(32_000).Select(record => $"[{record!["tax_code"]!.ToJsonString()},{record["name"]!.ToJsonString()}]");
        Assert.Equal(expected, answer["result"]!["records"]!.AsArray().Select(record => record!.ToJsonString()));
    }

    [Fact]
    public async Task Distinct_gives_each_combination_once()
    {
        var result = (await portal.ReadAsync($"{Search}industrial-parks&fields=district_code&distinct=true&sort=district_code%20desc&limit=1000"))["result"]!;
        var own = await portal.ReadAsync("/api/v1/datasets/industrial-parks/records?fields=district_code&distinct=true&sort=-district_code&count=exact");

        Assert.Equal(own["data"]!.ToJsonString(), result["records"]!.ToJsonString());
        Assert.Equal(own["page"]!["total"]!.ToJsonString(), result["total"]!.ToJsonString());
        Assert.Equal(15, (int)(await portal.ReadAsync($"{Search}districts&distinct=true"))["result"]!["total"]!); // told apart by their row numbers
    }

    [Fact]
    public async Task A_dump_has_the_row_numbers_and_every_record_in_each_format()
    {
        var csv = (await portal.AskAsync("/datastore/dump/districts?bom=true")).Text;
        var tsv = (await portal.AskAsync("/datastore/dump/districts?format=tsv")).Text;
        var json = await portal.ReadAsync("/datastore/dump/districts?format=json&offset=2&limit=4");
        var xml = XDocument.Parse((await portal.AskAsync("/datastore/dump/districts?format=xml&sort=code%20desc")).Text);
        var own = (await portal.ReadAsync("/api/v1/datasets/districts/records"))["data"]!.AsArray();

        Assert.StartsWith("\uFEFF_id,code,", csv, StringComparison.Ordinal);
        Assert.Equal(own.Count + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith($"1\t{own[0]!["code"]}\t", tsv.Split("\r\n")[1], StringComparison.Ordinal);
        Assert.Equal(["3", "4", "5", "6"], json["records"]!.AsArray().Select(row => row![0]!.ToJsonString()));
        Assert.Equal("_id", (string?)json["fields"]![0]!["id"]);
        Assert.Equal(own.Select(row => (string)row!["code"]!).Reverse(), xml.Root!.Elements("row").Select(row => row.Element("code")!.Value));
        Assert.Equal(own.Count.ToString(CultureInfo.InvariantCulture), xml.Root.Elements("row").First().Attribute("_id")!.Value);
    }

    [Theory]
    [InlineData("nothing", 404, "not-found")]
    [InlineData("districts?format=pdf", 400, "invalid-value")]
    [InlineData("districts?limit=x", 400, "invalid-value")]
    [InlineData("districts?filters={\"cod\":1}", 400, "invalid-value")]
    [InlineData("districts?colour=red", 400, "invalid-value")]
    public async Task A_dump_that_cannot_be_is_refused(string path, int status, string code)
    {
        var answer = await portal.AskAsync("/datastore/dump/" + path.Replace("\"", "%22", StringComparison.Ordinal));

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Awkward_names_and_values_come_through_in_each_format()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer"), ("cỡ chữ", "string")], "id,cỡ chữ\n1,\"a \"\"<&>\"\"\nb\"\n2,\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var result = (await own.ReadAsync($"{Search}words&sort=id"))["result"]!;
        var xml = XDocument.Parse((await own.AskAsync("/datastore/dump/words?format=xml")).Text);

        Assert.Equal("a \"<&>\"\nb", (string?)result["records"]![0]!["cỡ chữ"]);
        Assert.Equal("a \"<&>\"\nb", xml.Root!.Elements("row").First().Elements().Last().Value);
        Assert.Null(result["records"]![1]!["cỡ chữ"]);
        Assert.Equal(2, (int)(await own.ReadAsync($"{Search}words&filters={Uri.EscapeDataString("{\"cỡ chữ\":null}")}"))["result"]!["records"]![0]!["id"]!);
    }

    private static string Escape(string question) => question.Length == 0 ? "" :
        string.Join('&', question.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => $"{pair[0]}={Uri.EscapeDataString(Uri.UnescapeDataString(pair[1]))}"));
}
