using System.IO.Pipelines;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Formats.Xlsx;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

public sealed class XlsxTests
{
    [Theory]
    [InlineData("string", "007", "inlineStr", "007")]
    [InlineData("string", "a_x000D_b", "inlineStr", "a_x000D_b")]
    [InlineData("string", "cr\rlf", "inlineStr", "cr\rlf")]
    [InlineData("string", "\u0001<&>\uFFFE", "inlineStr", "\u0001<&>\uFFFE")]
    [InlineData("integer", "999999999999999", "n", "999999999999999")]
    [InlineData("integer", "1000000000000000", "inlineStr", "1000000000000000")]
    [InlineData("number", "1e308", "n", "1E+308")]
    [InlineData("boolean", "true", "b", "1")]
    [InlineData("date", "1900-03-01", "n", "61")]
    [InlineData("date", "1900-02-28", "inlineStr", "1900-02-28")]
    [InlineData("date", "9999-12-31", "n", "2958465")]
    [InlineData("datetime", "2022-05-01T12:00:00", "n", "44682.5")]
    [InlineData("datetime", "2022-05-01T05:00:00Z", "n", "44682.5")]
    [InlineData("datetime", "2022-05-01T12:00:00.0001", "inlineStr", "2022-05-01T12:00:00.0001+07:00")]
    [InlineData("datetime", "1899-12-31T00:00:00", "inlineStr", "1899-12-31T00:00:00+07:00")]
    [InlineData("time", "12:00:00", "inlineStr", "12:00:00")]
    [InlineData("yearmonth", "2022-05", "inlineStr", "2022-05")]
    public async Task A_value_is_a_cell_of_its_type(string type, string value, string cellType, string cell)
    {
        var sheets = await SheetsAsync(type, value);
        var written = sheets[0].Rows[1][1];

        Assert.Equal((cellType, cell), (written.Type, written.Value));
        Assert.Equal((cellType, type) switch { ("n", "date") => Workbook.DateStyle, ("n", "datetime") => Workbook.DateTimeStyle, _ => 0 }, written.Style);
    }

    [Fact]
    public async Task The_header_stays_in_sight_and_the_second_sheet_says_what_the_records_are()
    {
        var sheets = await SheetsAsync("string", "x");

        Assert.Equal(["Dữ liệu - Data", "Từ điển - Dictionary"], sheets.Select(sheet => sheet.Name));
        Assert.Equal([true, false], sheets.Select(sheet => sheet.IsFrozen));
        var rows = sheets[1].Rows.Select(row => string.Join('|', row.Values.Select(cell => cell.Value))).ToList();
        Assert.Contains("dataset|rows", rows);
        Assert.Contains("version|1", rows);
        Assert.Contains("provenance|compiled", rows);
        Assert.Contains("value|Giá trị|Value|string|ha|Mô tả|Description", rows);
    }

    [Theory]
    [InlineData("a", 32_767, 0)]
    [InlineData("a", 32_768, 1)]
    [InlineData("Đ", 32_767, 0)]
    [InlineData("😀", 16_384, 1)]
    public async Task Text_longer_than_a_cell_is_cut_and_says_so_in_the_cell_and_the_dictionary(string letter, int times, int cut)
    {
        var text = string.Concat(Enumerable.Repeat(letter, times));
        var sheets = await SheetsAsync("string", text);
        var cell = sheets[0].Rows[1][1].Value;
        var note = sheets[1].Rows[^1].GetValueOrDefault(7)?.Value ?? "";

        Assert.True(cell.Length <= SheetCells.LongestText, $"{cell.Length}");
        Assert.Equal(cut == 0 ? text : text[..100], cut == 0 ? cell : cell[..100]);
        Assert.Equal(cut == 1, cell.EndsWith($"cut: {text.Length} > 32767]", StringComparison.Ordinal));
        Assert.Equal(cut == 1, note.Contains("1 cells were longer than 32767 characters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_records_than_a_sheet_holds_go_on_in_further_sheets()
    {
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "n", "type": "integer"}], "primaryKey": "n"}""", "n\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"{i}\n")));
        using (portal)
        {
            var plan = Plans.Of(dataset, "");
            using var bytes = new MemoryStream();
            var pipe = PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true));
            using var records = await portal.Store.OpenAsync(plan, 0, TestContext.Current.CancellationToken);
            using var writer = new XlsxRecordWriter(pipe, RecordsHeading.Of(plan, 1, dataset, FormatOptions.Default), recordsInSheet: 3);
            writer.Begin();
            while (records.Read())
                writer.Write(records);
            await writer.CompleteAsync();
            await pipe.CompleteAsync();
            var sheets = Workbook.Read(bytes.ToArray());

            Assert.Equal(["Dữ liệu - Data", "Từ điển - Dictionary", "Dữ liệu - Data 2", "Dữ liệu - Data 3"], sheets.Select(sheet => sheet.Name));
            Assert.Equal(["n", "0", "1", "2", "n", "3", "4", "5", "n", "6"], sheets.Where((_, i) => i != 1).SelectMany(sheet => sheet.Rows).Select(row => row[0].Value));
        }
    }

    [Fact]
    public async Task A_workbook_that_was_not_completed_does_not_end_like_one()
    {
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "n", "type": "integer"}], "primaryKey": "n"}""", "n\n1\n");
        using (portal)
        {
            using var bytes = new MemoryStream();
            var pipe = PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true));
            using (var writer = new XlsxRecordWriter(pipe, RecordsHeading.Of(Plans.Of(dataset, ""), 1, dataset, FormatOptions.Default)))
                writer.Begin();
            await pipe.CompleteAsync();

            Assert.Throws<InvalidDataException>(() => Workbook.Read(bytes.ToArray()));
        }
    }

    private static async Task<IReadOnlyList<Workbook.Sheet>> SheetsAsync(string type, string value)
    {
        var schema = $$"""
            {"fields": [{"name": "id", "type": "integer"}, {"name": "value", "type": "{{type}}", "title": "Giá trị", "title_en": "Value", "unit": "ha", "description": "Mô tả", "description_en": "Description" } ], "primaryKey": "id"}
            """;
        var (portal, dataset) = EnginePortal.With(schema, $"id,value\n1,\"{value}\"\n");
        using (portal)
            return Workbook.Read(await Written.AsAsync(portal, dataset, RecordFormat.Xlsx, ""));
    }
}
