using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>A header that does not match the schema is told column by column, with what was probably meant.</summary>
public sealed class HeaderTests
{
    private const string Schema = """{"fields": [{"name": "code"}, {"name": "name_vi"}, {"name": "area"}]}""";

    [Theory]
    [InlineData("", "The file is empty: there is no header.")]
    [InlineData("\n\n", "The file is empty: there is no header.")]
    [InlineData("code,name_vi\n", "The header lacks the column \"area\".")]
    [InlineData("code,name_vn,area\n", "The header lacks the column \"name_vi\". Is it the column \"name_vn\"?|The header has a column \"name_vn\" that the schema does not have.")]
    [InlineData("Code,name_vi,area\n", "The header lacks the column \"code\". Is it the column \"Code\"?|The header has a column \"Code\" that the schema does not have.")]
    [InlineData("code,name_vi,area,note\n", "The header has a column \"note\" that the schema does not have.")]
    [InlineData("code,name_vi,area,code\n", "The header has two columns \"code\".")]
    [InlineData("code,name_vi,area,,\n", "The header has a column \"\" that the schema does not have.")]
    [InlineData("code;name_vi;area\n", "The header lacks the column \"code\".|The header lacks the column \"name_vi\".|The header lacks the column \"area\".|The header has a column \"code;name_vi;area\" that the schema does not have.")]
    public void A_header_mistake_is_told(string data, string expected)
    {
        var report = EnginePortal.Reject(Schema, data);

        Assert.Equal(expected, string.Join('|', report.Problems.Select(problem => problem.Message.En)));
        Assert.All(report.Problems, problem => Assert.Equal((ProblemCode.HeaderMismatch, "header", "data.csv"), (problem.Code, problem.Place!.Rule, problem.Place.File)));
        Assert.All(report.Problems, problem => Assert.NotEqual(problem.Message.En, problem.Message.Vi));
    }

    [Theory]
    [InlineData("superset", "code,note\n", "The header has a column \"note\" that the schema does not have.")]
    [InlineData("subset", "code,note\n", "The header lacks the column \"name_vi\".|The header lacks the column \"area\".")]
    [InlineData("partial", "code,code\n", "The header has two columns \"code\".")]
    [InlineData("partial", "x,y\n", "The header has no column of the schema.")]
    public void A_schema_that_matches_loosely_still_has_its_bounds(string match, string data, string expected)
    {
        var report = EnginePortal.Reject(Schema.Replace("\"fields\"", $"\"fieldsMatch\": \"{match}\", \"fields\"", StringComparison.Ordinal), data);

        Assert.Equal(expected, string.Join('|', report.Problems.Select(problem => problem.Message.En)));
    }

    [Fact]
    public void A_delimiter_behind_the_last_column_is_passed_over_where_nothing_stands_under_it()
    {
        using var portal = new EnginePortal();
        portal.Write("rows", Schema, "code,name_vi,area,\n1,a,2,\n2,b,3\n");
        var sound = portal.Publish("rows").Report;
        var filled = EnginePortal.Reject(Schema, "code,name_vi,area,\n1,a,2,\n2,b,3,x\n");

        Assert.Equal((2L, 0L), (sound.RowCount, sound.ErrorCount));
        Assert.Equal("The header ends in a delimiter; the last column, which has no name and no values, is passed over.", Assert.Single(sound.Warnings).Message.En);
        Assert.Equal("Row 2 has 4 cells, not 3.", Assert.Single(filled.Problems).Message.En);
    }

    [Fact]
    public void A_header_that_breaks_the_quoting_rules_is_told()
    {
        var report = EnginePortal.Reject(Schema, "code,name_vi,\"area\n1,2,3\n");

        Assert.NotEmpty(report.Problems);
    }

    [Fact]
    public void Rows_of_a_file_without_a_header_have_the_schemas_fields()
    {
        var report = EnginePortal.Reject(Schema, "1,2,3\n4,5\n", """{"header": false}""");

        Assert.Equal("Row 2 has 2 cells, not 3.", Assert.Single(report.Problems).Message.En);
    }
}
