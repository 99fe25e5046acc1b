using System.Net;
using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class OpenApiTests(Portal portal)
{
    private const string Refresh = "dotnet run --project src/LongAn.OpenData.Server -- import, then openapi";
    private static readonly string Committed = Path.Combine(Repository.Root, "openapi");

    public static TheoryData<string> Documents => ["portal", "ckan", .. Repository.DatasetIds];

    [Fact]
    public async Task The_committed_documents_are_those_that_the_command_writes()
    {
        using var folder = new TempFolder();
        var run = await ServerProcess.RunAsync("openapi", "--output", folder.Path, "--data-dir", portal.DataDir);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(NamesIn(folder.Path), NamesIn(Committed));
        var stale = NamesIn(Committed).Where(name => File.ReadAllText(folder.At(name)) != File.ReadAllText(Path.Combine(Committed, name)));
        Assert.True(!stale.Any(), $"Not what the code makes: {string.Join(", ", stale)}. Refresh with: {Refresh}.");
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task A_document_is_served_as_it_is_committed_but_for_its_server(string name)
    {
        var served = await portal.ReadAsync($"/openapi/{name}.json");
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Committed, name + ".json"), TestContext.Current.CancellationToken))!;

        Assert.Equal(portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'), (string?)served["servers"]![0]!["url"]);
        served["servers"] = committed["servers"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(committed, served), name);
    }

    /// <summary>
    /// With what a request must have; each example of what it may have is asked for alone. An export is asked for whole once, and then of few
    /// records, each condition on a field in one of the formats by turns: whole in every format, enterprises took a minute and a half.
    /// </summary>
    [Theory, MemberData(nameof(Documents))]
    public async Task Every_example_is_answered(string name)
    {
        var document = await portal.ReadAsync($"/openapi/{name}.json");
        var fields = document["components"]?["schemas"]?["Record"]?["properties"]?.AsObject().Select(member => member.Key).ToHashSet() ?? [];
        List<string> exports = [.. document["paths"]!.AsObject().Select(member => member.Key).Where(path => path.Contains($"/{name}/export.", StringComparison.Ordinal))];

        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            if (item!["get"] is not { } get || get["security"] is not null)
                continue; // nothing to read, or only with a key

            var parameters = get["parameters"]?.AsArray().Select(parameter => Resolve(parameter!, document)).ToArray() ?? [];
            if (parameters.Any(parameter => (bool?)parameter["required"] == true && parameter["example"] is null))
                continue; // the digest of a file: there is none before somebody asks for one

            var address = parameters.Where(parameter => (string?)parameter["in"] == "path").Aggregate(path, (text, parameter) => text.Replace($"{{{parameter["name"]}}}", Written(parameter["example"]!), StringComparison.Ordinal));
            var asksAll = exports.IndexOf(path) is var format && format < 0;
            var queries = parameters.Where((parameter, i) => asksAll || i % exports.Count == format || !fields.Contains(((string)parameter["name"]!).Split("__")[0].Split('.')[0])).Where(parameter => (string?)parameter["in"] == "query" && parameter["example"] is JsonValue or JsonArray).ToLookup(parameter => (bool?)parameter["required"] == true, parameter => $"{parameter["name"]}={Written(parameter["example"]!)}");
            var few = asksAll ? "" : await FewAsync(name, parameters);
            foreach (var query in queries[false].Select(query => query + few).Prepend(""))
            {
                var asked = $"{address}?{string.Join('&', queries[true].Append(query))}";
                var answer = await portal.AskAsync(asked);
                Assert.True(answer.Status == 200, $"{asked}: {answer.Status} {answer.Text}");
            }
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public async Task The_example_of_a_field_is_a_value_of_its_data(string name)
    {
        var document = await portal.ReadAsync($"/openapi/{name}.json");
        var fields = document["components"]!["schemas"]!["Record"]?["properties"]?.AsObject() ?? [];

        foreach (var (field, schema) in fields.Where(member => (bool?)member.Value!["readOnly"] != true && !member.Key.EndsWith("_record", StringComparison.Ordinal))) // what a read adds is no data
        {
            var page = await portal.ReadAsync($"/api/v1/datasets/{name}/records?limit=1&{field}__eq={Written(schema!["example"]!)}");
            Assert.True((int?)page["page"]!["count"] == 1, $"{name}: no record has {field} = {schema["example"]}");
        }
    }

    [Fact]
    public async Task A_document_that_is_held_is_not_sent_again()
    {
        var first = await portal.AskAsync("/openapi/districts.json");
        var second = await portal.AskAsync("/openapi/districts.json", headers: ("If-None-Match", first.Header("ETag")!));

        Assert.Equal((200, 304), (first.Status, second.Status));
    }

    [Fact]
    public async Task A_document_that_there_is_none_of_is_a_404_that_names_the_one_meant()
    {
        var answer = await portal.AskAsync("/openapi/distrcts.json");

        Assert.Equal((404, "unknown-dataset"), (answer.Status, answer.Code));
        Assert.Equal("districts", (string?)answer.Json["errors"]![0]!["suggestion"]);
    }

    [Fact]
    public async Task Swagger_UI_lists_every_document()
    {
        var script = (await portal.AskAsync("/swagger/index.js")).Text;

        Assert.All(Documents, name => Assert.Contains($"\"../openapi/{name.Data}.json\"", script, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Swagger_UI_is_led_from_the_id_of_a_dataset_to_its_document()
    {
        var dataset = await portal.ReadAsync("/api/v1/datasets/districts");
        var answer = await portal.AskAsync(new Uri((string)dataset["links"]!["swagger"]!).PathAndQuery);

        Assert.Equal((int)HttpStatusCode.Redirect, answer.Status);
        Assert.EndsWith("(districts)", Uri.UnescapeDataString(answer.Header("Location")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_that_is_imported_later_has_a_document_at_once()
    {
        using var datasets = new TempFolder();
        datasets.WriteDataset("words", [("id", "integer"), ("cỡ chữ", "number")], "id,cỡ chữ\n1,2.5\n");
        await using var own = await Portal.StartAsync(datasets.Path);
        datasets.WriteDataset("later", [("id", "integer")], "id\n1\n");
        own.ImportBeside(datasets.Path);
        own.SeeImports();

        var words = await own.ReadAsync("/openapi/words.json");
        Assert.Equal(2.5, (double?)words["components"]!["schemas"]!["Record"]!["properties"]!["cỡ chữ"]!["example"]);
        Assert.NotNull((await own.ReadAsync("/openapi/later.json"))["paths"]!["/api/v1/datasets/later/records/{key}"]);
        Assert.Contains("../openapi/later.json", (await own.AskAsync("/swagger/index.js")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_document_goes_to_stdout_and_none_is_a_failure()
    {
        var one = await ServerProcess.RunAsync("openapi", "districts", "--data-dir", portal.DataDir);
        var none = await ServerProcess.RunAsync("openapi", "distrcts", "--data-dir", portal.DataDir);

        Assert.Equal((0, File.ReadAllText(Path.Combine(Committed, "districts.json"))), (one.ExitCode, one.Output));
        Assert.Equal((1, "There is no document \"distrcts\". Did you mean \"districts\"?\n"), (none.ExitCode, none.Error));
    }

    private static string[] NamesIn(string folder) => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>A condition on the key that its example meets and hardly another record does, by an operator that is no example itself; none where no field may be asked for.</summary>
    private async Task<string> FewAsync(string dataset, JsonNode[] parameters)
    {
        var key = (string)(await portal.ReadAsync($"/api/v1/datasets/{dataset}/schema"))["primaryKey"]!.AsArray()[0]!;
        return parameters.SingleOrDefault(parameter => (string?)parameter["name"] == key) is { } field ? $"&{key}__eq={Written(field["example"]!)}" : "";
    }

    private static JsonNode Resolve(JsonNode parameter, JsonNode document) =>
        (string?)parameter["$ref"] is { } reference ? reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, name) => node[name]!) : parameter;

    private static string Written(JsonNode example) =>
        example is JsonArray items ? string.Join(',', items.Select(item => Written(item!))) : Uri.EscapeDataString(example.ToString());
}
