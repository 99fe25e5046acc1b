using System.Text;
using System.Text.Json;
using LongAn.OpenData.Formats;
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

    /// <summary>The records have no geometry; see <see cref="GeoJsonTests"/>.</summary>
    public static TheoryData<string> Formats => [.. RecordFormat.All.Where(format => !format.NeedsGeometry).Select(format => format.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Formats))]
    public async Task Awkward_values_are_written_as_they_once_were(string format)
    {
        GoldenFile.Matches(Path.Combine("Engine", "Formats"), $"awkward.{format}", await ReadableAsync(format, ""));
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task No_records_are_written_as_they_once_were(string format)
    {
        GoldenFile.Matches(Path.Combine("Engine", "Formats"), $"empty.{format}", await ReadableAsync(format, "id=0&fields=id,text"));
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task One_field_that_may_be_null_is_written_as_it_once_was(string format)
    {
        GoldenFile.Matches(Path.Combine("Engine", "Formats"), $"one-field.{format}", await ReadableAsync(format, "fields=text&id__lt=4"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sort=-real,text")]
    [InlineData("sort=-id&id__gt=3&fields=text,id")]
    [InlineData("id=0")]
    public async Task Every_format_has_the_same_records_in_the_same_order(string query)
    {
        var (portal, dataset) = EnginePortal.With(Schema, Data);
        using (portal)
        {
            var expected = await portal.Lines(dataset, query);
            foreach (var format in RecordFormat.For(dataset.Current))
            {
                var fields = Plans.Of(dataset, query).Fields;
                Assert.Equal(expected, await FormatReaders.LinesAsync(format, await Written.AsAsync(portal, dataset, format, query), fields));
            }
        }
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
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "n", "type": "integer"}, {"name": "t"}], "primaryKey": "n"}""", "n,t\n" + string.Concat(Enumerable.Range(0, 120_000).Select(i => $"{i},Đức Hòa {i}\n")));
        using (portal)
        {
            var fields = dataset.Schema.Fields;
            foreach (var format in RecordFormat.For(dataset.Current))
            {
                var lines = await FormatReaders.LinesAsync(format, await Written.AsAsync(portal, dataset, format, "n__gte=0"), fields);

                Assert.Equal(120_000, lines.Length);
                Assert.All(lines.Index(), line => Assert.Equal($"{line.Index}|Đức Hòa {line.Index}", line.Item));
            }
        }
    }

    private static async Task<byte[]> Write(string format, string query)
    {
        var (portal, dataset) = EnginePortal.With(Schema, Data);
        using (portal)
        {
            return await Written.AsAsync(portal, dataset, RecordFormat.Find(format)!, query);
        }
    }

    /// <summary>What a golden file keeps of a format that is no text: its parts, its values.</summary>
    private static async Task<byte[]> ReadableAsync(string format, string query)
    {
        var (portal, dataset) = EnginePortal.With(Schema, Data);
        using (portal)
        {
            var bytes = await Written.AsAsync(portal, dataset, RecordFormat.Find(format)!, query);
            return RecordFormat.Find(format)! switch
            {
                { HasPages: true } => bytes,
                { Name: "xlsx" } => Encoding.UTF8.GetBytes(Workbook.Text(bytes)),
                var other => Encoding.UTF8.GetBytes(string.Concat((await FormatReaders.LinesAsync(other, bytes, Plans.Of(dataset, query).Fields)).Select(line => line + "\n"))),
            };
        }
    }

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

internal static class CsvRows
{
    public static string Join(this IEnumerable<string> cells) => string.Join(',', cells) + "\n";
}
