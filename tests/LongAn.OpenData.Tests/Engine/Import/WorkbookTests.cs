using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;
using static LongAn.OpenData.Tests.Support.WorkbookFile;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>Workbooks as people make them.</summary>
public sealed class WorkbookTests
{
    private const string Schema = """{"fields": [{"name": "ma", "title": "Mã"}, {"name": "so", "type": "number"}, {"name": "ngay", "type": "date"}], "primaryKey": "ma"}""";
    private const string File = "data.xlsx";
    private static readonly string Header = Row(Words("ma"), Words("so"), Words("ngay"));

    [Theory]
    [InlineData(false, "1|1.5|2022-12-01")]
    [InlineData(true, "1|1.5|2026-12-02")]
    public async Task A_date_is_counted_from_the_day_that_the_workbook_says(bool isFrom1904, string expected)
    {
        var bytes = Of([Header, Row(Words("1"), Number("1.5"), Number("44896", Date))], isFrom1904);

        Assert.Equal([expected], await EnginePortal.Import(Schema, bytes, file: File));
    }

    [Fact]
    public async Task Of_a_formula_the_value_kept_beside_it_is_read()
    {
        var bytes = Of([Header, Row(Formula("A1&amp;1", "m1", "str"), Formula("1+1", "2"))]);

        Assert.Equal(["m1|2|∅"], await EnginePortal.Import(Schema, bytes, file: File));
    }

    [Theory]
    [InlineData("#N/A")]
    [InlineData("#REF!")]
    [InlineData("#DIV/0!")]
    public void An_error_in_a_cell_is_told_and_is_no_value(string error)
    {
        var report = EnginePortal.Reject(Schema, Of([Header, Row(Words("1"), Error(error))]), file: File);

        Assert.Equal(("so", 1L, error), (Assert.Single(report.Problems).Place!.Field, report.Problems[0].Place!.Row, report.Problems[0].Place!.Value));
    }

    [Fact]
    public async Task The_header_is_found_under_titles_and_the_cells_merged_for_them()
    {
        using var portal = new EnginePortal();
        var bytes = Of([Row(Words("BÁO CÁO NĂM 2022")), Row(Words("Đơn vị: triệu đồng")), "", Header, Row(Words("1"), Number("2"))], merged: ["A1:C1", "A2:C2"]);
        PackageFolder.Write(portal.Datasets, "rows", Schema, bytes, file: File);
        var report = portal.Publish("rows").Report;

        Assert.Equal([ProblemCode.HeaderRowFound], report.Warnings.Select(warning => warning.Code));
        Assert.Equal(["1|2|∅"], await portal.Lines(portal.Find("rows")));
    }

    /// <summary>Only its first cell has the value: the rest of a merged range is empty, and nothing is filled in that nobody wrote.</summary>
    [Fact]
    public void A_key_that_is_merged_over_several_rows_is_missing_in_all_but_the_first()
    {
        var report = EnginePortal.Reject(Schema, Of([Header, Row(Words("1"), Number("2")), Row("", Number("3"))], merged: ["A2:A3"]), file: File);

        Assert.Equal(("ma", 2L), (Assert.Single(report.Problems).Place!.Field, report.Problems[0].Place!.Row));
    }

    [Theory]
    [InlineData("Tổng cộng", true)]
    [InlineData("Ghi chú: số liệu tạm tính", true)]
    [InlineData("NGUỒN: Cục Thống kê", true)]
    [InlineData("Nguồn lực", false)]
    [InlineData("Tổng công ty", false)]
    [InlineData("Ghi chép", false)]
    public void A_line_below_the_table_is_told_as_what_it_is(string text, bool isFooter)
    {
        var csv = EnginePortal.Reject(Schema, $"ma,so,ngay\n1,2,\n,{text},\n");
        var short_ = EnginePortal.Reject(Schema, $"ma,so,ngay\n1,2,\n{text}\n");
        var sheet = EnginePortal.Reject(Schema, Of([Header, Row(Words("1"), Number("2")), Row("", Words(text))]), file: File);

        Assert.All([.. csv.Problems, .. short_.Problems, .. sheet.Problems], problem => Assert.Equal(isFooter, problem.Message.In("en").EndsWith("Is it a line below the table (a sum, a note, a source) and no record? Then leave it out.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_broken_workbook_is_told_and_nothing_is_left_of_it()
    {
        var whole = Of([Header, Row(Words("1"), Number("2"))]);
        byte[][] broken =
        [
            whole[..(whole.Length / 2)],
            [.. whole[..^40], .. new byte[40]],
            Zip(("word/document.xml", "<document/>")),
            Zip(("xl/workbook.xml", "<workbook")),
            Of(["<c r=\"A1\"><v>"]),
            "no archive"u8.ToArray(),
        ];

        Assert.All(broken, bytes => Assert.Equal(ProblemCode.DataUnreadable, Assert.Single(EnginePortal.Reject(Schema, bytes, file: File).Problems).Code));
    }
}
