using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Data Package, CSV on the Web, schema.org and Croissant: what they say of files and columns is so.</summary>
public sealed class TabularMetadataTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    public static TheoryData<string> Ids => [.. Repository.DatasetIds];

    [Theory, MemberData(nameof(Ids))]
    public async Task A_package_has_files_with_the_columns_it_says_and_keys_that_lead_into_it(string id)
    {
        var package = await portal.ReadAsync($"{Datasets}/{id}/datapackage.json");

        Assert.Equal(id, (string?)package["resources"]![0]!["name"]);
        var resources = package["resources"]!.AsArray().ToDictionary(resource => (string)resource!["name"]!, resource => resource!, StringComparer.Ordinal);
        foreach (var (name, resource) in resources)
        {
            var header = (await portal.AskAsync(new Uri((string)resource["path"]!).PathAndQuery)).Text.Split("\r\n", 2)[0];
            Assert.Equal(FieldsOf(resource), header.Split(','));
            foreach (var key in resource["schema"]!["foreignKeys"]?.AsArray() ?? [])
            {
                var target = (string)key!["reference"]!["resource"]! is { Length: > 0 } other ? other : name;
                Assert.All(key["reference"]!["fields"]!.AsArray(), field => Assert.Contains((string)field!, FieldsOf(resources[target])));
            }
        }
    }

    [Fact]
    public async Task Every_foreign_key_of_the_repository_is_kept_in_its_package()
    {
        foreach (var id in Repository.DatasetIds)
        {
            var package = await portal.ReadAsync($"{Datasets}/{id}/datapackage.json");
            var schema = await portal.ReadAsync($"{Datasets}/{id}/schema");

            Assert.Equal(schema["foreignKeys"]!.AsArray().Count, package["resources"]![0]!["schema"]!["foreignKeys"]?.AsArray().Count ?? 0);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_package_says_all_that_the_portal_knows_of_each_dataset_in_it(string id)
    {
        var package = await portal.ReadAsync($"{Datasets}/{id}/datapackage.json");
        foreach (var resource in package["resources"]!.AsArray())
            resource!["path"] = $"{resource["name"]}.csv"; // as who brings it in has fetched it

        var taken = Descriptors.Read(package.ToJsonString());
        Assert.Equal(package["resources"]!.AsArray().Select(resource => (string?)resource!["name"]), taken.Select(descriptor => descriptor.Id));
        foreach (var descriptor in taken)
        {
            var own = portal.Services.GetRequiredService<DatasetCatalog>().Find(descriptor.Id)!;
            Assert.Equal(Described(own.Description), Described(descriptor.Description));
            Assert.Equal(Described(own.Description), Described(Assert.Single(Descriptors.Read(descriptor.Json)).Description));
            Assert.Equal(Columns(own.Schema), Columns(descriptor.Schema));
            Assert.Equal(TableSchemaDocument.Of(own.Schema).ToJsonString(), TableSchemaDocument.Of(descriptor.Schema).ToJsonString());
            Assert.Equal(Places(own.Current.Location, own.Current.Validity, own.Current.Time, own.Current.Changes, own.Current.MinimumGroup), Places(descriptor.Location, descriptor.Validity, descriptor.Time, descriptor.Changes, descriptor.MinimumGroup));
        }
    }

    [Theory]
    [InlineData("datapackage.json", "hash")]
    [InlineData("croissant.jsonld", "sha256")]
    public async Task A_file_that_has_been_made_has_its_digest(string document, string member)
    {
        var csv = await portal.AskAsync($"{Datasets}/legal-types/export.csv");
        var answer = await portal.ReadAsync($"{Datasets}/legal-types/{document}");

        var file = (answer["resources"] ?? answer["distribution"])![0]!;
        Assert.EndsWith(Convert.ToHexStringLower(SHA256.HashData(csv.Body.Span)), (string?)file[member], StringComparison.Ordinal);
        Assert.Contains(csv.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), file.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_a_version_has_the_files_of_that_version()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("codes", [("code", "string")], "code\na\n");
        WriteRows(folder, "id,code\n1,a\n");
        await using var own = await Portal.StartAsync(folder.Path);
        folder.WriteDataset("codes", [("code", "string")], "code\na\nb\n");
        WriteRows(folder, "id,code\n1,a\n2,b\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();

        var first = await own.ReadAsync($"{Datasets}/rows/datapackage.json?version=1");
        var current = await own.ReadAsync($"{Datasets}/rows/datapackage.json");
        Assert.Equal(["rows 1", "codes 1"], first["resources"]!.AsArray().Select(Named));
        Assert.Equal("rows 2", Named(current["resources"]![0]));
        Assert.Equal(("1.0.0", "2.0.0"), ((string?)first["version"], (string?)current["version"]));
        Assert.Equal("id,code\r\n1,a\r\n", (await own.AskAsync(new Uri((string)first["resources"]![0]!["path"]!).PathAndQuery)).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?fields=name_vi,code&code=794")]
    [InlineData("?delimiter=semicolon&header=titles_vi")]
    [InlineData("?delimiter=tab&header=titles_en")]
    [InlineData("?exclude=latitude,longitude&bom=true")]
    public async Task A_CSV_file_leads_to_what_its_columns_hold(string query)
    {
        var csv = await portal.AskAsync($"{Datasets}/districts/export.csv{query}");
        var described = Described(csv.Header("Link")!);
        var metadata = await portal.ReadAsync(new Uri(described).PathAndQuery);

        Assert.Equal(portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/') + $"{Datasets}/districts/export.csv{query}", (string?)metadata["url"]);
        var header = csv.Text.TrimStart('\uFEFF').Split("\r\n", 2)[0].Split(((string)metadata["dialect"]!["delimiter"]!)[0]);
        Assert.Equal(header, metadata["tableSchema"]!["columns"]!.AsArray().Select(column => TitleOf(column!["titles"]!)));
    }

    [Fact]
    public async Task A_file_without_a_header_or_its_key_is_described_so()
    {
        var metadata = await portal.ReadAsync($"{Datasets}/districts/export.csv-metadata.json?header=none&fields=name_vi,latitude");
        var whole = await portal.ReadAsync($"{Datasets}/districts/export.csv-metadata.json");
        var excel = await portal.ReadAsync($"{Datasets}/districts/export.csv-metadata.json?profile=excel");

        Assert.False((bool)metadata["dialect"]!["header"]!);
        Assert.Null(metadata["tableSchema"]!["primaryKey"]);
        Assert.Equal("double", (string?)metadata["tableSchema"]!["columns"]![1]!["datatype"]);
        Assert.EndsWith("/records/{code}", (string?)whole["tableSchema"]!["aboutUrl"], StringComparison.Ordinal);
        Assert.All(excel["tableSchema"]!["columns"]!.AsArray(), column => Assert.Equal("string", (string?)column!["datatype"]));
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task Search_engines_read_a_dataset_in_either_language(string id)
    {
        var native = await portal.ReadAsync($"{Datasets}/{id}");
        var vi = await portal.ReadAsync($"{Datasets}/{id}/schema-org.jsonld");
        var en = await portal.ReadAsync($"{Datasets}/{id}/schema-org.jsonld?lang=en");

        Assert.Equal(((string?)native["title"]!["vi"], (string?)native["title"]!["en"]), ((string?)vi["name"], (string?)en["name"]));
        Assert.Equal((string?)vi["name"], (string?)en["alternateName"]);
        Assert.Equal(((string?)vi["@context"], (string?)vi["@type"]), ("https://schema.org/", "Dataset"));
        Assert.InRange(((string)vi["description"]!).Length, 50, 5_000);
        Assert.Equal((string?)native["licences"]![0]!["url"], (string?)vi["license"]);
        Assert.Equal(native["distributions"]!.AsArray().Select(row => (string?)row!["url"]), vi["distribution"]!.AsArray().Select(row => (string?)row!["contentUrl"]));
        Assert.Equal(native["fields"]!.AsArray().Select(field => (string?)field!["name"]), vi["variableMeasured"]!.AsArray().Select(variable => (string?)variable!["name"]));
        Assert.Equal((string?)native["provenance"] == "synthetic", ((string)en["disambiguatingDescription"]!).StartsWith("Synthetic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_catalog_of_search_engines_has_every_dataset()
    {
        var catalog = await portal.ReadAsync("/schema-org.jsonld");

        Assert.Equal("DataCatalog", (string?)catalog["@type"]);
        Assert.Equal(Repository.DatasetIds, catalog["dataset"]!.AsArray().Select(dataset => new Uri((string)dataset!["@id"]!).Segments[^1]));
    }

    private static void WriteRows(TempFolder folder, string csv) => folder.WriteDataset("rows", [("id", "integer"), ("code", "string")], csv, (_, schema) =>
        schema["foreignKeys"] = new JsonArray(new JsonObject { ["fields"] = "code", ["reference"] = new JsonObject { ["package"] = "codes", ["resource"] = "codes", ["fields"] = "code" } }));

    private static string Described(DatasetDescription description) => JsonSerializer.Serialize(description);

    private static IEnumerable<string> Columns(TableSchema schema) => schema.Fields.Select(field => $"{field.Name} {field.IsSearched} {field.IsFaceted} {field.IsIndexed} {field.ValidOn} {field.PublicReason?.Vi}");

    /// <summary>What says where and when a record is, what became of codes, and how small a group may be.</summary>
    private static string Places(Location? location, Validity? validity, Field? time, CodeChanges? changes, MinimumGroup? group) => $"{location} {validity} {time} {changes} {group?.Size} {string.Join(',', group?.Fields ?? [])}";

    private static string Named(JsonNode? resource) => $"{resource!["name"]} {((string)resource["path"]!).Split('=')[^1]}";

    private static List<string> FieldsOf(JsonNode resource) => [.. resource["schema"]!["fields"]!.AsArray().Select(field => (string)field!["name"]!)];

    private static string Described(string links) => links.Split(", <").Single(link => link.EndsWith("rel=\"describedby\"; type=\"application/csvm+json\"", StringComparison.Ordinal)).TrimStart('<').Split('>')[0];

    private static string TitleOf(JsonNode titles) => titles is JsonObject inOne ? (string)inOne.Single().Value! : (string)titles!;
}
