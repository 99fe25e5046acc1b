using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Import;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

/// <summary>Every format over one table of awkward values, byte for byte.</summary>
public sealed class FormatTests
{
    private const string Schema = """
        {"fields": [
          {"name": "id", "type": "integer"}, {"name": "text"}, {"name": "whole", "type": "integer"}, {"name": "real", "type": "number"}, {"name": "day", "type": "date"},
          {"name": "at", "type": "datetime"}, {"name": "flag", "type": "boolean"}, {"name": "list", "type": "list", "delimiter": ";"}, {"name": "tên, \"lạ\"", "type": "object"}
        ], "primaryKey": "id", "missingValues": ["∅"]}
        """;

    /// <summary>In no order, so that the key's is seen to be made.</summary>
    private static readonly string[][] Rows =
    [
        ["2", "", "0", "0", "∅", "∅", "false", "", "{}"],
        ["1", "∅", "∅", "∅", "∅", "∅", "∅", "∅", "∅"],
        ["3", "he said \"no\", twice", "9223372036854775807", "0.1", "1802-06-01", "2022-05-01T01:30:00Z", "true", "a;b", "{\"a\": [1, 2.50]}"],
        ["5", "tab\there", "-1", "-0", "9999-12-31", "2022-05-01T08:30:00.125", "false", ";", "{\"\": null}"],
        ["4", "line\nbreak\r\nand \\ /", "-9223372036854775808", "1e308", "0001-01-01", "1899-12-31T00:00:00", "true", "\"", "{\"x\": \"\\u0041\\u0000\"}"],
        ["6", "=1+1", "7", "5e-324", "2000-02-29", "2022-12-31T17:00:00Z", "false", "=1", "{\"a\": {\"b\": {\"c\": 1}}}"],
        ["7", "007", "7", "1234567.891", "2022-02-01", "2022-05-01T08:30:00", "false", "a,b", "{\"n\": 1e400}"],
        ["8", "1.000650", "1000650", "1.00065", "2022-02-01", "2022-05-01T08:30:00", "false", "x", "{\"n\": 1.000650}"],
        ["9", "Đức Hòa", "7", "0.30000000000000004", "2022-02-01", "2022-05-01T08:30:00", "false", "Đ", "{\"tên\": \"Đ\"}"],
        ["10", "Đu\u031B\u0301c Ho\u0300a", "7", "100", "2022-02-01", "2022-05-01T08:30:00", "false", "Đ", "{}"],
        ["11", "😀 <b>&amp;'</b> \u2028", "7", "1e21", "2022-02-01", "2022-05-01T08:30:00", "false", "😀", "{\"e\": \"😀\"}"],
        ["12", " spaces ", "7", "9007199254740993", "2022-02-01", "2022-05-01T08:30:00", "false", " ", "{}"],
        ["13", "@cmd", "7", "-1.5", "2022-02-01", "2022-05-01T08:30:00", "false", "-", "{}"],
        ["14", "\u0001\u007F\u0085", "7", "2", "2022-02-01", "2022-05-01T08:30:00", "false", "-", "{}"],
    ];

    private static readonly string Data = string.Concat(
        new[] { "id", "text", "whole", "real", "day", "at", "flag", "list", "tên, \"lạ\"" }.Select(Quoted).Join(),
        string.Concat(Rows.Select(row => row.Select(Quoted).Join())));

    public static TheoryData<string> Formats => [.. RecordFormat.All.Select(format => format.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Formats))]
    public async Task Awkward_values_are_written_as_they_once_were(string format)
    {
        GoldenFile.Matches(Path.Combine("Engine", "Formats"), $"awkward.{format}", await Write(format, ""));
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task No_records_are_written_as_they_once_were(string format)
    {
        GoldenFile.Matches(Path.Combine("Engine", "Formats"), $"empty.{format}", await Write(format, "id=0&fields=id,text"));
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task One_field_that_may_be_null_is_written_as_it_once_was(string format)
    {
        GoldenFile.Matches(Path.Combine("Engine", "Formats"), $"one-field.{format}", await Write(format, "fields=text&id__lt=4"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sort=-real,text")]
    [InlineData("sort=-id&id__gt=3&fields=text,id")]
    public async Task Every_format_has_the_same_records_in_the_same_order(string query)
    {
        var ids = JsonDocument.Parse(await Write("json", query)).RootElement.EnumerateArray().Select(record => record.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture)).ToArray();
        var cells = ReadCsv(await Write("csv", query));
        var column = Array.IndexOf(cells[0], "id");

        Assert.NotEmpty(ids);
        Assert.Equal(ids, cells.Skip(1).Select(row => row[column]));
    }

    [Fact]
    public async Task What_is_written_as_csv_is_read_again_as_the_same_records()
    {
        // Dates and lists are written in the portal's own form, so they are read in it.
        var schema = Schema.Replace("\"list\", \"delimiter\": \";\"", "\"array\"", StringComparison.Ordinal).Replace("\"∅\"", "\"\"", StringComparison.Ordinal);
        var (portal, dataset) = EnginePortal.With(Schema, Data);
        using (portal)
        {
            var written = await Write("csv", "id__ne=2"); // which has empty text: in CSV, beside null, only its quotes tell

            var expected = await portal.Lines(dataset, "id__ne=2");
            Assert.Equal(expected, await EnginePortal.Import(schema, written));
        }
    }

    [Fact]
    public async Task Json_answers_are_json_and_numbers_in_it_stay_what_they_were()
    {
        var records = JsonDocument.Parse(await Write("json", "")).RootElement;

        Assert.Equal(Rows.Length, records.GetArrayLength());
        Assert.Equal(long.MaxValue, records[2].GetProperty("whole").GetInt64());
        Assert.Equal(0.1, records[2].GetProperty("real").GetDouble());
        Assert.Equal("1.000650", records[7].GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, records[0].GetProperty("text").ValueKind);
        Assert.Equal("", records[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task More_records_than_a_buffer_holds_are_all_written()
    {
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "n", "type": "integer"}, {"name": "t"}], "primaryKey": "n"}""", "n,t\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},Đức Hòa {i}\n")));
        using (portal)
        {
            foreach (var format in RecordFormat.All)
            {
                using var bytes = new MemoryStream();
                using var records = await portal.Store.OpenAsync(Plans.Of(dataset, ""), 0, Cancel);
                var count = await RecordExport.WriteAsync(records, format, PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true)), Cancel);
                var text = Encoding.UTF8.GetString(bytes.ToArray());

                Assert.Equal(20_000, count);
                Assert.Equal(20_000, text.Split("Đức Hòa").Length - 1);
            }
        }
    }

    private static async Task<byte[]> Write(string format, string query)
    {
        var (portal, dataset) = EnginePortal.With(Schema, Data);
        using (portal)
        {
            using var bytes = new MemoryStream();
            using var records = await portal.Store.OpenAsync(Plans.Of(dataset, query), 0, Cancel);
            _ = await RecordExport.WriteAsync(records, RecordFormat.Find(format)!, PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true)), Cancel);
            return bytes.ToArray();
        }
    }

    private static List<string[]> ReadCsv(byte[] csv)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("data.csv"), csv);
        var width = Encoding.UTF8.GetString(csv).StartsWith("text,id", StringComparison.Ordinal) ? 2 : 9;
        var schema = $$"""{"fields": [{{string.Join(", ", Enumerable.Range(0, width).Select(i => $$"""{"name": "f{{i}}"}"""))}}]}""";
        var descriptor = Descriptors.Of(schema);
        using var source = new CsvSource(folder.Path, descriptor with { File = descriptor.File with { Dialect = new CsvDialect { HasHeader = false } } });
        Assert.True(source.ReadHeader(new ImportReport("rows")));
        var rows = new List<string[]>();
        while (source.Read())
            rows.Add([.. Enumerable.Range(0, width).Select(i => Encoding.UTF8.GetString(source.Cell(i)))]);
        return rows;
    }

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

internal static class CsvRows
{
    public static string Join(this IEnumerable<string> cells) => string.Join(',', cells) + "\n";
}
