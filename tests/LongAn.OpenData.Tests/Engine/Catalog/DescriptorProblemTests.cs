using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Catalog;

/// <summary>Every mistake of a descriptor is told at once, each with its JSON pointer.</summary>
public sealed class DescriptorProblemTests
{
    /// <summary>The resource's <c>portal</c> → the place of each problem.</summary>
    [Theory]
    [InlineData("""{"validity": {}}""", "/resources/0/portal/validity/")]
    [InlineData("""{"validity": {"from": "code"}}""", "/resources/0/portal/validity/from")]
    [InlineData("""{"validity": {"to": "day", "unknown": ["from", "end"]}}""", "/resources/0/portal/validity/unknown /resources/0/portal/validity/unknown")]
    [InlineData("""{"changes": {"of": "x", "old": "code", "new": "code", "on": "day", "part": "code", "whole": "all"}}""", "/resources/0/portal/changes/new")]
    [InlineData("""{"changes": {"old": "nowhere", "new": "code", "on": "code"}}""", "/resources/0/portal/changes/old /resources/0/portal/changes/part /resources/0/portal/changes/on /resources/0/portal/changes/new /resources/0/portal/changes/of /resources/0/portal/changes/whole")]
    public void Validity_and_changes_name_fields_that_fit(string portal, string places)
    {
        var problems = Descriptors.Problems($$$"""
            {"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"name": "rows", "path": "data.csv", "portal": {{{portal}}}, "schema": {"fields": [{"name": "code"}, {"name": "day", "type": "date"}]}}]}
            """);

        Assert.Equal(places, string.Join(' ', problems.Select(problem => problem.Place!.Field)));
    }

    [Theory]
    [InlineData("""{"fields": []}""", "descriptor-invalid /resources/0/schema/fields")]
    [InlineData("""{}""", "descriptor-invalid /resources/0/schema/fields")]
    [InlineData("""{"fields": {}}""", "descriptor-invalid /resources/0/schema/fields; descriptor-invalid /resources/0/schema/fields")]
    [InlineData("""{"fields": ["code"]}""", "descriptor-invalid /resources/0/schema/fields/0; descriptor-invalid /resources/0/schema/fields")]
    [InlineData("""{"fields": [{}]}""", "descriptor-invalid /resources/0/schema/fields/0/name")]
    [InlineData("""{"fields": [{"name": ""}]}""", "descriptor-invalid /resources/0/schema/fields/0/name")]
    [InlineData("""{"fields": [{"name": "_row"}]}""", "descriptor-invalid /resources/0/schema/fields/0/name")]
    [InlineData("""{"fields": [{"name": "a\nb"}]}""", "descriptor-invalid /resources/0/schema/fields/0/name")]
    [InlineData("""{"fields": [{"name": 5}]}""", "descriptor-invalid /resources/0/schema/fields/0/name; descriptor-invalid /resources/0/schema/fields/0/name")]
    [InlineData("""{"fields": [{"name": "a"}, {"name": "A"}]}""", "descriptor-invalid /resources/0/schema/fields")]
    [InlineData("""{"fields": [{"name": "a", "type": "text"}]}""", "descriptor-invalid /resources/0/schema/fields/0/type")]
    [InlineData("""{"fields": [{"name": "a", "type": "date", "format": "dd/MM/yyyy"}]}""", "descriptor-invalid /resources/0/schema/fields/0/format")]
    [InlineData("""{"fields": [{"name": "a", "type": "date", "format": "%d/%Q"}]}""", "descriptor-invalid /resources/0/schema/fields/0/format")]
    [InlineData("""{"fields": [{"name": "a", "type": "number", "groupChar": "..", "decimalChar": "٫"}]}""", "descriptor-invalid /resources/0/schema/fields/0/decimalChar; descriptor-invalid /resources/0/schema/fields/0/groupChar")]
    [InlineData("""{"fields": [{"name": "a", "type": "number", "groupChar": "."}]}""", "descriptor-invalid /resources/0/schema/fields/0/groupChar")]
    [InlineData("""{"fields": [{"name": "a", "type": "list", "itemType": "object"}]}""", "descriptor-invalid /resources/0/schema/fields/0/itemType")]
    [InlineData("""{"fields": [{"name": "a", "type": "list", "delimiter": ""}]}""", "descriptor-invalid /resources/0/schema/fields/0/delimiter")]
    [InlineData("""{"fields": [{"name": "a", "constraints": {"pattern": "["}}]}""", "descriptor-invalid /resources/0/schema/fields/0/constraints/pattern")]
    [InlineData("""{"fields": [{"name": "a", "constraints": {"required": "yes", "minLength": -1}}]}""", "descriptor-invalid /resources/0/schema/fields/0/constraints/required; descriptor-invalid /resources/0/schema/fields/0/constraints/minLength")]
    [InlineData("""{"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": "một", "enum": [1, "hai"]}}]}""", "descriptor-invalid /resources/0/schema/fields/0/constraints/enum; descriptor-invalid /resources/0/schema/fields/0/constraints/minimum")]
    [InlineData("""{"fields": [{"name": "a", "constraints": {"jsonSchema": {}}}]}""", "descriptor-unsupported /resources/0/schema/fields/0/constraints/jsonSchema")]
    [InlineData("""{"fields": [{"name": "a", "constraints": []}]}""", "descriptor-invalid /resources/0/schema/fields/0/constraints")]
    [InlineData("""{"fields": [{"name": "a"}], "primaryKey": "b"}""", "descriptor-invalid /resources/0/schema/primaryKey")]
    [InlineData("""{"fields": [{"name": "a"}], "primaryKey": ["a", "a"]}""", "descriptor-invalid /resources/0/schema/primaryKey")]
    [InlineData("""{"fields": [{"name": "a"}], "primaryKey": [5]}""", "descriptor-invalid /resources/0/schema/primaryKey/0")]
    [InlineData("""{"fields": [{"name": "a"}], "fieldsMatch": "some"}""", "descriptor-invalid /resources/0/schema/fieldsMatch")]
    [InlineData("""{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": "a"}}]}""", "descriptor-invalid /resources/0/schema/foreignKeys/0/fields")]
    [InlineData("""{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a"}]}""", "descriptor-invalid /resources/0/schema/foreignKeys/0/reference")]
    [InlineData("""{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"resource": "x", "fields": ["a", "b"]}}]}""", "descriptor-invalid /resources/0/schema/foreignKeys/0/reference/fields")]
    public void A_mistake_in_the_schema_names_its_place(string schema, string expected)
    {
        var problems = Descriptors.Problems(Descriptors.Package(schema));

        Assert.Equal(expected, Show(problems));
    }

    [Theory]
    [InlineData("""{"path": "../secret.csv"}""", "descriptor-unsupported /resources/0/path")]
    [InlineData("""{"path": "/etc/passwd"}""", "descriptor-unsupported /resources/0/path")]
    [InlineData("""{"path": "https://example.org/a.csv"}""", "descriptor-unsupported /resources/0/path")]
    [InlineData("""{"path": "a\\b.csv"}""", "descriptor-unsupported /resources/0/path")]
    [InlineData("""{"path": ["a.csv", "b.csv"]}""", "descriptor-unsupported /resources/0/path")]
    [InlineData("""{"path": ""}""", "descriptor-unsupported /resources/0/path")]
    [InlineData("""{}""", "descriptor-invalid /resources/0/path")]
    [InlineData("""{"data": [{"a": 1}]}""", "descriptor-unsupported /resources/0/data")]
    [InlineData("""{"path": "a.ods"}""", "descriptor-unsupported /resources/0/format")]
    [InlineData("""{"path": "a.csv", "encoding": "utf-9"}""", "descriptor-invalid /resources/0/encoding")]
    [InlineData("""{"path": "a.csv", "encoding": "utf-7"}""", "descriptor-invalid /resources/0/encoding")]
    [InlineData("""{"path": "a.csv", "encoding": 8}""", "descriptor-invalid /resources/0/encoding")]
    [InlineData("""{"path": "a.csv", "dialect": {"delimiter": "::"}}""", "descriptor-invalid /resources/0/dialect/delimiter")]
    [InlineData("""{"path": "a.csv", "dialect": {"delimiter": "\n"}}""", "descriptor-invalid /resources/0/dialect/delimiter")]
    [InlineData("""{"path": "a.csv", "dialect": {"delimiter": "\""}}""", "descriptor-invalid /resources/0/dialect/quoteChar")]
    [InlineData("""{"path": "a.csv", "dialect": {"quoteChar": " "}}""", "descriptor-invalid /resources/0/dialect/quoteChar")]
    [InlineData("""{"path": "a.csv", "dialect": {"commentChar": "\r"}}""", "descriptor-invalid /resources/0/dialect/commentChar")]
    [InlineData("""{"path": "a.csv", "dialect": {"escapeChar": ","}}""", "descriptor-invalid /resources/0/dialect/escapeChar")]
    [InlineData("""{"path": "a.csv", "dialect": {"quoteChar": "\"", "escapeChar": "\\"}}""", "descriptor-unsupported /resources/0/dialect/escapeChar")]
    [InlineData("""{"path": "a.csv", "dialect": {"lineTerminator": "|"}}""", "descriptor-unsupported /resources/0/dialect/lineTerminator")]
    [InlineData("""{"path": "a.csv", "dialect": {"headerRows": [1, 2]}}""", "descriptor-unsupported /resources/0/dialect/headerRows")]
    [InlineData("""{"path": "a.csv", "dialect": {"headerRows": [null]}}""", "descriptor-invalid /resources/0/dialect/headerRows")]
    [InlineData("""{"path": "a.csv", "dialect": {"headerRows": [0]}}""", "descriptor-invalid /resources/0/dialect/headerRows")]
    [InlineData("""{"path": "a.csv", "dialect": {"headerRows": ["3"]}}""", "descriptor-invalid /resources/0/dialect/headerRows")]
    [InlineData("""{"path": "a.csv", "dialect": {"headerRows": 3}}""", "descriptor-invalid /resources/0/dialect/headerRows")]
    [InlineData("""{"path": "a.csv", "dialect": {"header": "yes"}}""", "descriptor-invalid /resources/0/dialect/header")]
    [InlineData("""{"path": "a.csv", "portal": {"location": {"latitude": "code"}}}""", "descriptor-invalid /resources/0/portal/location/")]
    public void A_mistake_in_the_resource_names_its_place(string resource, string expected)
    {
        var withSchema = resource.Insert(1, """ "name": "rows", "schema": {"fields": [{"name": "code"}]} """ + (resource == "{}" ? "" : ","));

        var problems = Descriptors.Problems($$"""{"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{{withSchema}}]}""");

        Assert.Equal(expected, Show(problems));
    }

    [Theory]
    [InlineData("""{"name": "Rows"}""", "descriptor-invalid /name")]
    [InlineData("""{"name": "rows\n"}""", "descriptor-invalid /name")]
    [InlineData("""{"name": "../rows"}""", "descriptor-invalid /name")]
    [InlineData("""{"title": ["Hàng"]}""", "descriptor-invalid /title")]
    [InlineData("""{"licenses": []}""", "descriptor-invalid /licenses")]
    [InlineData("""{"licenses": [{"title": "Free"}]}""", "descriptor-invalid /licenses/0/path; descriptor-invalid /licenses")]
    [InlineData("""{"portal": {"provenance": "real"}}""", "descriptor-invalid /portal/provenance")]
    [InlineData("""{"portal": {"provenance": "1"}}""", "descriptor-invalid /portal/provenance")]
    [InlineData("""{"portal": {"frequency": "hourly"}}""", "descriptor-invalid /portal/frequency")]
    [InlineData("""{"portal": {"themes": ["ECON", "MONEY"]}}""", "descriptor-invalid /portal/themes")]
    [InlineData("""{"portal": {"checked": "31/12/2022"}}""", "descriptor-invalid /portal/checked")]
    [InlineData("""{"portal": {"coverage": {"from": "2022"}}}""", "descriptor-invalid /portal/coverage/from")]
    public void A_mistake_in_the_package_names_its_place(string package, string expected)
    {
        var whole = System.Text.Json.Nodes.JsonNode.Parse(Descriptors.Package("""{"fields": [{"name": "code"}]}"""))!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(package)!.AsObject())
            whole[name] = value?.DeepClone();

        var problems = Descriptors.Problems(whole.ToJsonString());

        Assert.Equal(expected, Show(problems));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("""{"name": "a", "name": "b"}""")]
    [InlineData("""{"name": "\ud800"}""")]
    public void What_is_no_descriptor_is_unreadable(string json)
    {
        Assert.Equal("descriptor-unreadable ", Show(Descriptors.Problems(json)));
    }

    [Fact]
    public void Nested_deeper_than_anybody_nests_is_unreadable()
    {
        Assert.Equal("descriptor-unreadable ", Show(Descriptors.Problems(new string('[', 5_000))));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_in_both_languages()
    {
        var problems = Descriptors.Problems("""
            {"name": "Bad Name", "resources": [{"path": "a.ods", "encoding": "nope", "schema": {"fields": [
              {"name": "a", "type": "strin"}, {"name": ""}, {"name": "b", "constraints": {"pattern": "("}}]}}]}
            """);

        Assert.Equal(
            ["/licenses", "/name", "/resources/0/encoding", "/resources/0/format", "/resources/0/schema/fields/0/type", "/resources/0/schema/fields/1/name", "/resources/0/schema/fields/2/constraints/pattern"],
            problems.Select(problem => problem.Place!.Field).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.NotEqual(problem.Message.Vi, problem.Message.En));
        Assert.Contains(problems, problem => problem.Message.En!.Contains("did you mean string?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("schema.json", """{"fields": [{"name": "a", "name": "b"}]}""")]
    [InlineData("schema.json", "{")]
    [InlineData("other.json", "{}")]
    [InlineData("schema.json", """{"fields": [{"name": "\ud800"}]}""")]
    public void A_schema_file_that_cannot_be_read_is_told_once(string name, string schema)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At(name), schema);
        File.WriteAllText(folder.At("datapackage.json"), """{"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"path": "a.csv", "schema": "schema.json"}]}""");

        List<Problem> problems = [];
        Assert.Empty(DataPackageReader.ReadFolder(folder.Path, problems));

        Assert.Equal("descriptor-unreadable /resources/0/schema", Show(problems));
    }

    [Theory]
    [InlineData("https://example.org/schema.json")]
    [InlineData("../schema.json")]
    public void A_schema_outside_the_package_is_told_once(string path)
    {
        var problems = Descriptors.Problems($$"""{"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"path": "a.csv", "schema": "{{path}}"}]}""");

        Assert.Equal("descriptor-unsupported /resources/0/schema", Show(problems));
    }

    [Fact]
    public void A_folder_without_a_descriptor_says_so()
    {
        using var folder = new TempFolder();

        List<Problem> problems = [];
        Assert.Empty(DataPackageReader.ReadFolder(folder.Path, problems));

        Assert.Equal("descriptor-missing ", Show(problems));
    }

    private static string Show(IEnumerable<Problem> problems) =>
        string.Join("; ", problems.Select(problem => $"{problem.Code.Name} {problem.Place!.Field}"));
}
