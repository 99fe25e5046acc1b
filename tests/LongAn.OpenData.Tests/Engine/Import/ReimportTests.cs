using CsCheck;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>What the portal writes, it reads again as the same records, in every format it takes and whatever the publisher's own formats are.</summary>
public sealed class ReimportTests
{
    private const string Fields = """
        {"name": "id", "type": "integer"}, {"name": "code", "title": "Mã số", "title_en": "Code"}, {"name": "text", "title": "Chữ", "title_en": "Text"},
        {"name": "whole", "type": "integer", "groupChar": "."}, {"name": "real", "type": "number", "decimalChar": ",", "groupChar": "."},
        {"name": "day", "type": "date", "format": "%d/%m/%Y", "title": "Ngày"}, {"name": "at", "type": "datetime"}, {"name": "month", "type": "yearmonth"},
        {"name": "flag", "type": "boolean", "trueValues": ["có"], "falseValues": ["không"]}, {"name": "list", "type": "list", "delimiter": ";"},
        {"name": "thing", "type": "object"}, {"name": "latitude", "type": "number"}, {"name": "longitude", "type": "number"}
        """;

    private const string Schema = $$"""{"fields": [{{Fields}}], "primaryKey": "id", "missingValues": ["∅"]}""";

    /// <summary>As a file of the portal's own is read: its empty cells are no values.</summary>
    private const string Reading = $$"""{"fields": [{{Fields}}], "primaryKey": "id"}""";

    private static readonly Gen<string> Text = Any("∅", "", "Đức Hòa", "0", "007", "1.000650", "a,b", "two\nlines", "\"quoted\"", " pad ", "=1+1", "😀", "#N/A?", "null", "true", "2022-05-01", "12345678901234567890");
    private static readonly Gen<string> Code = Any("∅", "001", "0", "80", "1.000650", "00", "-1", "1e3", "27685");

    private static readonly Gen<string[]> Row = Gen.Select(
        Gen.Select(Code, Text, Any("∅", "0", "1.234", "-12.345.678", "999.999.999.999.999", "9.223.372.036.854.775.807")),
        Gen.Select(Any("∅", "1,5", "1.234,25", "0,1", "-0,001", "1.525"), Any("∅", "01/05/2022", "28/2/1900", "31/12/1802", "31/12/9999"), Any("∅", "2022-05-01T08:30:00+07:00", "2022-05-01T00:00:00", "1899-12-31T00:00:00", "2022-12-31T17:00:00.125Z")),
        Gen.Select(Any("∅", "2022-05"), Any("∅", "có", "không"), Any("∅", "a;b", "", "Đ", "\"")),
        Gen.Select(Any("∅", "{}", "{\"a\": [1, 2.50, null]}"), Any("∅", "10.5", "0"), Any("∅", "106.4", "-180")),
        (a, b, c, d) => new[] { a.Item1, a.Item2, a.Item3, b.Item1, b.Item2, b.Item3, c.Item1, c.Item2, c.Item3, d.Item1, d.Item2, d.Item3 });

    private static Gen<string> Any(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Theory]
    [InlineData("csv", "")]
    [InlineData("csv", "header=titles_vi&delimiter=semicolon&bom=true")]
    [InlineData("csv", "header=titles_en")]
    [InlineData("json", "")]
    [InlineData("ndjson", "")]
    [InlineData("geojson", "")]
    [InlineData("xlsx", "")]
    public async Task What_is_exported_comes_back_as_the_same_records(string format, string options)
    {
        await Gen.Select(Row.Array[1, 6], Gen.Bool).SampleAsync(
            async (rows, isCompressed) =>
            {
                var data = string.Concat(rows.Select((row, i) => $"{i},{string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}\n"));
                var (lines, bytes) = await PublishedAsync(Schema, $"id,code,text,whole,real,day,at,month,flag,list,thing,latitude,longitude\n{data}", format, options);
                Assert.Equal(Lines(lines, format), Lines(await ReadAsync(bytes, format, options, isCompressed), format));
            },
            iter: 6, threads: 1);
    }

    [Fact]
    public async Task A_geometry_comes_back_into_the_field_it_is_kept_in()
    {
        const string Shapes = """{"fields": [{"name": "id"}, {"name": "shape", "type": "geojson"}], "primaryKey": "id"}""";
        var (lines, bytes) = await PublishedAsync(Shapes, "id,shape\n1,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[106.4,10.5]}\"\n2,\n", "geojson", "");

        Assert.Equal(lines, await ImportedAsync(Shapes, bytes, "data.geojson", null));
    }

    private static async Task<(string[] Lines, byte[] Bytes)> PublishedAsync(string schema, string data, string format, string options)
    {
        using var portal = new EnginePortal();
        var folder = portal.Write("rows", schema, data);
        if (schema == Schema)
            Locate(folder);
        Assert.Empty(portal.Publish("rows").Report.Problems.Select(problem => problem.Message.En));
        var dataset = portal.Find("rows");
        return (await portal.Lines(dataset), await Written.AsAsync(portal, dataset, RecordFormat.Find(format)!, options));
    }

    private static Task<string[]> ReadAsync(byte[] bytes, string format, string options, bool isCompressed)
    {
        var isGzip = isCompressed && format != "xlsx";
        return ImportedAsync(Reading, isGzip ? Gzip(bytes) : bytes, $"data.{format}{(isGzip ? ".gz" : "")}", options.Contains("semicolon", StringComparison.Ordinal) ? """{"delimiter": ";"}""" : null);
    }

    private static async Task<string[]> ImportedAsync(string schema, byte[] bytes, string file, string? dialect)
    {
        using var portal = new EnginePortal();
        var folder = PackageFolder.Write(portal.Datasets, "rows", schema, bytes, dialect, file: file);
        if (schema == Reading)
            Locate(folder);
        Assert.Empty(portal.Publish("rows").Report.Problems.Select(problem => problem.Message.En));
        return await portal.Lines(portal.Find("rows"));
    }

    private static void Locate(PackageFolder folder)
    {
        folder.Resource["portal"] = System.Text.Json.Nodes.JsonNode.Parse("""{"location": {"latitude": "latitude", "longitude": "longitude"}}""");
        folder.Save();
    }

    /// <summary>A workbook has no empty text: an empty cell is no value.</summary>
    private static string[] Lines(string[] lines, string format) => format == "xlsx" ? [.. lines.Select(line => string.Join('|', line.Split('|').Select(value => value.Length == 0 ? "∅" : value)))] : lines;

    private static byte[] Gzip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(bytes);
        return zipped.ToArray();
    }
}
