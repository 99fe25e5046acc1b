using System.Text.RegularExpressions;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>What holds for every document that describes the portal or a dataset, whatever its words.</summary>
public sealed partial class MetadataTests(Portal portal)
{
    public static TheoryData<string> Documents =>
    [
        "/catalog.jsonld", "/catalog.ttl", "/catalog.rdf", "/schema-org.jsonld", "/sitemap.xml", "/robots.txt", "/.well-known/api-catalog", "/api/v1",
        "/dataset/industrial-parks.jsonld", "/dataset/industrial-parks.ttl?version=1", "/dataset/enterprises.rdf", "/api/v1/datasets/industrial-parks/schema-org.jsonld",
        "/api/v1/datasets/industrial-parks/datapackage.json", "/api/v1/datasets/districts/croissant.jsonld", "/api/v1/datasets/districts/export.csv-metadata.json?header=none",
    ];

    public static TheoryData<string, string> Dialects
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var id in Repository.DatasetIds)
            {
                foreach (var dialect in MetadataDialect.All)
                    data.Add(dialect.Path.Replace("{id}", id, StringComparison.Ordinal), dialect.MediaType);
            }

            return data;
        }
    }

    /// <summary>Addresses of records by key are templates, and other protocols have tests of their own.</summary>
    [Theory, MemberData(nameof(Documents))]
    public async Task Every_address_here_that_a_document_names_leads_somewhere(string document)
    {
        var text = (await portal.AskAsync(document)).Text;
        var root = portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/');
        var others = PortalService.All.Where(service => service != PortalService.Rest).Select(service => root + service.Path).ToList();
        var named = Address().Matches(text).Select(match => match.Value.Replace("&amp;", "&", StringComparison.Ordinal).Split('#')[0])
            .Where(address => address.StartsWith(root + "/", StringComparison.Ordinal) && !address.Contains('{', StringComparison.Ordinal) && !others.Any(other => address.StartsWith(other, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(named);
        foreach (var address in named)
        {
            var answer = await portal.AskAsync(address[root.Length..], HttpMethod.Head);
            Assert.True(answer.Status is 200 or 301 or 302, $"{address}: {answer.Status}");
        }
    }

    [Theory, MemberData(nameof(Dialects))]
    public async Task Every_dataset_is_described_in_every_dialect_with_a_strong_tag_that_saves_a_second_reading(string path, string mediaType)
    {
        var first = await portal.AskAsync(path);
        var again = await portal.AskAsync(path, null, ("If-None-Match", first.Header("ETag")!));
        for (var files = 0; again.Status == 200 && files < 20; files++) // a file that another test has made meanwhile is described too
            again = await portal.AskAsync(path, null, ("If-None-Match", again.Header("ETag")!));
        var head = await portal.AskAsync(path, HttpMethod.Head);

        Assert.Equal(200, first.Status);
        Assert.Equal(mediaType, first.Header("Content-Type")!.Split(';')[0]);
        Assert.StartsWith("\"", first.Header("ETag"), StringComparison.Ordinal);
        Assert.NotNull(first.Header("Last-Modified"));
        Assert.Equal((304, 0), (again.Status, again.Body.Length));
        Assert.Equal((200, 0), (head.Status, head.Body.Length));
    }

    [Theory]
    [InlineData("/api/v1/datasets/distrcts/schema-org.jsonld", 404, "unknown-dataset")]
    [InlineData("/api/v1/datasets/distrcts/datapackage.json", 404, "unknown-dataset")]
    [InlineData("/api/v1/datasets/distrcts/croissant.jsonld", 404, "unknown-dataset")]
    [InlineData("/api/v1/datasets/distrcts/export.csv-metadata.json", 404, "unknown-dataset")]
    [InlineData("/api/v1/datasets/districts/datapackage.json?version=99", 404, "unknown-version")]
    [InlineData("/api/v1/datasets/districts/croissant.jsonld?version=0", 400, "invalid-value")]
    [InlineData("/api/v1/datasets/districts/schema-org.jsonld?version=1", 400, "unknown-parameter")]
    [InlineData("/api/v1/datasets/districts/export.csv-metadata.json?header=some", 400, "invalid-value")]
    [InlineData("/api/v1/datasets/districts/export.csv-metadata.json?field=code", 400, "unknown-parameter")]
    [InlineData("/api/v1/datasets/districts/export.csv-metadata.json?numbers=string", 400, "option-not-for-format")]
    [InlineData("/robots.txt?a=b", 400, "unknown-parameter")]
    public async Task A_mistake_is_a_problem(string path, int status, string code)
    {
        var answer = await portal.AskAsync(path);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_dataset_links_to_every_dialect_in_its_header()
    {
        var header = (await portal.AskAsync("/api/v1/datasets/districts")).Header("Link");

        Assert.All(MetadataDialect.All.Where(dialect => dialect != MetadataDialect.Csvw), dialect =>
            Assert.Contains($"{dialect.Path.Replace("{id}", "districts", StringComparison.Ordinal)}>; rel=\"alternate\"; type=\"{dialect.MediaType}\"", header, StringComparison.Ordinal));
    }

    [GeneratedRegex("https?://[^\"<>\\s]+")]
    private static partial Regex Address();
}
