using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Changes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>What breaks those who use a dataset, and what does not.</summary>
public sealed class SchemaComparisonTests
{
    private const string Before = """{"name": "id", "type": "integer"}, {"name": "ward", "title": "Xã", "constraints": {"required": true, "enum": ["a", "b"], "pattern": "[ab]"}}, {"name": "area", "type": "integer", "unit": "ha"}""";

    [Theory]
    [InlineData(Before, "id", "")]
    [InlineData("""{"name": "id", "type": "integer"}, {"name": "ward", "title": "Xã", "constraints": {"required": true, "enum": ["a", "b"], "pattern": "[ab]"}}""", "id", "!field-removed area")]
    [InlineData(Before + """, {"name": "note"}""", "id", "field-added note")]
    [InlineData(Before + """, {"name": "note", "constraints": {"required": true}}""", "id", "!required-field-added note")]
    [InlineData("""{"name": "id", "type": "integer"}, {"name": "ward", "title": "Xã", "constraints": {"required": true, "enum": ["a", "b"], "pattern": "[ab]"}}, {"name": "area", "type": "number", "unit": "ha"}""", "id", "type-changed area")]
    [InlineData("""{"name": "id", "type": "integer"}, {"name": "ward", "title": "Xã", "constraints": {"required": true, "enum": ["a", "b"], "pattern": "[ab]"}}, {"name": "area", "type": "string", "unit": "km2"}""", "id", "!type-changed area|!unit-changed area")]
    [InlineData("""{"name": "id", "type": "integer"}, {"name": "ward", "title": "Phường", "constraints": {"required": true, "enum": ["a", "b"], "pattern": "[ab]"}}, {"name": "area", "type": "integer", "unit": "ha"}""", "id", "title-changed ward")]
    [InlineData("""{"name": "id", "type": "integer"}, {"name": "ward", "title": "Xã", "constraints": {"enum": ["a"], "pattern": "[ab]"}}, {"name": "area", "type": "integer", "unit": "ha"}""", "id", "!required-changed ward|enum-changed ward")]
    [InlineData("""{"name": "id", "type": "integer"}, {"name": "ward", "title": "Xã", "constraints": {"required": true, "enum": ["a", "b", "c"], "pattern": "[ab]"}}, {"name": "area", "type": "integer", "unit": "ha"}""", "id", "!enum-changed ward")]
    [InlineData("""{"name": "ward", "title": "Xã", "constraints": {"required": true, "enum": ["a", "b"], "pattern": "[ab]"}}, {"name": "id", "type": "integer"}, {"name": "area", "type": "integer", "unit": "ha"}""", "id", "order-changed ")]
    [InlineData(Before, "ward", "!primary-key-changed ")]
    public void A_change_is_told_and_classed(string fields, string key, string expected)
    {
        var changes = SchemaComparison.Between(Schema(Before, "id"), Schema(fields, key));

        Assert.Equal(expected, string.Join('|', changes.Select(change => $"{(change.IsBreaking ? "!" : "")}{change.Rule} {change.Field}")));
        Assert.All(changes, change => Assert.NotEqual(change.Message.Vi, change.Message.En));
        Assert.Equal(changes.Count(change => change.IsBreaking), SchemaComparison.Breaking(changes).Count());
    }

    [Fact]
    public void A_field_with_the_same_values_or_nearly_the_same_name_was_probably_renamed()
    {
        var before = Schema("""{"name": "ward_code"}, {"name": "b"}""", "b");
        FieldProfile[] profile = [new("ward_code", 0, 3, false, "1", "9", [new("1", 2)])];

        Assert.Equal("ward_cod", SchemaComparison.Between(before, Schema("""{"name": "ward_cod"}, {"name": "b"}""", "b"))[0].Suggestion);
        Assert.Equal("zzz", SchemaComparison.Between(before, Schema("""{"name": "zzz"}, {"name": "b"}""", "b"), profile, [profile[0] with { Field = "zzz" }])[0].Suggestion);
        Assert.Null(SchemaComparison.Between(before, Schema("""{"name": "zzz"}, {"name": "b"}""", "b"))[0].Suggestion);
    }

    private static TableSchema Schema(string fields, string key) => Descriptors.Of($$"""{"fields": [{{fields}}], "primaryKey": "{{key}}"}""").Schema;
}
