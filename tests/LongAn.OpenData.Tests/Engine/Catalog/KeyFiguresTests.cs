using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Catalog;

public sealed class KeyFiguresTests
{
    private const string Schema = """{"fields": [{"name": "id"}, {"name": "name"}, {"name": "name_en"}, {"name": "amount", "type": "number"}, {"name": "other"}], "primaryKey": "id"}""";

    [Fact]
    public void A_descriptor_says_which_records_are_figures_and_by_which_fields()
    {
        var figures = Assert.Single(Descriptors.Read(Package("""{"records": ["b", "a"], "title": "name", "title_en": "name_en", "value": "amount", "conflicts_with": "other"}""", Schema))).Description.KeyFigures!;

        Assert.Equal(["b", "a"], figures.Records);
        Assert.Equal([("title", "name"), ("title_en", "name_en"), ("value", "amount"), ("conflicts_with", "other")], figures.Fields);
        Assert.Null(figures.Unit);
    }

    /// <summary>The resource's <c>keyFigures</c> → the place of each problem.</summary>
    [Theory]
    [InlineData("{}", "records title value")]
    [InlineData("""{"records": ["a"], "title": "name", "value": "name"}""", "value")]
    [InlineData("""{"records": ["a"], "title": "nowhere", "value": "nothing"}""", "title value")]
    [InlineData("""{"records": ["a"], "title": "name", "value": "amount", "unit": "amount", "source": "nowhere"}""", "unit source")]
    [InlineData("""{"records": [1], "title": "name", "value": "amount"}""", "records/0 records")]
    public void Every_mistake_is_told_with_its_place(string figures, string places)
    {
        Assert.Equal(places, string.Join(' ', Descriptors.Problems(Package(figures, Schema)).Select(problem => problem.Place!.Field!["/resources/0/portal/keyFigures/".Length..])));
    }

    [Theory]
    [InlineData("""{"fields": [{"name": "id"}, {"name": "amount", "type": "number"}]}""")]
    [InlineData("""{"fields": [{"name": "id", "type": "integer"}, {"name": "t"}, {"name": "amount", "type": "number"}], "primaryKey": "id"}""")]
    [InlineData("""{"fields": [{"name": "id"}, {"name": "part"}, {"name": "amount", "type": "number"}], "primaryKey": ["id", "part"]}""")]
    public void Records_are_named_by_a_key_of_one_field_of_text(string schema)
    {
        var title = schema.Contains("\"t\"", StringComparison.Ordinal) ? "t" : "id";
        var problems = Descriptors.Problems(Package($$"""{"records": ["a"], "title": "{{title}}", "value": "amount"}""", schema));

        Assert.Equal("/resources/0/portal/keyFigures/records", Assert.Single(problems).Place!.Field);
    }

    /// <summary>It is said of the dataset, not of how its data is read: saying it anew makes no new version.</summary>
    [Fact]
    public void Figures_have_no_part_in_a_versions_digest()
    {
        var with = Assert.Single(Descriptors.Read(Package("""{"records": ["a"], "title": "name", "value": "amount"}""", Schema)));
        var without = Descriptors.Of(Schema);

        Assert.Equal(without.ReadingJson, with.ReadingJson);
        Assert.NotEqual(without.Json, with.Json);
    }

    [Fact]
    public void A_comparison_has_words_unless_the_number_is_what_it_is()
    {
        Assert.Equal(["eq", "gt", "lt", "approx"], FigureComparison.All.Select(row => row.Code));
        Assert.All(FigureComparison.All, row => Assert.Equal(row.Code == "eq", row.Words.In("en").Length == 0));
    }

    private static string Package(string figures, string schema) => $$"""
        {"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"name": "rows", "path": "data.csv", "portal": {"keyFigures": {{figures}}}, "schema": {{schema}}}]}
        """;
}
