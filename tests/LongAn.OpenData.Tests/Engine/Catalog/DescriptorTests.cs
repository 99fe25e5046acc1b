using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Engine.Catalog;

public sealed class DescriptorTests
{
    private const string V1 = """
        {
          "profile": "tabular-data-package", "name": "parks", "title": "Khu công nghiệp", "title_en": "Industrial parks",
          "licenses": [{"type": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}],
          "sources": [{"name": "Sở KH&ĐT", "web": "https://example.org"}],
          "contributors": [{"title": "Sở Kế hoạch và Đầu tư", "role": "publisher"}],
          "resources": [{
            "profile": "tabular-data-resource", "name": "parks", "path": ["parks.csv"],
            "dialect": {"delimiter": ";", "quoteChar": "'", "skipInitialSpace": true, "header": false, "commentChar": "#", "caseSensitiveHeader": false},
            "schema": {
              "fields": [{"name": "code"}, {"name": "opened", "type": "date", "format": "fmt:%d/%m/%Y"}],
              "primaryKey": "code",
              "foreignKeys": [{"fields": "code", "reference": {"resource": "", "fields": "code"}}]
            }
          }]
        }
        """;

    private const string V2 = """
        {
          "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "parks", "title": "Khu công nghiệp", "title_en": "Industrial parks",
          "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
          "sources": [{"title": "Sở KH&ĐT", "path": "https://example.org"}],
          "contributors": [{"title": "Sở Kế hoạch và Đầu tư", "roles": ["publisher"]}],
          "resources": [{
            "type": "table", "name": "parks", "path": "parks.csv",
            "dialect": {"delimiter": ";", "quoteChar": "'", "skipInitialSpace": true, "header": false, "commentChar": "#"},
            "schema": {
              "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
              "fields": [{"name": "code", "type": "string"}, {"name": "opened", "type": "date", "format": "%d/%m/%Y"}],
              "fieldsMatch": ["equal"],
              "primaryKey": ["code"],
              "foreignKeys": [{"fields": ["code"], "reference": {"fields": ["code"]}}]
            }
          }]
        }
        """;

    public static TheoryData<string, string> Versions => new() { { "v1", V1 }, { "v2", V2 } };

    [Theory, MemberData(nameof(Versions))]
    public void Both_versions_of_Data_Package_say_the_same(string version, string json)
    {
        var descriptor = Assert.Single(Descriptors.Read(json));

        Assert.NotEmpty(version);
        Assert.Equal("parks", descriptor.Id);
        Assert.Equal("Industrial parks", descriptor.Description.Title.In("en"));
        Assert.Equal("Khu công nghiệp", descriptor.Description.Title.In("vi"));
        Assert.Equal(new Licence("CC-BY-4.0", null, "https://creativecommons.org/licenses/by/4.0/"), Assert.Single(descriptor.Description.Licences));
        Assert.Equal(new Source("Sở KH&ĐT", "https://example.org"), Assert.Single(descriptor.Description.Sources));
        Assert.Equal("so-ke-hoach-va-dau-tu", descriptor.Description.Publisher.Id);
        Assert.Equal("parks.csv", descriptor.File.Path);
        Assert.Equal(new CsvDialect { Delimiter = ';', QuoteChar = '\'', SkipInitialSpace = true, HasHeader = false, CommentChar = '#' }, descriptor.File.Dialect);
        Assert.Equal([FieldType.String, FieldType.Date], descriptor.Schema.Fields.Select(field => field.Type));
        Assert.Equal(["code"], descriptor.Schema.PrimaryKey);
        Assert.Equal(["parks"], descriptor.Schema.ForeignKeys.Select(key => key.Dataset));
        Assert.Equal(FieldsMatch.Equal, descriptor.Schema.FieldsMatch);
    }

    [Fact]
    public void A_descriptor_written_out_reads_as_it_was()
    {
        var descriptor = Assert.Single(Descriptors.Read(V2));
        var again = Assert.Single(Descriptors.Read(descriptor.Json));

        Assert.Equal(descriptor.Json, again.Json);
        Assert.Equal(descriptor.ReadingJson, again.ReadingJson);
    }

    [Fact]
    public void A_package_of_several_resources_is_a_dataset_each()
    {
        var datasets = Descriptors.Read("""
            {"name": "gdp", "title": "Cả gói", "licenses": [{"name": "CC0-1.0"}], "resources": [
              {"name": "provinces", "title": "Tỉnh", "path": "a.csv", "schema": {"fields": [{"name": "code"}], "primaryKey": "code"}},
              {"name": "years", "path": "b.csv", "schema": {"fields": [{"name": "code"}], "foreignKeys": [{"fields": "code", "reference": {"resource": "provinces", "fields": "code"}}]}}]}
            """);

        Assert.Equal(["provinces", "years"], datasets.Select(dataset => dataset.Id));
        Assert.Equal("Tỉnh", datasets[0].Description.Title.Vi);
        Assert.Equal("provinces", datasets[1].Schema.ForeignKeys[0].Dataset);
        Assert.Equal("provinces", Assert.Single(Descriptors.Read(datasets[1].Json)).Schema.ForeignKeys[0].Dataset);
    }

    [Fact]
    public void What_a_resource_says_of_itself_goes_before_what_the_package_says_of_all()
    {
        var datasets = Descriptors.Read("""
            {"name": "gdp", "title": "Cả gói", "title_en": "All", "licenses": [{"name": "CC0-1.0"}], "keywords": ["gói"], "portal": {"provenance": "official", "frequency": "annual"}, "resources": [
              {"name": "own", "title": "Riêng", "licenses": [{"name": "MIT"}], "keywords": ["riêng"], "sources": [{"title": "Nguồn"}], "contributors": [{"name": "office", "title": "Sở", "roles": ["publisher"]}],
               "portal": {"provenance": "synthetic", "themes": ["ECON"], "checked": "2026-01-02"}, "path": "a.csv", "schema": {"fields": [{"name": "code"}]}},
              {"name": "common", "path": "b.csv", "schema": {"fields": [{"name": "code"}]}}]}
            """);

        foreach (var own in new[] { datasets[0].Description, Assert.Single(Descriptors.Read(datasets[0].Json)).Description })
        {
            Assert.Equal((new LocalizedText("Riêng"), "MIT", "riêng", "Nguồn", "office"), (own.Title, own.Licences[0].Name, own.Keywords[0], own.Sources[0].Title, own.Publisher.Id));
            Assert.Equal((Provenance.Synthetic, "ECON", "annual", new DateOnly(2026, 1, 2)), (own.Provenance, own.Themes[0].Code, own.Frequency!.Code, own.Checked!.Value));
        }

        Assert.Equal((Provenance.Official, "CC0-1.0", "gói"), (datasets[1].Description.Provenance, datasets[1].Description.Licences[0].Name, datasets[1].Description.Keywords[0]));
    }

    [Fact]
    public void A_schema_and_a_dialect_may_be_files_beside_the_descriptor()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("schema.json"), """{"fields": [{"name": "code"}]}""");
        File.WriteAllText(folder.At("dialect.json"), """{"delimiter": "|"}""");
        File.WriteAllText(folder.At("datapackage.json"), """
            {"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"name": "rows", "path": "data.csv", "schema": "schema.json", "dialect": "dialect.json"}]}
            """);

        List<Problem> problems = [];
        var descriptor = Assert.Single(DataPackageReader.ReadFolder(folder.Path, problems));

        Assert.Equal("code", descriptor.Schema.Fields[0].Name);
        Assert.Equal('|', descriptor.File.Dialect.Delimiter);
    }

    [Theory]
    [InlineData("a.csv", "", ',', false)]
    [InlineData("a.tsv", "", '\t', false)]
    [InlineData("a.psv", "", '|', false)]
    [InlineData("a.csv.gz", "", ',', true)]
    [InlineData("a.tsv.gz", "", '\t', true)]
    [InlineData("a.csv", """, "compression": "gz" """, ',', true)]
    [InlineData("a.data", """, "format": "TSV" """, '\t', false)]
    public void The_files_name_says_how_it_is_written(string path, string more, char delimiter, bool isGzip)
    {
        var file = Assert.Single(Descriptors.Read($$$"""
            {"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"path": "{{{path}}}"{{{more}}}, "schema": {"fields": [{"name": "code"}]}}]}
            """)).File;

        Assert.Equal(delimiter, file.Dialect.Delimiter);
        Assert.Equal(isGzip, file.IsGzip);
    }

    [Fact]
    public void Constraints_are_brought_to_the_portals_own_form()
    {
        var field = Descriptors.Field("date", """ "format": "%d/%m/%Y", "constraints": {"minimum": "01/07/1976", "maximum": "2025-06-30", "enum": ["02/09/1945"]} """);

        Assert.Equal("1976-07-01", field.Constraints.Minimum);
        Assert.Equal("2025-06-30", field.Constraints.Maximum);
        Assert.Equal("1945-09-02", Assert.Single(field.Constraints.Enum!).GetValue<string>());
    }

    [Fact]
    public void Labels_units_and_the_portals_own_marks_are_read()
    {
        var field = Descriptors.Field("string", """
            "title": "Huyện", "title_en": "District", "unit": "ha", "example": "794", "missingValues": ["-"],
            "categories": [{"value": "794", "label": "Tân An", "label_en": "Tan An"}, "795"], "portal": {"search": true, "facet": true, "index": true}
            """);

        Assert.Equal("District", field.Title.In("en"));
        Assert.Equal(("ha", "794"), (field.Unit, field.Example));
        Assert.Equal(["-"], field.MissingValues!);
        Assert.Equal(["Tan An", "795"], field.Categories.Select(category => category.Label.In("en")));
        Assert.True(field is { IsSearched: true, IsFaceted: true, IsIndexed: true });
    }

    [Fact]
    public void Reading_depends_on_what_is_read_and_not_on_what_is_told_about_it()
    {
        var package = JsonNode.Parse(V2)!;
        var before = Assert.Single(Descriptors.Read(package.ToJsonString())).ReadingJson;
        package["title"] = "Khu công nghiệp Long An";
        var retitled = Assert.Single(Descriptors.Read(package.ToJsonString())).ReadingJson;
        package["resources"]![0]!["dialect"]!["delimiter"] = "|";
        var redelimited = Assert.Single(Descriptors.Read(package.ToJsonString())).ReadingJson;
        package["resources"]![0]!["encoding"] = "utf-16";

        Assert.Equal(before, retitled);
        Assert.NotEqual(before, redelimited);
        Assert.NotEqual(redelimited, Assert.Single(Descriptors.Read(package.ToJsonString())).ReadingJson);
    }

    [Theory]
    [InlineData("dialect")]
    [InlineData("format")]
    [InlineData("compression")]
    [InlineData("location")]
    public void Whatever_changes_what_is_stored_changes_the_reading(string change)
    {
        var package = JsonNode.Parse("""
            {"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"path": "a.txt", "schema": {"fields": [{"name": "lon", "type": "number"}, {"name": "lat", "type": "number"}]}}]}
            """)!;
        var before = Assert.Single(Descriptors.Read(package.ToJsonString())).ReadingJson;
        var resource = package["resources"]![0]!;
        resource[change switch { "location" => "portal", _ => change }] = change switch
        {
            "dialect" => new JsonObject { ["delimiter"] = ";" },
            "format" => "tsv",
            "compression" => "gz",
            _ => new JsonObject { ["location"] = new JsonObject { ["longitude"] = "lon", ["latitude"] = "lat" } },
        };

        Assert.NotEqual(before, Assert.Single(Descriptors.Read(package.ToJsonString())).ReadingJson);
    }
}
