using System.Text.Json.Nodes;
using System.Xml.Linq;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>The catalog and its datasets as DCAT-AP. That the three notations are one graph, and a valid one, is tried by programs that nobody here wrote: see .ci/clients.</summary>
public sealed class DcatTests(Portal portal)
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    public static TheoryData<string> Ids => [.. Repository.DatasetIds];

    [Theory]
    [InlineData("/catalog.jsonld", null, "application/ld+json")]
    [InlineData("/catalog.ttl", null, "text/turtle; charset=utf-8")]
    [InlineData("/catalog.rdf", null, "application/rdf+xml; charset=utf-8")]
    [InlineData("/catalog.ttl", "application/json", "text/turtle; charset=utf-8")]
    [InlineData("/catalog", null, "application/ld+json")]
    [InlineData("/catalog", "text/turtle", "text/turtle; charset=utf-8")]
    [InlineData("/catalog", "application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml; charset=utf-8")]
    [InlineData("/dataset/districts", "text/turtle", "text/turtle; charset=utf-8")]
    [InlineData("/dataset/districts.rdf", null, "application/rdf+xml; charset=utf-8")]
    [InlineData("/dataset/districts.jsonld?version=1", null, "application/ld+json")]
    public async Task The_extension_or_Accept_says_how_it_is_written(string path, string? accept, string type)
    {
        var answer = await portal.AskAsync(path, null, accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((200, type), (answer.Status, answer.Header("Content-Type")));
    }

    [Theory]
    [InlineData("/catalog.xml", 404, "not-found", null)]
    [InlineData("/dataset/districts.csv", 406, "not-acceptable", "notation")]
    [InlineData("/dataset/distrcts", 404, "unknown-dataset", "id")]
    [InlineData("/dataset/distrcts.ttl", 404, "unknown-dataset", "id")]
    [InlineData("/dataset/districts.ttl?version=99", 404, "unknown-version", "version")]
    [InlineData("/dataset/districts.ttl?version=x", 400, "invalid-value", "version")]
    [InlineData("/catalog?page=0", 400, "invalid-value", "page")]
    [InlineData("/catalog?page=one", 400, "invalid-value", "page")]
    [InlineData("/catalog?limit=1001", 400, "over-limit", "limit")]
    [InlineData("/catalog?modified_since=yesterday", 400, "invalid-value", "modified_since")]
    [InlineData("/catalog?modified_since=2022-02-30", 400, "invalid-value", "modified_since")]
    [InlineData("/catalog?modified_sinc=2022-01-01", 400, "unknown-parameter", "modified_sinc")]
    [InlineData("/catalog?page=1&page=2", 400, "repeated-parameter", "page")]
    public async Task A_mistake_is_a_problem(string path, int status, string code, string? parameter)
    {
        var answer = await portal.AskAsync(path);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(parameter, (string?)answer.Json["errors"]![0]!["parameter"]);
    }

    [Fact]
    public async Task What_is_not_accepted_is_refused_with_what_there_is()
    {
        var answer = await portal.AskAsync("/catalog", null, ("Accept", "text/csv"));

        Assert.Equal((406, "not-acceptable"), (answer.Status, answer.Code));
        Assert.Contains("text/turtle", answer.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_dataset_says_who_what_when_and_under_which_licence_in_both_languages(string id)
    {
        var native = await portal.ReadAsync($"/api/v1/datasets/{id}");
        var graph = await GraphAsync($"/dataset/{id}.jsonld");
        var dataset = graph[$"{Root}/dataset/{id}"];

        Assert.Equal(["vi", "en"], dataset["dct:title"]!.AsArray().Select(title => (string?)title!["@language"]));
        Assert.Equal((string?)native["title"]!["en"], (string?)dataset["dct:title"]![1]!["@value"]);
        Assert.NotNull(graph[Address(dataset["dct:publisher"])]["foaf:name"]);
        Assert.Equal(native["themes"]!.AsArray().Select(theme => $"http://publications.europa.eu/resource/authority/data-theme/{theme!["code"]}"), Addresses(dataset["dcat:theme"]));
        Assert.Equal((string?)native["frequency"]!["code"] == "never" ? "NEVER" : "IRREG", Address(dataset["dct:accrualPeriodicity"]).Split('/')[^1]);
        Assert.Equal(native["version"]!.ToString(), (string?)dataset["dcat:version"]);
        Assert.Equal((string?)native["provenance"] == "synthetic", dataset["dct:type"] is not null);
        Assert.Contains("@language", graph[Address(dataset["dct:provenance"])]["rdfs:label"]!.ToJsonString(), StringComparison.Ordinal);
        var distributions = Addresses(dataset["dcat:distribution"]).Select(address => graph[address]).ToList();
        Assert.Equal(native["distributions"]!.AsArray().Select(row => (string?)row!["url"]), distributions.Select(row => Address(row["dcat:downloadURL"])));
        Assert.All(distributions, row => Assert.Equal((string?)native["licences"]![0]!["url"], Address(row["dct:license"])));
    }

    [Fact]
    public async Task A_file_that_has_been_made_has_its_length_and_digest()
    {
        var manifest = await portal.ReadAsync("/api/v1/datasets/districts/export.csv?manifest=true");
        var graph = await GraphAsync("/dataset/districts.jsonld");

        var csv = graph[$"{Root}/dataset/districts#csv"];
        var file = manifest["files"]!.AsArray().Single(row => (string?)row!["encoding"] == "identity")!;
        Assert.Equal(file["bytes"]!.ToString(), (string?)csv["dcat:byteSize"]!["@value"]);
        Assert.Equal((string?)file["sha256"], (string?)graph[Address(csv["spdx:checksum"])]["spdx:checksumValue"]!["@value"]);
    }

    [Fact]
    public async Task Pages_of_the_catalog_add_up_to_the_whole_by_Hydra_and_by_Link()
    {
        var seen = new List<string>();
        string? next = "/catalog.jsonld?limit=4";
        while (next is not null)
        {
            var answer = await portal.AskAsync(next);
            var graph = Graph(answer.Json);
            var page = graph.Values.Single(node => node["@type"]?.ToJsonString().Contains("hydra:PagedCollection", StringComparison.Ordinal) == true);
            seen.AddRange(Addresses(graph[$"{Root}/catalog"]["dcat:dataset"]));
            Assert.Equal(Repository.DatasetIds.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), (string?)page["hydra:totalItems"]!["@value"]);
            Assert.Equal(answer.Links().GetValueOrDefault("next"), page["hydra:nextPage"] is { } link ? Address(link) : null);
            next = answer.Links().TryGetValue("next", out var address) ? new Uri(address).PathAndQuery : null;
        }

        Assert.Equal(Repository.DatasetIds.Select(id => $"{Root}/dataset/{id}"), seen);
    }

    [Fact]
    public async Task A_page_behind_the_last_is_empty_and_leads_back()
    {
        var answer = await portal.AskAsync("/catalog.jsonld?page=500");

        Assert.Null(Graph(answer.Json)[$"{Root}/catalog"]["dcat:dataset"]);
        Assert.EndsWith("page=1", answer.Links()["prev"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_changed_since_a_moment_is_listed_and_versions_form_a_chain()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("a.b", [("id", "integer")], "id\n1\n");
        folder.WriteDataset("rows", [("id", "integer")], "id\n1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var moment = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture);
        folder.WriteDataset("rows", [("id", "integer")], "id\n1\n2\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();

        var root = own.Client.BaseAddress!.AbsoluteUri.TrimEnd('/');
        Assert.Equal([$"{root}/dataset/rows"], Addresses(Graph(await own.ReadAsync($"/catalog?modified_since={moment}"))[$"{root}/catalog"]["dcat:dataset"]));
        Assert.Equal(2, Addresses(Graph(await own.ReadAsync("/catalog?modified_since=2000-01-01"))[$"{root}/catalog"]["dcat:dataset"]).Count());
        Assert.Null(Graph(await own.ReadAsync("/catalog?modified_since=2999-01-01T00:00:00%2B07:00"))[$"{root}/catalog"]["dcat:dataset"]);
        var current = Graph(await own.ReadAsync("/dataset/rows"))[$"{root}/dataset/rows"];
        Assert.Equal([$"{root}/dataset/rows?version=1", $"{root}/dataset/rows?version=2"], Addresses(current["dcat:hasVersion"]));
        Assert.Equal($"{root}/dataset/rows?version=1", Address(current["dcat:previousVersion"]));
        var first = Graph(await own.ReadAsync("/dataset/rows?version=1"))[$"{root}/dataset/rows?version=1"];
        Assert.Equal(("1", $"{root}/dataset/rows"), ((string?)first["dcat:version"], Address(first["dcat:isVersionOf"])));
        Assert.Null(first["dcat:previousVersion"]);
        Assert.Equal(200, (await own.AskAsync("/dataset/a.b")).Status);
        Assert.Equal("text/turtle; charset=utf-8", (await own.AskAsync("/dataset/a.b.ttl")).Header("Content-Type"));
    }

    [Fact]
    public async Task Awkward_texts_and_addresses_come_through_in_every_notation()
    {
        const string Awkward = "Dòng \"một\"\r\n\ttừ \\ <b>&amp;</b> 😀 'hai'";
        using var folder = new TempFolder();
        folder.WriteDataset("rows", [("id", "integer")], "id\n1\n", (package, _) =>
        {
            package["title"] = Awkward + "\u0001";
            package["sources"] = new JsonArray(new JsonObject { ["title"] = "x", ["path"] = "https://example.org/a b?c=<d>\"{e}|^`" });
        });
        await using var own = await Portal.StartAsync(folder.Path);
        var root = own.Client.BaseAddress!.AbsoluteUri.TrimEnd('/');

        var json = Graph(await own.ReadAsync("/dataset/rows.jsonld"))[$"{root}/dataset/rows"];
        var xml = XDocument.Parse((await own.AskAsync("/dataset/rows.rdf")).Text).Root!.Elements().First();
        var turtle = (await own.AskAsync("/dataset/rows.ttl")).Text;
        Assert.Equal(Awkward, (string?)json["dct:title"]!["@value"]);
        Assert.Equal(Awkward, xml.Element(XName.Get("title", "http://purl.org/dc/terms/"))!.Value);
        Assert.Contains(@"""Dòng \""một\""\r\n\ttừ \\ <b>&amp;</b> 😀 'hai'""@vi", turtle, StringComparison.Ordinal);
        const string Source = "https://example.org/a%20b?c=%3Cd%3E%22%7Be%7D%7C%5E%60";
        Assert.Equal(Source, Address(json["prov:wasDerivedFrom"]));
        Assert.Equal(Source, xml.Element(XName.Get("wasDerivedFrom", "http://www.w3.org/ns/prov#"))!.Attribute(Rdf + "resource")!.Value);
        Assert.Contains($"<{Source}>", turtle, StringComparison.Ordinal);
    }

    private string Root => portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/');

    private async Task<IReadOnlyDictionary<string, JsonNode>> GraphAsync(string path) => Graph(await portal.ReadAsync(path));

    /// <summary>What is said of each subject.</summary>
    private static Dictionary<string, JsonNode> Graph(JsonNode document) => document["@graph"]!.AsArray().ToDictionary(node => (string)node!["@id"]!, node => node!, StringComparer.Ordinal);

    private static IEnumerable<string> Addresses(JsonNode? values) => (values is JsonArray many ? many : [values?.DeepClone()]).Where(value => value is not null).Select(Address);

    private static string Address(JsonNode? value) => (string)value!["@id"]!;
}
