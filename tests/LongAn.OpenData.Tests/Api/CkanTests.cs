using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>CKAN's actions as its clients ask for them: ckanapi by POST with JSON, ckanr and web pages by GET, curl by a form.</summary>
public sealed class CkanTests(Portal portal)
{
    private const string Actions = "/api/3/action/";

    /// <summary>An action, its parameters, where to look in the result, and what is there.</summary>
    public static TheoryData<string, string, string, string> Answers => new()
    {
        { "site_read", "{}", "", "true" },
        { "status_show", "{}", "locale_default", "vi" },
        { "status_show", "{}", "extensions.0", "datastore" },
        { "package_list", """{"limit":1}""", "0", "commune-changes-2025" },
        { "package_list", """{"limit":"1","offset":3}""", "0", "districts" },
        { "package_show", """{"id":"districts"}""", "name", "districts" },
        { "package_show", """{"id":"districts"}""", "type", "dataset" },
        { "package_show", """{"id":"districts"}""", "state", "active" },
        { "package_show", """{"id":"districts"}""", "private", "false" },
        { "package_show", """{"id":"districts"}""", "resources.0.format", "CSV" },
        { "package_show", """{"id":"districts"}""", "resources.0.datastore_active", "true" },
        { "package_show", """{"id":"districts"}""", "resources.1.datastore_active", "false" },
        { "package_show", """{"id":"districts","include_tracking":true}""", "organization.is_organization", "true" },
        { "package_show", """{"id":"enterprises"}""", "extras.0.key", "provenance" },
        { "package_show", """{"id":"enterprises"}""", "extras.0.value", "synthetic" },
        { "current_package_list_with_resources", """{"limit":2}""", "1.type", "dataset" },
        { "package_search", """{"q":"name:districts"}""", "count", "1" },
        { "package_search", """{"q":"","rows":0}""", "count", "18" },
        { "package_search", """{"rows":1}""", "sort", "score desc, metadata_modified desc" },
        { "package_search", """{"q":"*:*","facet.field":["res_format"],"rows":0}""", "facets.res_format.CSV", "18" },
        { "package_search", """{"facet.field":"[\"res_format\"]","facet.limit":1}""", "search_facets.res_format.items.0.count", "18" },
        { "resource_search", """{"query":"format:csv"}""", "count", "18" },
        { "resource_search", """{"query":["format:csv","url:/districts/"]}""", "results.0.format", "CSV" },
        { "organization_list", "{}", "0", "longan-opendata" },
        { "organization_list", """{"all_fields":true}""", "0.package_count", "18" },
        { "organization_show", """{"id":"longan-opendata"}""", "type", "organization" },
        { "organization_show", """{"id":"longan-opendata","include_datasets":"True"}""", "packages.3.name", "districts" },
        { "group_list", """{"sort":"package_count desc","all_fields":true,"limit":1}""", "0.type", "group" },
        { "group_show", """{"id":"econ"}""", "name", "econ" },
        { "tag_list", """{"query":"KCN"}""", "0", "KCN" },
        { "tag_show", """{"id":"KCN","include_datasets":true}""", "packages.0.name", "industrial-park-claims" },
        { "license_list", "{}", "0.id", "CC-BY-4.0" },
        { "license_list", "{}", "0.is_okd_compliant", "true" },
        { "datastore_search", """{"resource_id":"districts","limit":1}""", "records.0._id", "1" },
        { "datastore_search", """{"resource_id":"districts","limit":1}""", "fields.0.type", "int" },
        { "datastore_search", """{"resource_id":"districts","limit":1}""", "total", "15" },
        { "datastore_search", """{"resource_id":"districts","limit":1}""", "total_was_estimated", "false" },
        { "datastore_search", """{"resource_id":"districts","limit":40000}""", "limit", "32000" },
        { "datastore_search", """{"resource_id":"districts","limit":0}""", "total", "15" },
        { "datastore_search", """{"resource_id":"districts","filters":{"code":"794"},"records_format":"lists","fields":["name_vi","code"]}""", "records.0.1", "794" },
        { "datastore_search", """{"resource_id":"districts","filters":{"code":794},"records_format":"csv","fields":"code"}""", "records", "794\r\n" },
        { "datastore_search", """{"resource_id":"districts","filters":"{\"code\":[\"794\",\"802\"]}","fields":["code","name_vi"],"records_format":"tsv","sort":"code desc"}""", "records", "802\tHuyện Đức Hòa\r\n794\tThành phố Tân An\r\n" },
        { "datastore_info", """{"id":"districts"}""", "meta.count", "15" },
        { "datastore_info", """{"id":"districts"}""", "fields.0.schema.uniquekey", "true" },
        { "help_show", """{"name":"site_read"}""", "", "Luôn là true.\n\nAlways true.\n" },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task An_action_is_answered_alike_however_it_is_asked(string action, string parameters, string at, string expected)
    {
        var words = JsonNode.Parse(parameters)!.AsObject();
        var query = string.Join('&', words.SelectMany(pair => Written(pair.Value!).Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value)}")));
        var answers = new[]
        {
            await portal.AskAsync($"{Actions}{action}?{query}"),
            await portal.AskAsync($"/api/action/{action}?{query}"),
            await PostAsync($"/api/action/{action}", new StringContent(parameters, Encoding.UTF8, "application/json")),
            await PostAsync(Actions + action, new StringContent(query, Encoding.UTF8, "application/x-www-form-urlencoded")),
            await PostAsync(Actions + action, new StringContent(parameters, Encoding.UTF8, "application/x-www-form-urlencoded")),
        };

        foreach (var answer in answers)
        {
            Assert.True(answer.Status == 200, answer.Text);
            Assert.Equal("application/json;charset=utf-8", answer.Header("Content-Type"));
            Assert.True((bool)answer.Json["success"]!);
            Assert.EndsWith($"/api/3/action/help_show?name={action}", (string)answer.Json["help"]!, StringComparison.Ordinal);
            var found = at.Length == 0 ? answer.Json["result"] : at.Split('.').Aggregate(answer.Json["result"], (node, name) => node is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : node![name]);
            Assert.Equal(expected, found is JsonValue value && value.TryGetValue(out string? text) ? text : found!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("package_show?id=nothing", 404, "Not Found Error", "Not found")]
    [InlineData("resource_show?id=districts", 404, "Not Found Error", "Not found")]
    [InlineData("organization_show?id=x", 404, "Not Found Error", "Not found")]
    [InlineData("group_show?id=x", 404, "Not Found Error", "Not found")]
    [InlineData("tag_show?id=x", 404, "Not Found Error", "Not found")]
    [InlineData("help_show?name=x", 404, "Not Found Error", "Not found: Action \"x\" was not found.")]
    [InlineData("datastore_search?resource_id=x", 404, "Not Found Error", "Not found: Resource \"x\" was not found.")]
    [InlineData("datastore_info?id=x", 404, "Not Found Error", "Not found: Resource \"x\" was not found.")]
    [InlineData("package_search?row=1", 400, "Search Query Error", "Search Query is invalid: Invalid search parameters: 'row' (did you mean 'rows'?)")]
    [InlineData("package_search?q=nam:x", 400, "Search Query Error", "Search Query is invalid: q: undefined field nam (did you mean name?)")]
    [InlineData("package_search?fq=name:(a", 400, "Search Query Error", "Search Query is invalid: fq: a parenthesis is not closed")]
    [InlineData("package_search?fq=metadata_modified:[yesterday TO *]", 400, "Search Query Error", "Search Query is invalid: fq: Invalid Date String: 'yesterday'")]
    [InlineData("package_search?sort=colour asc", 400, "Search Query Error", "Search Query is invalid: Invalid \"sort\" parameter: invalid value \"colour asc\"")]
    public async Task A_mistake_has_its_type_and_status(string path, int status, string type, string message)
    {
        var answer = await portal.AskAsync(Actions + path.Replace(" ", "%20", StringComparison.Ordinal));

        Assert.Equal((status, "application/json;charset=utf-8", false), (answer.Status, answer.Header("Content-Type"), (bool)answer.Json["success"]!));
        Assert.Equal((type, message), ((string?)answer.Json["error"]!["__type"], (string?)answer.Json["error"]!["message"]));
    }

    [Theory]
    [InlineData("package_show", "id", "Missing value")]
    [InlineData("package_list?limit=x", "limit", "Invalid integer")]
    [InlineData("package_search?rows=-1", "rows", "Must be a natural number")]
    [InlineData("resource_search", "query", "Missing value")]
    [InlineData("resource_search?query=colour:x", "query", "Field \"colour\" not recognised in resource_search.")]
    [InlineData("datastore_search", "resource_id", "Missing value")]
    [InlineData("datastore_search?resource_id=districts&limit=-1", "limit", "Must be a natural number")]
    [InlineData("datastore_search?resource_id=districts&offset=x", "offset", "Invalid integer")]
    [InlineData("datastore_search?resource_id=districts&filters={", "filters", "Cannot parse JSON")]
    [InlineData("datastore_search?resource_id=districts&filters={\"cod\":\"794\"}", "filters", "Unknown field: cod Did you mean \"code\"?")]
    [InlineData("datastore_search?resource_id=districts&filters={\"latitude\":\"x\"}", "filters", "invalid value \"x\" for latitude: takes a number with a decimal point")]
    [InlineData("datastore_search?resource_id=districts&filters={\"code\":{\"like\":\"x\"}}", "filters", "Unknown filter operation: 'like'")]
    [InlineData("datastore_search?resource_id=districts&filters={\"$not\":[]}", "filters", "Unknown operators (must be one of $or, $and): $not")]
    [InlineData("datastore_search?resource_id=districts&fields=colour", "fields", "There is no field \"colour\".")]
    [InlineData("datastore_search?resource_id=districts&sort=code sideways", "sort", "invalid value \"code sideways\"")]
    [InlineData("datastore_search?resource_id=districts&records_format=xml", "records_format", "Value must be one of objects, lists, csv, tsv")]
    [InlineData("datastore_search?resource_id=districts&filter={}", "__extras", "invalid value \"filter\" Did you mean \"filters\"?")]
    [InlineData("datastore_search?resource_id=districts&q=a|b&plain=false", "q", "Of the operators of to_tsquery only & ! :* and quotes are understood")]
    public async Task A_value_that_is_wrong_is_told_under_its_parameter(string path, string parameter, string message)
    {
        var answer = await portal.AskAsync(Actions + path.Replace(" ", "%20", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal));

        Assert.Equal((409, "Validation Error"), (answer.Status, (string?)answer.Json["error"]!["__type"]));
        Assert.Equal(message, (string?)answer.Json["error"]![parameter]![0]);
    }

    [Fact]
    public async Task What_changes_the_portal_is_refused_and_what_is_not_known_is_said()
    {
        var write = await PostAsync(Actions + "package_create", new StringContent("{}", Encoding.UTF8, "application/json"));
        var read = await portal.AskAsync(Actions + "package_create");
        var unknown = await portal.AskAsync(Actions + "package_serch");

        Assert.Equal((403, "Authorization Error"), (write.Status, (string?)write.Json["error"]!["__type"]));
        Assert.Equal((400, "Bad request - JSON Error: Invalid request. Please use POST method for your request"), (read.Status, (string?)read.Json));
        Assert.Equal((400, "Bad request - Action name not known: package_serch (did you mean package_search?)"), (unknown.Status, (string?)unknown.Json));
    }

    [Theory]
    [InlineData("{", 400, "Bad request - JSON Error: Error decoding JSON data.")]
    [InlineData("[1]", 400, "Bad request - JSON Error: Request data JSON decoded to something")]
    [InlineData("""{"id":"a","id":"b"}""", 400, "Bad request - JSON Error: Error decoding JSON data.")]
    public async Task A_body_that_cannot_be_read_is_told(string body, int status, string message)
    {
        var answer = await PostAsync(Actions + "package_show", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(message, (string?)answer.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_not_read()
    {
        var known = await PostAsync(Actions + "package_show", new ByteArrayContent(new byte[1_100_000]));
        using var stream = new StreamContent(new MemoryStream(new byte[1_100_000]));
        stream.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        Assert.Equal(413, known.Status);
        Assert.Equal(413, (await PostAsync(Actions + "package_show", stream)).Status);
    }

    [Fact]
    public async Task Other_sites_may_ask_by_POST_and_OPTIONS_says_so()
    {
        var preflight = await portal.AskAsync(Actions + "package_show", HttpMethod.Options, ("Origin", "https://example.org"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
        var options = await portal.AskAsync(Actions + "package_show", HttpMethod.Options);
        var put = await portal.AskAsync(Actions + "package_show", HttpMethod.Put);

        Assert.Equal((204, "*"), (preflight.Status, preflight.Header("Access-Control-Allow-Origin")));
        Assert.Contains("POST", preflight.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Equal((204, "GET, HEAD, POST, OPTIONS"), (options.Status, options.Header("Allow")));
        Assert.Equal((405, "GET, HEAD, POST, OPTIONS"), (put.Status, put.Header("Allow")));
    }

    [Fact]
    public async Task An_older_web_page_is_answered_with_a_script()
    {
        var script = await portal.AskAsync(Actions + "site_read?callback=jQuery123.done");
        var wrong = await portal.AskAsync(Actions + "site_read?callback=alert(1)");

        Assert.Equal((200, "application/javascript;charset=utf-8"), (script.Status, script.Header("Content-Type")));
        Assert.StartsWith("jQuery123.done({\"help\":", script.Text, StringComparison.Ordinal);
        Assert.EndsWith("\"success\":true,\"result\":true});", script.Text, StringComparison.Ordinal);
        Assert.Equal(409, wrong.Status);
    }

    [Fact]
    public async Task An_answer_that_is_held_is_not_sent_again()
    {
        var first = await portal.AskAsync(Actions + "package_show?id=districts");
        var second = await portal.AskAsync(Actions + "package_show?id=districts", headers: ("If-None-Match", first.Header("ETag")!));

        Assert.Equal((304, 0), (second.Status, second.Body.Length));
        Assert.Null((await portal.AskAsync(Actions + "package_search?fq=metadata_modified:[NOW-1HOUR%20TO%20*]")).Header("ETag")); // another a second later
    }

    [Fact]
    public async Task A_fault_of_ours_stands_in_the_envelope_too()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("gone", [("id", "integer")], "id\n1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        File.Delete(Path.Combine(own.DataDir, "gone", "1.sqlite"));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            var answer = await own.AskAsync($"{Actions}datastore_search?resource_id=gone", method);

            Assert.Equal((500, "application/json;charset=utf-8", false), (answer.Status, answer.Header("Content-Type"), (bool)answer.Json["success"]!));
            Assert.Equal("Internal Server Error", (string?)answer.Json["error"]!["__type"]);
            Assert.DoesNotContain("sqlite", answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Null(answer.Header("ETag"));
        }
    }

    [Fact]
    public async Task A_question_past_its_time_stands_in_the_envelope_and_says_when_to_come_back()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("heavy", [("n", "integer"), ("t", "string")], "n,t\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},{i % 7}\n")));
        using var store = new SqliteRecordStore(new StorageOptions { QuerySeconds = 0 });
        await using var own = await Portal.StartAsync(folder.Path, configure: builder => builder.Services.AddSingleton(store));

        var answer = await own.AskAsync($"{Actions}datastore_search?resource_id=heavy&sort=t%20desc");

        Assert.Equal((503, "30", "Service Unavailable Error"), (answer.Status, answer.Header("Retry-After"), (string?)answer.Json["error"]!["__type"]));
    }

    [Fact]
    public async Task The_ids_of_a_dataset_and_of_its_formats_never_change()
    {
        var package = (await portal.ReadAsync(Actions + "package_show?id=districts"))["result"]!;

        Assert.Equal(("55d2b733-3878-53bf-9473-ff1526db6e2a", "739c324d-8435-5679-bf6d-201eb4a64d16"), ((string?)package["id"], (string?)package["resources"]![0]!["id"]));
        Assert.Equal("districts", (string?)(await portal.ReadAsync(Actions + $"package_show?id={package["id"]}"))["result"]!["name"]);
    }

    [Fact]
    public async Task Every_resource_can_be_downloaded_and_says_what_it_is()
    {
        foreach (var package in (await portal.ReadAsync(Actions + "package_search?rows=1000"))["result"]!["results"]!.AsArray())
        {
            foreach (var resource in package!["resources"]!.AsArray())
            {
                var shown = (await portal.ReadAsync(Actions + $"resource_show?id={resource!["id"]}"))["result"]!;
                Assert.Equal(resource.ToJsonString(), shown.ToJsonString());
                Assert.Equal(package["id"]!.ToJsonString(), shown["package_id"]!.ToJsonString());
                var head = await portal.AskAsync(new Uri((string)resource["url"]!).PathAndQuery, HttpMethod.Head);
                Assert.Equal(200, head.Status);
                Assert.StartsWith((string)resource["mimetype"]!, head.Header("Content-Type"), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_page_of_a_dataset_leads_to_the_portal()
    {
        Assert.Equal((302, "/datasets/districts"), (await portal.AskAsync("/dataset/districts", null, ("Accept", "text/html,*/*;q=0.8"))) is var page ? (page.Status, new Uri(page.Header("Location")!).AbsolutePath) : default);
        Assert.Equal((404, "unknown-dataset"), (await portal.AskAsync("/dataset/distrcts")) is var none ? (none.Status, none.Code) : default);
        Assert.Equal(3, (int)(await portal.ReadAsync("/api/3"))["version"]!);
    }

    private static IEnumerable<string> Written(JsonNode value) => value switch
    {
        JsonArray items when items.Count > 1 => items.SelectMany(item => Written(item!)),
        JsonValue text when text.TryGetValue(out string? plain) => [plain],
        _ => [value.ToJsonString()],
    };

    private async Task<Answer> PostAsync(string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.UserAgent.ParseAdd("ckanapi/1.0");
        using var response = await portal.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
