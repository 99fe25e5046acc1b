using System.Xml.Linq;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Tests.Api;

public sealed class WellKnownTests(Portal portal)
{
    [Fact]
    public async Task The_catalog_of_services_names_each_with_its_description()
    {
        var answer = await portal.AskAsync("/.well-known/api-catalog");

        Assert.Equal("application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"", answer.Header("Content-Type"));
        Assert.EndsWith("/.well-known/api-catalog", answer.Links()["api-catalog"], StringComparison.Ordinal);
        var root = portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/');
        var contexts = answer.Json["linkset"]!.AsArray().ToDictionary(context => (string)context!["anchor"]!, context => context!, StringComparer.Ordinal);
        Assert.Equal(PortalService.All.Select(service => root + service.Path), contexts[root + "/.well-known/api-catalog"]["item"]!.AsArray().Select(item => (string?)item!["href"]));
        Assert.Equal($"{root}/openapi/portal.json", (string?)contexts[$"{root}/api/v1"]["service-desc"]![0]!["href"]);
    }

    [Fact]
    public async Task Every_service_is_there_with_the_description_it_names()
    {
        foreach (var service in PortalService.All)
        {
            Assert.Equal(200, (await portal.AskAsync(service.Probe)).Status);
            var definition = await portal.AskAsync(service.Definition!);
            Assert.Equal((200, service.DefinitionType.Split(';')[0]), (definition.Status, definition.Header("Content-Type")!.Split(';')[0]));
        }
    }

    [Fact]
    public async Task There_is_no_security_contact_where_none_is_configured()
    {
        var answer = await portal.AskAsync("/.well-known/security.txt");

        Assert.Equal((404, "not-found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_security_contact_is_told_until_it_expires()
    {
        using var folder = new TempFolder();
        await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["SecurityContact"] = "mailto:security@example.vn", ["SecurityExpires"] = "2027-12-31T00:00:00+07:00", ["PublicUrl"] = "https://data.example.vn/portal" });
        var answer = await own.AskAsync("/.well-known/security.txt");

        Assert.Equal("text/plain; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal("Contact: mailto:security@example.vn\nExpires: 2027-12-30T17:00:00Z\nPreferred-Languages: vi, en\nCanonical: https://data.example.vn/portal/.well-known/security.txt\n", answer.Text);
        Assert.Contains("Disallow: /portal/api/v1/datasets/*/records\n", (await own.AskAsync("/robots.txt")).Text, StringComparison.Ordinal);
        Assert.EndsWith("Sitemap: https://data.example.vn/portal/sitemap.xml\n", (await own.AskAsync("/robots.txt")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mailto:security@example.vn", null)]
    [InlineData(null, "2027-12-31")]
    [InlineData("security@example.vn", "2027-12-31")]
    public async Task A_server_with_half_a_security_contact_does_not_start(string? contact, string? expires)
    {
        using var folder = new TempFolder();

        await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["SecurityContact"] = contact, ["SecurityExpires"] = expires });
        });
    }

    [Fact]
    public async Task The_sitemap_lists_every_dataset_with_the_moment_it_last_changed()
    {
        XNamespace sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var entries = XDocument.Parse((await portal.AskAsync("/sitemap.xml")).Text).Root!.Elements(sitemap + "url").ToDictionary(url => new Uri(url.Element(sitemap + "loc")!.Value).AbsolutePath, url => url.Element(sitemap + "lastmod")?.Value, StringComparer.Ordinal);

        foreach (var id in Repository.DatasetIds)
        {
            var dataset = await portal.ReadAsync($"/api/v1/datasets/{id}");
            var modified = new[] { "data_modified", "metadata_modified" }.Max(name => DateTimeOffset.Parse((string)dataset[name]!, null));
            Assert.Equal(modified.ToString("yyyy-MM-ddTHH:mm:ssZ", null), entries[$"/datasets/{id}"]);
        }
    }
}
