using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>CSV as it is met. Cells are shown between bars; ∅ is null.</summary>
public sealed class DialectTests
{
    private const string Schema = """{"fields": [{"name": "a"}, {"name": "b"}]}""";

    [Theory]
    [InlineData("a,b\n1,2\n", null, "1|2")]
    [InlineData("a,b\r\n1,2\r\n", null, "1|2")]
    [InlineData("a,b\r1,2\r", null, "1|2")] // an old Mac's
    [InlineData("a,b\n1,2\r\n3,4", null, "1|2 / 3|4")] // mixed, and no line end at the end
    [InlineData("a,b\n1,\"x\r\ny\"\n", null, "1|x\\r\\ny")]
    [InlineData("a,b\n1,\"x,\"\"y\"\"\"\n", null, "1|x,\"y\"")]
    [InlineData("a,b\n\"\",\" x \"\n", null, "| x ")]
    [InlineData("\"a\",\"b\"\n1,2\n", null, "1|2")]
    [InlineData("b,a\n1,2\n", null, "2|1")] // columns are known by name
    [InlineData(" a , b \n1,2\n", null, "1|2")]
    [InlineData("a,b\n1, 2 \n", null, "1| 2 ")]
    [InlineData("a,b\n\n1,2\n\n\n3,4\n\n", null, "1|2 / 3|4")] // empty lines are no rows
    [InlineData("a;b\n1,5;2\n", """{"delimiter": ";"}""", "1,5|2")]
    [InlineData("a\tb\n1,\"5\"\t2\n", """{"delimiter": "\t", "quoteChar": null}""", "1,\"5\"|2")]
    [InlineData("a|b\n1|2\n", """{"delimiter": "|"}""", "1|2")]
    [InlineData("a,b\n'x,''y',2\n", """{"quoteChar": "'"}""", "x,'y|2")]
    [InlineData("a,b\n\"x,2\n", """{"quoteChar": null}""", "\"x|2")]
    [InlineData("a,b\nx\\,y,2\n", """{"escapeChar": "\\"}""", "x,y|2")]
    [InlineData("# note\na,b\n# more, and more\n1,2\n", """{"commentChar": "#"}""", "1|2")]
    [InlineData("a,b\n#1,2\n", null, "#1|2")]
    [InlineData("1,2\n3,4\n", """{"header": false}""", "1|2 / 3|4")]
    [InlineData("Báo cáo năm 2022\n,,,\na,b\n1,2\n", """{"headerRows": [3]}""", "1|2")]
    [InlineData("Báo cáo năm 2022\n\na,b\n1,2\n", """{"headerRows": [3]}""", "1|2")] // an empty line is a line
    [InlineData("\n\na,b\n1,2\n", null, "1|2")] // but the first row of a file is its header
    [InlineData("a,b\n1, 2\n", """{"skipInitialSpace": true}""", "1|2")]
    [InlineData("a, \"b\"\n\"1\", \"2, 3\"\n", """{"skipInitialSpace": true}""", "1|2, 3")]
    [InlineData("a,b\n1,\\N\n", """{"nullSequence": "\\N"}""", "1|∅")]
    [InlineData("a,b\n1,=1+1\n", null, "1|=1+1")]
    [InlineData("a,b\n1.000650,007\n", null, "1.000650|007")]
    public async Task A_dialect_is_read_as_the_descriptor_says(string data, string? dialect, string expected)
    {
        var lines = await EnginePortal.Import(Schema, data, dialect);

        Assert.Equal(expected, string.Join(" / ", lines).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_line_alone_and_no_line_end_is_an_empty_dataset()
    {
        Assert.Empty(await EnginePortal.Import(Schema, "a,b"));
    }

    [Fact]
    public async Task A_hundred_lines_in_one_cell_are_one_row()
    {
        var cell = string.Join('\n', Enumerable.Range(0, 100));

        Assert.Equal([$"{cell}|2", "3|4"], await EnginePortal.Import(Schema, $"a,b\n\"{cell}\",2\n3,4\n"));
    }

    [Fact]
    public async Task Json_in_a_cell_stays_what_it_is()
    {
        Assert.Equal(["""1|{"type":"Point","coordinates":[102.0,0.5]}"""], await EnginePortal.Import(
            """{"fields": [{"name": "a"}, {"name": "b", "type": "geojson"}]}""", "a,b\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n"));
    }

    [Theory]
    [InlineData("""{"fields": [{"name": "a"}, {"name": "b"}], "missingValues": ["", "-", "không rõ"]}""", "a,b\n-,không rõ\n,x\n", "∅|∅ / ∅|x")]
    [InlineData("""{"fields": [{"name": "a"}, {"name": "b"}], "missingValues": []}""", "a,b\n,x\n", "|x")]
    [InlineData("""{"fields": [{"name": "a"}, {"name": "b", "missingValues": ["-"]}]}""", "a,b\n-,-\n,\n", "-|∅ / ∅|")]
    [InlineData("""{"fields": [{"name": "a"}, {"name": "b", "type": "integer"}], "missingValues": ["-99"]}""", "a,b\n-99,-99\n", "∅|∅")]
    [InlineData("""{"fields": [{"name": "a"}, {"name": "b"}], "missingValues": [{"value": "-", "label": "không có"}]}""", "a,b\n-,x\n", "∅|x")]
    public async Task Missing_values_are_null(string schema, string data, string expected)
    {
        Assert.Equal(expected, string.Join(" / ", await EnginePortal.Import(schema, data)));
    }

    [Theory]
    [InlineData("subset", "x,b,a\n9,2,1\n", "1|2")]
    [InlineData("superset", "b\n2\n", "∅|2")]
    [InlineData("partial", "x,b\n9,2\n", "∅|2")]
    [InlineData("exact", "b,a\n2,1\n", "1|2")]
    public async Task A_schema_says_how_closely_columns_match_it(string match, string data, string expected)
    {
        Assert.Equal([expected], await EnginePortal.Import($$"""{"fields": [{"name": "a"}, {"name": "b"}], "fieldsMatch": ["{{match}}"]}""", data));
    }
}
