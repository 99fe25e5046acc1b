using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using LongAn.OpenData.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Bad input, a row each: a problem with a code, never a fault, never anything that was not asked for.</summary>
public sealed class ProblemsTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";
    private const string Districts = $"{Datasets}/districts";

    /// <summary>Mistakes in the words that every read of records takes: query, status, code, parameter, suggestion.</summary>
    private static readonly (string Query, int Status, string Code, string? Parameter, string? Suggestion)[] Selections =
    [
        ("fields=cod", 400, "unknown-field", "fields", "code"),
        ("fields=", 400, "invalid-value", "fields", null),
        ("fields=code,code", 400, "invalid-value", "fields", null),
        ("fields=code&exclude=name_vi", 400, "invalid-value", "exclude", null),
        ("fields=code&fields=name_vi", 400, "repeated-parameter", "fields", null),
        ("fields=*", 400, "unknown-field", "fields", null),
        ("exclude=nme_vi", 400, "unknown-field", "exclude", "name_vi"),
        ("version=99", 404, "unknown-version", "version", null),
        ("version=99999999999", 404, "unknown-version", "version", null),
        ("version=99999999999999999999", 404, "unknown-version", "version", null),
        ("version=0", 400, "invalid-value", "version", null),
        ("version=-1", 400, "invalid-value", "version", null),
        ("version=latest", 400, "invalid-value", "version", null),
        ("version=1&version=1", 400, "repeated-parameter", "version", null),
        ("lang=fr", 400, "invalid-value", "lang", null),
        ("lagn=vi", 400, "unknown-parameter", "lagn", "lang"),
        ("=1", 400, "unknown-parameter", "", null),
        ("%00=1", 400, "unknown-parameter", null, null),
        ("fields=%00", 400, "unknown-field", "fields", null),
    ];

    /// <summary>Mistakes in filters and order, which pages and exports take.</summary>
    private static readonly (string Query, int Status, string Code, string? Parameter, string? Suggestion)[] Filters =
    [
        ("nme_vi=x", 400, "unknown-parameter", "nme_vi", "name_vi"),
        ("nme_vi__contains=x", 400, "unknown-field", "nme_vi__contains", "name_vi__contains"),
        ("name_vi__contain=x", 400, "unknown-operator", "name_vi__contain", "name_vi__contains"),
        ("name_vi__=x", 400, "unknown-operator", "name_vi__", null),
        ("__eq=x", 400, "unknown-parameter", "__eq", null),
        ("CODE=794", 400, "unknown-parameter", "CODE", "code"),
        ("latitude__contains=1", 400, "operator-not-for-type", "latitude__contains", null),
        ("latitude=abc", 400, "invalid-value", "latitude", null),
        ("latitude=NaN", 400, "invalid-value", "latitude", null),
        ("latitude=1e999", 400, "invalid-value", "latitude", null),
        ("latitude=10,5", 400, "invalid-value", "latitude", null),
        ("commune_count_2022=1.5", 400, "invalid-value", "commune_count_2022", null),
        ("commune_count_2022=99999999999999999999", 400, "invalid-value", "commune_count_2022", null),
        ("commune_count_2022__in=1,x", 400, "invalid-value", "commune_count_2022__in", null),
        ("commune_count_2022__between=1", 400, "invalid-value", "commune_count_2022__between", null),
        ("commune_count_2022__between=1,2,3", 400, "invalid-value", "commune_count_2022__between", null),
        ("commune_count_2022__gt=1&commune_count_2022__gt=2", 400, "repeated-parameter", "commune_count_2022__gt", null),
        ("valid_to__gt=30/6/2025", 400, "invalid-value", "valid_to__gt", null),
        ("valid_to=2025-02-30", 400, "invalid-value", "valid_to", null),
        ("name_vi__is_null=maybe", 400, "invalid-value", "name_vi__is_null", null),
        ("name_vi__is_null=1", 400, "invalid-value", "name_vi__is_null", null),
        ("name_vi__like=%25%25%25%25%25%25%25%25%25%25%25", 400, "over-limit", "name_vi__like", null),
        ("sort=cod", 400, "unknown-field", "sort", "code"),
        ("sort=code,-code", 400, "invalid-value", "sort", null),
        ("sort=--code", 400, "unknown-field", "sort", "code"),
        ("sort=code%20desc", 400, "unknown-field", "sort", null),
        ("sort=%00", 400, "unknown-field", "sort", null),
        ("name_vi=%00", 400, "invalid-value", "name_vi", null),
        ("name_vi__contains=a%00b", 400, "invalid-value", "name_vi__contains", null),
        ("name_vi=%ED%A0%80", 400, "invalid-value", "name_vi", null),
        ("name_vi=%FF", 400, "invalid-value", "name_vi", null),
        ("name_vi=%C3%28", 400, "invalid-value", "name_vi", null),
        ("%FF=1", 400, "invalid-value", null, null),
    ];

    /// <summary>Mistakes in turning pages.</summary>
    private static readonly (string Query, int Status, string Code, string? Parameter, string? Suggestion)[] Paging =
    [
        ("limit=0", 400, "invalid-value", "limit", null),
        ("limit=-1", 400, "invalid-value", "limit", null),
        ("limit=", 400, "invalid-value", "limit", null),
        ("limit=ten", 400, "invalid-value", "limit", null),
        ("limit=1.5", 400, "invalid-value", "limit", null),
        ("limit=1001", 400, "over-limit", "limit", null),
        ("limit=2147483648", 400, "over-limit", "limit", null),
        ("limit=99999999999999999999", 400, "over-limit", "limit", null),
        ("offset=10001", 400, "over-limit", "offset", "cursor"),
        ("offset=-1", 400, "invalid-value", "offset", null),
        ("count=yes", 400, "invalid-value", "count", null),
        ("cursor=", 400, "invalid-cursor", "cursor", null),
        ("cursor=!", 400, "invalid-cursor", "cursor", null),
        ("cursor=%00", 400, "invalid-cursor", "cursor", null),
        ("cursor=WzEsImEiLGZhbHNlLDFd", 400, "cursor-of-another-query", "cursor", null),
        ("limit=1&limit=2", 400, "repeated-parameter", "limit", null),
    ];

    public static TheoryData<string, int, string, string?, string?> OfReads
    {
        get
        {
            var data = new TheoryData<string, int, string, string?, string?>();
            Add(data, Selections, "records", "records/794", "export.csv", "export.json");
            Add(data, Filters, "records", "export.csv", "export.json");
            Add(data, Paging, "records");
            return data;
        }
    }

    /// <summary>Other addresses and what is wrong with them.</summary>
    public static TheoryData<string, int, string, string?, string?> OfAddresses => new()
    {
        { "/nothing", 404, "not-found", null, "/api/v1" },
        { "/api/v2/datasets", 404, "not-found", null, "/api/v1" },
        { $"{Districts}/nothing", 404, "not-found", null, "/api/v1" },
        { $"{Districts}/versions/99", 404, "unknown-version", "version", null },
        { $"{Districts}/versions/abc", 404, "not-found", null, "/api/v1" },
        { $"{Districts}/records/000", 404, "unknown-record", "key", null },
        { $"{Districts}/records/%ED%A0%80", 404, "unknown-record", "key", null },
        { $"{Districts}/records/794?sort=code", 400, "unknown-parameter", "sort", null },
        { $"{Districts}/records/794?limit=1", 400, "unknown-parameter", "limit", null },
        { $"{Districts}/records/794?code=795", 400, "unknown-parameter", "code", null },
        { $"{Districts}/records/794?format=csv", 406, "not-acceptable", "format", null },
        { $"{Districts}/records?format=xml", 406, "not-acceptable", "format", null },
        { $"{Districts}/records?format=CSV", 406, "not-acceptable", "format", "csv" },
        { $"{Districts}/export.xml", 406, "not-acceptable", "format", null },
        { $"{Districts}/export.CSV", 406, "not-acceptable", "format", "csv" },
        { $"{Districts}/export.csv?format=json", 400, "unknown-parameter", "format", null },
        { $"{Districts}/export.csv?limit=3", 400, "unknown-parameter", "limit", null },
        { $"{Districts}/export.json?cursor=x", 400, "unknown-parameter", "cursor", null },
        { $"{Districts}?fields=code", 400, "unknown-parameter", "fields", null },
        { $"{Districts}/schema?versoin=1", 400, "unknown-parameter", "versoin", "version" },
        { $"{Districts}/schema?version=99", 404, "unknown-version", "version", null },
        { $"{Districts}/schema?version=x", 400, "invalid-value", "version", null },
        { $"{Districts}/profile?version=1&version=1", 400, "repeated-parameter", "version", null },
        { $"{Districts}/profile?limit=1", 400, "unknown-parameter", "limit", null },
        { $"{Districts}/versions?limit=1", 400, "unknown-parameter", "limit", null },
        { $"{Districts}/versions/1?x=1", 400, "unknown-parameter", "x", null },
        { $"{Districts}/versions?lang=fr", 400, "invalid-value", "lang", null },
        { "/api/v1?x=1", 400, "unknown-parameter", "x", null },
        { $"{Datasets}?limt=1", 400, "unknown-parameter", "limt", "limit" },
        { $"{Datasets}?limit=1001", 400, "over-limit", "limit", null },
        { $"{Datasets}?limit=99999999999", 400, "over-limit", "limit", null },
        { $"{Datasets}?limit=0", 400, "invalid-value", "limit", null },
        { $"{Datasets}?sort=titel", 400, "invalid-value", "sort", "title" },
        { $"{Datasets}?sort=--title", 400, "invalid-value", "sort", "title" },
        { $"{Datasets}?sort=id&sort=title", 400, "repeated-parameter", "sort", null },
        { $"{Datasets}?cursor=!", 400, "invalid-cursor", "cursor", null },
        { $"{Datasets}?cursor=aWQKZW50ZXJwcmlzZXM", 400, "cursor-of-another-query", "cursor", null },
        { $"{Datasets}?format=xml", 400, "invalid-value", "format", null },
        { $"{Datasets}?lang=fr", 400, "invalid-value", "lang", null },
        { $"{Datasets}?q=%FF", 400, "invalid-value", "q", null },
        { $"{Datasets}?q=%00", 400, "invalid-value", "q", null },
        { "/problems/no-such-code", 404, "not-found", "code", null },
        { "/problems/unknown-fild", 404, "not-found", "code", "unknown-field" },
    };

    /// <summary>What is said in the middle of an address, where an id or key belongs.</summary>
    public static TheoryData<string> OfDatasetPaths => ["", "/schema", "/profile", "/versions", "/versions/1", "/records", "/records/794", "/export.csv", "/export.json"];

    /// <summary>Text that would do harm where text is pasted into SQL.</summary>
    public static TheoryData<string> Injections =>
    [
        "' OR '1'='1",
        "794' OR 1=1 --",
        "794'; DROP TABLE records; --",
        "\" OR \"\"=\"",
        "code\" FROM records; --",
        "1) UNION SELECT name, sql FROM sqlite_master --",
        "@p0",
        "x' || (SELECT group_concat(name) FROM enterprises) || '",
        "%' ESCAPE '",
        "randomblob(1000000000)",
    ];

    [Theory, MemberData(nameof(OfReads)), MemberData(nameof(OfAddresses))]
    public async Task A_mistake_is_a_problem_that_names_it(string address, int status, string code, string? parameter, string? suggestion)
    {
        var answer = await portal.AskAsync(address);

        var error = CheckProblem(answer, status, code);
        if (parameter is not null)
            Assert.Equal(parameter, (string?)error["parameter"]);
        if (suggestion is not null)
            Assert.Equal(suggestion, (string?)error["suggestion"]);
    }

    [Theory, MemberData(nameof(OfDatasetPaths))]
    public async Task An_unknown_dataset_is_told_with_the_one_that_was_meant(string path)
    {
        var answer = await portal.AskAsync($"{Datasets}/distrcts{path}");

        Assert.Equal("districts", (string?)CheckProblem(answer, 404, "unknown-dataset")["suggestion"]);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var answer = await portal.AskAsync($"{Districts}/records?limit=5000&sort=cod&fields=x&code__foo=1&nme_vi=2&latitude=abc&offset=-1&count=maybe&lang=de");

        Assert.Equal("invalid-request", answer.Code);
        Assert.Equal(
            "code__foo count fields lang latitude limit nme_vi offset sort",
            string.Join(' ', answer.Json["errors"]!.AsArray().Select(error => (string)error!["parameter"]!).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("limit=1001", "maximum", "1000")]
    [InlineData("limit=99999999999", "maximum", "1000")]
    [InlineData("offset=10001", "maximum", "10000")]
    [InlineData("version=7", "maximum", "1")]
    public async Task A_limit_that_is_passed_is_named(string query, string member, string value)
    {
        var answer = await portal.AskAsync($"{Districts}/records?{query}");

        Assert.Equal(value, answer.Json["errors"]![0]![member]!.ToString());
    }

    [Theory]
    [InlineData("", null, "vi")]
    [InlineData("", "en", "en")]
    [InlineData("", "en-GB,en;q=0.9,vi;q=0.8", "en")]
    [InlineData("", "fr, vi;q=0.5, en;q=0.4", "vi")]
    [InlineData("", "fr", "vi")]
    [InlineData("&lang=en", "vi", "en")]
    [InlineData("&lang=vi", "en", "vi")]
    public async Task A_problem_speaks_the_language_of_the_request(string query, string? accepted, string language)
    {
        var answer = await portal.AskAsync($"{Districts}/records?limit=0{query}", headers: accepted is null ? [] : [("Accept-Language", accepted)]);

        Assert.Equal(language, answer.Header("Content-Language"));
        Assert.Contains(language == "vi" ? "phải là" : "must be", (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sort=-code")]
    [InlineData("code__gt=794")]
    [InlineData("version=1&code=795")]
    public async Task A_cursor_goes_with_its_own_query_only(string other)
    {
        var cursor = (string)(await portal.ReadAsync($"{Districts}/records?limit=1"))["page"]!["next_cursor"]!;
        var answer = await portal.AskAsync($"{Districts}/records?limit=1&{other}&cursor={cursor}");
        var elsewhere = await portal.AskAsync($"{Datasets}/communes/records?limit=1&cursor={cursor}");
        var withOffset = await portal.AskAsync($"{Districts}/records?offset=1&cursor={cursor}");
        var otherLimit = await portal.AskAsync($"{Districts}/records?limit=7&fields=code&cursor={cursor}");

        CheckProblem(answer, 400, "cursor-of-another-query");
        CheckProblem(elsewhere, 400, "cursor-of-another-query");
        CheckProblem(withOffset, 400, "invalid-value");
        Assert.Equal(200, otherLimit.Status);
    }

    [Theory]
    [InlineData("q=khu")]
    [InlineData("theme=ECON")]
    [InlineData("sort=title")]
    public async Task A_cursor_of_the_catalog_goes_with_its_own_search_only(string other)
    {
        var cursor = (string)(await portal.ReadAsync($"{Datasets}?limit=1"))["page"]!["next_cursor"]!;
        var answer = await portal.AskAsync($"{Datasets}?limit=1&{other}&cursor={cursor}");

        CheckProblem(answer, 400, "cursor-of-another-query");
    }

    [Theory]
    [InlineData("[1,\"{0}\",1]")]
    [InlineData("[1,\"{0}\",1,\"x\"]")]
    [InlineData("[1,\"{0}\",1,null]")]
    [InlineData("[1,\"{0}\",1,1e999]")]
    [InlineData("[1,\"{0}\",1,\"\\u0000\"]")]
    [InlineData("[1,\"{0}\",1,\"\\ud800\"]")]
    [InlineData("[1,\"{0}\",1,{\"a\":1}]")]
    [InlineData("[1,\"{0}\",9223372036854775807,1]")]
    [InlineData("[1,\"{0}\",-9223372036854775808,1]")]
    [InlineData("[1,\"{0}\",1.5,1]")]
    [InlineData("[99,\"{0}\",1,1]")]
    [InlineData("[null,null,null]")]
    [InlineData("[[[[[[]]]]]]")]
    [InlineData("{\"a\":1}")]
    [InlineData("null")]
    public async Task A_forged_cursor_is_refused_or_harmless(string forged)
    {
        var cursor = (string)(await portal.ReadAsync($"{Districts}/records?sort=-commune_count_2022&limit=1"))["page"]!["next_cursor"]!;
        var order = (string)JsonNode.Parse(WebEncoders.Base64UrlDecode(cursor))![1]!;
        var text = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(forged.Replace("{0}", order, StringComparison.Ordinal)));
        var answer = await portal.AskAsync($"{Districts}/records?sort=-commune_count_2022&limit=1&cursor={text}");

        if (answer.Status == 200)
            Assert.InRange(answer.Json["data"]!.AsArray().Count, 0, 1);
        else
            Assert.Contains(answer.Code, (string[])["invalid-cursor", "cursor-of-another-query", "unknown-version"]);
    }

    [Theory, MemberData(nameof(Injections))]
    public async Task SQL_is_text_like_any_other_wherever_it_stands(string text)
    {
        var word = Uri.EscapeDataString(text);
        string[] filters = ["code={0}", "code__ne={0}&code={0}", "code__in={0}", "code__gt={0}&code__lt={0}", "name_vi__contains={0}", "name_vi__starts_with={0}", "name_vi__ends_with={0}"];
        foreach (var filter in filters)
        {
            var answer = await portal.AskAsync($"{Districts}/records?{filter.Replace("{0}", word, StringComparison.Ordinal)}");

            Assert.True(answer.Status == 200 && answer.Json["data"]!.AsArray().Count == 0, $"{filter}: {answer.Text}");
        }

        string[] places = ["records?sort={0}", "records?fields={0}", "records?exclude={0}", "records?{0}=1", "records?code__{0}=1", "records?{0}__eq=1", "records?limit={0}", "records?offset={0}", "records?cursor={0}", "records?count={0}", "records?version={0}", "records?lang={0}", "records?latitude={0}", "records?valid_to__gt={0}", "records/{0}", "export.csv?sort={0}", "export.{0}", "records?format={0}", "schema?version={0}"];
        foreach (var place in places)
        {
            var answer = await portal.AskAsync($"{Districts}/{place.Replace("{0}", word, StringComparison.Ordinal)}");

            Assert.True(answer.Status is >= 400 and < 500 && answer.Code is not null, $"{place}: {answer.Status} {answer.Text}");
        }

        Assert.Equal(15, (await portal.ReadAsync($"{Districts}/export.json")).AsArray().Count);
    }

    [Fact]
    public void Whatever_is_asked_the_answer_is_never_a_fault()
    {
        string[] names = ["code", "name_vi", "latitude", "valid_to", "code__in", "name_vi__like", "latitude__between", "sort", "fields", "exclude", "limit", "offset", "cursor", "count", "version", "format", "lang", "x__y", ""];
        string[] values = ["", ",", "-", "%", "_", "\\", "\0", "'", "\"", "794", "code", "-code,name_vi", "1e308", "-9223372036854775808", "Đức", "\U0001F600", "1", "true", "null", "[1,2]", "WzEsImEiLDFd"];
        var word = Gen.OneOf(OneOf(values), Gen.String);
        var request =
            from path in OneOf("records", "export.csv", "export.json", "schema", "records/794")
            from pairs in Gen.Select(Gen.OneOf(OneOf(names), Gen.String), word).Array[0, 4]
            select $"{Districts}/{path}?{string.Join('&', pairs.Select(pair => $"{Escape(pair.Item1)}={Escape(pair.Item2)}"))}";

        request.Sample(
            address =>
            {
                var answer = portal.AskAsync(address).GetAwaiter().GetResult();
                return answer.Status < 500 && (answer.Status == 200 || answer.Code is not null);
            },
            iter: 500, threads: 1);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(20_000)]
    public async Task An_address_that_is_too_long_is_a_problem(int letters)
    {
        string[] addresses = [$"{Districts}/records?name_vi={new string('x', letters)}", $"{Districts}/records?{new string('x', letters)}=1", $"{Districts}/records/{new string('x', letters)}", $"{Datasets}?q={new string('x', letters)}", $"/{new string('x', letters)}"];
        foreach (var address in addresses)
        {
            var answer = await portal.AskAsync(address);

            Assert.Equal(16_000, (int)CheckProblem(answer, 414, "uri-too-long")["maximum"]!);
            Assert.True(answer.Text.Length < 2_000);
        }
    }

    [Fact]
    public async Task An_address_just_within_the_limit_is_answered()
    {
        var path = $"{Districts}/records?name_vi=";
        var answer = await portal.AskAsync(path + new string('x', 16_000 - path.Length));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("/api/v1/datasets/%00")]
    [InlineData("/api/v1/datasets/districts/records/%00")]
    public async Task NUL_in_a_path_is_refused_by_the_server_before_it_is_read(string path)
    {
        var answer = await portal.AskAsync(path);

        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData("/api/v1/datasets", "text/csv")]
    [InlineData("/api/v1/datasets/districts", "image/png")]
    [InlineData("/api/v1/datasets/districts/schema", "text/html")]
    [InlineData("/api/v1/datasets/districts/records", "image/png")]
    [InlineData("/api/v1/datasets/districts/records", "application/json;q=0, text/csv;q=0")]
    [InlineData("/api/v1/datasets/districts/records/794", "text/csv")]
    [InlineData("/api/v1", "image/*")]
    public async Task Accept_of_nothing_there_is_says_what_there_is(string path, string accept)
    {
        var answer = await portal.AskAsync(path, headers: [("Accept", accept)]);

        Assert.Contains("application/json", (string?)CheckProblem(answer, 406, "not-acceptable")["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    public async Task A_method_that_is_not_allowed_is_told_with_those_that_are(string method)
    {
        foreach (var path in (string[])["/api/v1", Datasets, $"{Districts}/schema", $"{Districts}/records/794", $"{Districts}/export.csv"])
        {
            var answer = await portal.AskAsync(path, new HttpMethod(method));

            CheckProblem(answer, 405, "method-not-allowed");
            Assert.Equal("GET, HEAD, OPTIONS", answer.Header("Allow"));
        }
    }

    [Fact]
    public async Task Every_kind_of_problem_has_a_page_that_explains_it()
    {
        var kinds = (await portal.ReadAsync("/problems"))["problems"]!.AsArray();

        Assert.True(kinds.Count > 30);
        foreach (var kind in kinds)
        {
            var page = await portal.ReadAsync($"/problems/{kind!["code"]}");
            Assert.True(JsonNode.DeepEquals(kind, page));
            Assert.NotEmpty((string)page["title"]!["vi"]!);
            Assert.NotEmpty((string)page["title"]!["en"]!);
        }
    }

    [Fact]
    public async Task A_fault_of_ours_is_a_problem_without_our_insides()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("gone", [("id", "integer")], "id\n1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        File.Delete(Path.Combine(own.DataDir, "gone", "1.sqlite"));
        foreach (var path in (string[])["records", "records/1", "export.csv"])
        {
            var answer = await own.AskAsync($"{Datasets}/gone/{path}");

            CheckProblem(answer, 500, "internal-error");
            Assert.Null(answer.Header("ETag"));
            Assert.Null(answer.Header("Content-Disposition"));
        }
    }

    private static void Add(TheoryData<string, int, string, string?, string?> data, (string Query, int Status, string Code, string? Parameter, string? Suggestion)[] rows, params string[] paths)
    {
        foreach (var path in paths)
        {
            foreach (var row in rows)
                data.Add($"{Districts}/{path}?{row.Query}", row.Status, row.Code, row.Parameter, row.Suggestion);
        }
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(letter => $"%{letter:X2}"));

    /// <summary>Checks all that RFC 9457 and the portal promise of a problem.</summary>
    /// <returns>Its first mistake.</returns>
    private static JsonObject CheckProblem(Answer answer, int status, string code)
    {
        Assert.Equal((status, code), (answer.Status, answer.Code ?? answer.Text));
        var problem = answer.Json;
        Assert.EndsWith($"/problems/{code}", (string?)problem["type"], StringComparison.Ordinal);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.All((string[])["title", "detail", "instance", "trace_id"], name => Assert.NotEmpty((string)problem[name]!));
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.All((string[])["SQLite", "Exception", "LongAn.OpenData.", "   at "], insides => Assert.DoesNotContain(insides, answer.Text, StringComparison.Ordinal));
        return problem["errors"]![0]!.AsObject();
    }
}
