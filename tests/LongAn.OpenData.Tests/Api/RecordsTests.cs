using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class RecordsTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";
    private const string Districts = $"{Datasets}/districts/records";

    /// <summary>What is asked of the districts, and the codes of those that answer it.</summary>
    public static TheoryData<string, string> Filters => new()
    {
        { "code=794", "794" },
        { "code__eq=794", "794" },
        { "code=794&code=808", "794 808" },
        { "code__in=794,808,000", "794 808" },
        { "code__ne=794&code__lt=797", "795 796" },
        { "code__lte=796", "794 795 796" },
        { "code__gt=806", "807 808" },
        { "code__gte=807", "807 808" },
        { "code__between=799,801", "799 800 801" },
        { "code=0794", "" },
        { "kind_vi=Thành phố", "794" },
        { "kind_vi=thanh pho", "" },
        { "name_vi__contains=duc", "801 802" },
        { "name_vi__contains=ĐỨC", "801 802" },
        { "name_vi__starts_with=thi xa", "795" },
        { "name_vi__starts_with=duc", "" },
        { "name_vi__ends_with=huyen", "" },
        { "name_vi__ends_with=hung", "796 797" },
        { "name_vi__like=%can%duoc", "806" },
        { "name_vi__like=huyen duc h__", "801 802" },
        { "name_vi__contains=%", "" },
        { "commune_count_2022__gte=17", "802 806" },
        { "commune_count_2022__between=7,8", "795 798" },
        { "latitude__gt=10.9", "797" },
        { "valid_to=2025-06-30&code__lt=795", "794" },
        { "valid_to__lt=2025-06-30", "" },
        { "name_vi__is_null=true", "" },
        { "name_vi__is_null=false&code__gt=807", "808" },
        { "code=794&kind_vi=Huyện", "" },
    };

    [Theory, MemberData(nameof(Filters))]
    public async Task A_filter_keeps_the_records_that_match(string query, string codes)
    {
        var page = await portal.ReadAsync($"{Districts}?{Words.Escape(query)}&count=exact");

        Assert.Equal(codes, string.Join(' ', Column(page, "code")));
        Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, (int)page["page"]!["total"]!);
    }

    [Theory]
    [InlineData("industries", "code", "01", "1")]
    [InlineData("public-services", "code", "1.000660", "1.00066")]
    public async Task A_code_is_text_and_keeps_its_zeros(string dataset, string field, string code, string otherCode)
    {
        var found = await portal.ReadAsync($"{Datasets}/{dataset}/records?{field}={code}");
        var notFound = await portal.ReadAsync($"{Datasets}/{dataset}/records?{field}={otherCode}");
        var record = await portal.ReadAsync($"{Datasets}/{dataset}/records/{code}");

        Assert.Equal(code, Assert.Single(Column(found, field)));
        Assert.Empty(Column(notFound, field));
        Assert.Equal(code, (string?)record["data"]![field]);
    }

    [Fact]
    public async Task Without_words_a_page_has_a_hundred_records_in_key_order_and_the_total()
    {
        var page = await portal.ReadAsync($"{Datasets}/enterprises/records");

        var keys = Column(page, "tax_code");
        Assert.Equal(100, keys.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal("""{"limit":100,"count":100,"total":15226,"prev_cursor":null}""", Without(page["page"]!, "next_cursor"));
        Assert.Equal("synthetic", (string?)page["provenance"]);
        Assert.Equal("enterprises", (string?)page["dataset"]);
        Assert.Equal(1, (int)page["version"]!);
    }

    [Theory]
    [InlineData("", 15)]
    [InlineData("count=exact", 15)]
    [InlineData("count=exact&kind_vi=Huyện&limit=2", 13)]
    [InlineData("count=exact&kind_vi=Huyện&limit=2&offset=10", 13)]
    [InlineData("kind_vi=Huyện", null)]
    [InlineData("count=none&kind_vi=Huyện", null)]
    public async Task A_filtered_total_is_there_when_it_is_asked_for(string query, int? total)
    {
        var answer = await portal.AskAsync($"{Districts}?{Words.Escape(query)}");

        Assert.Equal(total, (int?)answer.Json["page"]!["total"]);
        Assert.Equal(total?.ToString(CultureInfo.InvariantCulture), answer.Header("X-Total-Count"));
    }

    [Theory]
    [InlineData("fields=name_vi,code", "name_vi,code")]
    [InlineData("fields=code", "code")]
    [InlineData("exclude=name_vi,name_en,latitude,longitude,valid_to", "code,kind_vi,province_code,commune_count_2022,commune_count_2025_03")]
    public async Task Fields_are_projected_in_the_order_asked_for(string query, string fields)
    {
        var page = await portal.ReadAsync($"{Districts}?{query}");
        var csv = await portal.AskAsync($"{Districts}?{query}&format=csv");

        Assert.Equal(fields, string.Join(',', page["data"]![0]!.AsObject().Select(member => member.Key)));
        Assert.StartsWith(fields + "\r\n", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Distinct_combinations_are_the_same_in_every_format_and_counted_when_asked()
    {
        const string Asked = "fields=kind_vi,in_2025_03&distinct=true&sort=-kind_vi";
        var page = await portal.ReadAsync($"{Datasets}/communes/records?{Asked}&count=exact&limit=3");
        var uncounted = await portal.ReadAsync($"{Datasets}/communes/records?{Asked}");
        var csv = await portal.AskAsync($"{Datasets}/communes/export.csv?{Asked}");

        Assert.Equal(["Xã", "Xã", "Thị trấn"], Column(page, "kind_vi"));
        Assert.Equal(["false", "true", "true"], Column(page, "in_2025_03"));
        Assert.Equal((5, 3, null), ((int)page["page"]!["total"]!, (int)page["page"]!["count"]!, (int?)uncounted["page"]!["total"]));
        Assert.Equal("kind_vi,in_2025_03\r\nXã,false\r\nXã,true\r\nThị trấn,true\r\nPhường,false\r\nPhường,true\r\n", csv.Text);
        Assert.Contains("distinct=true", (string)page["links"]!["csv"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sort=-code&limit=2", "808 807")]
    [InlineData("sort=code&limit=2", "794 795")]
    [InlineData("sort=kind_vi,-code&limit=3", "808 807 806")]
    [InlineData("sort=-commune_count_2022&limit=2", "802 806")]
    [InlineData("sort=-commune_count_2022,-code&code__in=796,802,807&limit=3", "802 807 796")]
    [InlineData("limit=2&offset=13", "807 808")]
    [InlineData("limit=2&offset=14", "808")]
    [InlineData("limit=2&offset=10000", "")]
    public async Task Records_are_sorted_and_passed_over_as_asked(string query, string codes)
    {
        var page = await portal.ReadAsync($"{Districts}?{query}");

        Assert.Equal(codes, string.Join(' ', Column(page, "code")));
    }

    [Theory]
    [InlineData("parent_id")]
    [InlineData("-parent_id")]
    [InlineData("-area_ha")]
    [InlineData("established_year")]
    public async Task Records_without_a_value_come_last_in_either_direction(string sort)
    {
        var page = await portal.ReadAsync($"{Datasets}/industrial-parks/records?sort={sort}");

        var isNull = page["data"]!.AsArray().Select(record => record![sort.TrimStart('-')] is null).ToList();
        Assert.Contains(true, isNull);
        Assert.Contains(false, isNull);
        Assert.Equal(isNull.Order(), isNull);
    }

    [Theory]
    [InlineData("enterprises", "")]
    [InlineData("enterprises", "sort=-tax_code")]
    [InlineData("enterprises", "sort=-charter_capital_vnd")]
    [InlineData("enterprises", "sort=legal_type_code,-employees")]
    [InlineData("enterprises", "sort=district_code,-registered_on,name&district_code__in=794,802&fields=name")]
    [InlineData("feedback-cases", "sort=is_public,answered_at")]
    [InlineData("public-service-channels", "sort=-fee_vnd,channel")]
    [InlineData("indicators", "sort=value")]
    [InlineData("industrial-parks", "sort=-latitude,parent_id&limit=3")]
    [InlineData("population", "limit=1")]
    public async Task A_walk_by_cursor_meets_the_records_of_the_export_in_its_order(string dataset, string query)
    {
        var export = (await portal.ReadAsync($"{Datasets}/{dataset}/export.json?{query.Replace("limit=3", "", StringComparison.Ordinal).Replace("limit=1", "", StringComparison.Ordinal)}")).AsArray();
        var walked = new JsonArray();
        var next = $"{Datasets}/{dataset}/records?{query}{(query.Contains("limit", StringComparison.Ordinal) ? "" : "&limit=997")}";
        while (next is not null)
        {
            var answer = await portal.AskAsync(next);
            Assert.True(answer.Status == 200, answer.Text);
            foreach (var record in answer.Json["data"]!.AsArray())
                walked.Add(record!.DeepClone());
            Assert.Equal((string?)answer.Json["links"]!["next"], answer.Links().GetValueOrDefault("next"));
            next = answer.Json["links"]!["next"] is { } link ? new Uri((string)link!).PathAndQuery : null;
        }

        Assert.Equal(export.Count, walked.Count);
        Assert.True(JsonNode.DeepEquals(export, walked));
    }

    [Theory]
    [InlineData("communes", "sort=-kind_vi&limit=50")]
    [InlineData("communes", "q=t%C3%A2n&limit=9")]
    [InlineData("industrial-parks", "sort=-area_ha,parent_id&limit=5&format=json")]
    public async Task Links_lead_back_over_the_pages_they_led_over(string dataset, string query)
    {
        var there = new List<Answer> { await portal.AskAsync($"{Datasets}/{dataset}/records?{query}") };
        while (there[^1].Links().TryGetValue("next", out var next))
            there.Add(await portal.AskAsync(new Uri(next).PathAndQuery));
        var back = new List<Answer> { there[^1] };
        while (back[^1].Links().TryGetValue("prev", out var previous))
        {
            Assert.Equal(previous, (string?)back[^1].Json["links"]!["prev"]);
            Assert.Contains((string)back[^1].Json["page"]!["prev_cursor"]!, previous, StringComparison.Ordinal);
            back.Add(await portal.AskAsync(new Uri(previous).PathAndQuery));
        }

        Assert.True(there.Count > 2);
        Assert.Null(there[0].Json["page"]!["prev_cursor"]);
        Assert.Equal(there.AsEnumerable().Reverse().Select(page => page.Json["data"]!.ToJsonString()), back.Select(page => page.Json["data"]!.ToJsonString()));
        Assert.Equal((string?)there[0].Json["page"]!["next_cursor"], (string?)back[^1].Json["page"]!["next_cursor"]);
    }

    [Fact]
    public async Task A_walk_stays_on_the_version_it_began_with()
    {
        using var folder = new TempFolder();
        (string, string)[] fields = [("id", "integer"), ("word", "string")];
        folder.WriteDataset("words", fields, "id,word\n1,a\n2,b\n3,c\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var first = await own.ReadAsync($"{Datasets}/words/records?limit=1");
        folder.WriteDataset("words", fields, "id,word\n1,z\n2,y\n3,x\n4,w\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();
        var second = await own.ReadAsync(new Uri((string)first["links"]!["next"]!).PathAndQuery);
        var third = await own.ReadAsync(new Uri((string)second["links"]!["next"]!).PathAndQuery);
        var anew = await own.ReadAsync($"{Datasets}/words/records");
        var pinned = await own.ReadAsync($"{Datasets}/words/records?version=1");
        var otherVersion = await own.AskAsync($"{Datasets}/words/records?limit=1&version=2&cursor={first["page"]!["next_cursor"]}");

        Assert.Equal("a b c", string.Join(' ', Column(first, "word").Concat(Column(second, "word")).Concat(Column(third, "word"))));
        Assert.Null(third["links"]!["next"]);
        Assert.Equal((1, 1, 2), ((int)second["version"]!, (int)third["version"]!, (int)anew["version"]!));
        Assert.Equal("z y x w", string.Join(' ', Column(anew, "word")));
        Assert.Equal("a b c", string.Join(' ', Column(pinned, "word")));
        Assert.Equal("cursor-of-another-query", otherVersion.Code);
    }

    [Fact]
    public async Task What_another_process_publishes_is_served_after_the_next_look()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n");
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using var own = await Portal.StartAsync(folder.Path, configure: builder => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(builder.Services, clock));
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        own.ImportBeside(folder.Path);
        var before = (int)(await own.ReadAsync($"{Datasets}/words"))["version"]!;
        var after = await Eventually.ReadAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(2));
                return (int)(await own.ReadAsync($"{Datasets}/words"))["version"]!;
            },
            version => version != before);

        Assert.Equal((1, 2), (before, after));
    }

    [Theory]
    [InlineData("districts", "794", "code", "794")]
    [InlineData("population", "794,2019", "year", "2019")]
    [InlineData("population", "794%2C2019", null, "unknown-record")]
    [InlineData("population", "794", null, "unknown-record")]
    [InlineData("population", "794,abc", null, "unknown-record")]
    [InlineData("population", "794,2019,1", null, "unknown-record")]
    [InlineData("districts", "000", null, "unknown-record")]
    [InlineData("districts", "794,", null, "unknown-record")]
    public async Task One_record_is_found_by_its_primary_key(string dataset, string key, string? field, string expected)
    {
        var answer = await portal.AskAsync($"{Datasets}/{dataset}/records/{key}");

        if (field is null)
            Assert.Equal((404, expected), (answer.Status, answer.Code));
        else
            Assert.Equal(expected, answer.Json["data"]![field]!.ToString());
    }

    [Theory]
    [InlineData("a,b", "a%2Cb")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a b+c?d#e%f", "a%20b%2Bc%3Fd%23e%25f")]
    [InlineData("Đức Hòa", "%C4%90%E1%BB%A9c%20H%C3%B2a")]
    public async Task A_key_of_any_letters_can_be_written_into_an_address(string key, string escaped)
    {
        using var folder = new TempFolder();
        folder.WriteDataset("keys", [("id", "string"), ("n", "integer")], $"id,n\nother,0\n\"{key}\",1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var record = await own.ReadAsync($"{Datasets}/keys/records/{escaped}");

        Assert.Equal((key, 1), ((string?)record["data"]!["id"], (int)record["data"]!["n"]!));
    }

    [Fact]
    public async Task One_record_can_be_projected_and_pinned()
    {
        var record = await portal.ReadAsync($"{Districts}/794?fields=name_en,code&version=1");

        Assert.Equal("""{"name_en":"Tan An City","code":"794"}""", record["data"]!.ToJsonString());
        Assert.Equal(1, (int)record["version"]!);
    }

    [Fact]
    public async Task Whole_numbers_of_64_bits_arrive_with_every_digit()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("numbers", [("n", "integer"), ("x", "number"), ("ok", "boolean")], "n,x,ok\n9223372036854775807,0.1,true\n-9223372036854775808,-1e300,false\n0,,\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var page = await own.AskAsync($"{Datasets}/numbers/records?n__gte=9223372036854775807");
        var json = await own.AskAsync($"{Datasets}/numbers/export.json");
        var csv = await own.AskAsync($"{Datasets}/numbers/export.csv");

        Assert.Contains("""[{"n":9223372036854775807,"x":0.1,"ok":true}]""", page.Text, StringComparison.Ordinal);
        Assert.Equal("""[{"n":-9223372036854775808,"x":-1E+300,"ok":false},{"n":0,"x":null,"ok":null},{"n":9223372036854775807,"x":0.1,"ok":true}]""", json.Text);
        Assert.Equal("n,x,ok\r\n-9223372036854775808,-1E+300,false\r\n0,,\r\n9223372036854775807,0.1,true\r\n", csv.Text);
    }

    [Theory]
    [InlineData(null, null, "application/json; charset=utf-8")]
    [InlineData(null, "*/*", "application/json; charset=utf-8")]
    [InlineData(null, "text/html,application/xhtml+xml,*/*;q=0.8", "application/json; charset=utf-8")]
    [InlineData(null, "text/csv", "text/csv; charset=utf-8; header=present")]
    [InlineData(null, "text/*", "text/csv; charset=utf-8; header=present")]
    [InlineData(null, "application/json;q=0.4, text/csv;q=0.5", "text/csv; charset=utf-8; header=present")]
    [InlineData(null, "application/json;q=0, */*", "text/csv; charset=utf-8; header=present")]
    [InlineData(null, "application/json; charset=utf-8", "application/json; charset=utf-8")]
    [InlineData("csv", "application/json", "text/csv; charset=utf-8; header=present")]
    [InlineData("json", "text/csv", "application/json; charset=utf-8")]
    public async Task The_format_is_the_one_asked_for(string? format, string? accept, string contentType)
    {
        var answer = await portal.AskAsync($"{Districts}{(format is null ? "" : $"?format={format}")}", headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((200, contentType), (answer.Status, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task Vietnamese_is_written_as_it_is_read()
    {
        var answer = await portal.AskAsync($"{Districts}/802");

        Assert.Contains("Huyện Đức Hòa", answer.Text, StringComparison.Ordinal);
    }

    private static List<string> Column(JsonNode page, string field) => [.. page["data"]!.AsArray().Select(record => record![field]!.ToString())];

    private static string Without(JsonNode json, string member)
    {
        var copy = json.DeepClone().AsObject();
        copy.Remove(member);
        return copy.ToJsonString();
    }
}
