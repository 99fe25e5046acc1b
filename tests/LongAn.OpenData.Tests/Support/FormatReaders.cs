using System.Globalization;
using System.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using Microsoft.Data.Sqlite;
using Parquet;
using Parquet.Schema;
using Field = LongAn.OpenData.Catalog.Field;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Reads what was written in any format back into the same lines: values in the portal's own form divided by bars, null is ∅.</summary>
internal static class FormatReaders
{
    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <param name="fields">Those asked for, in order.</param>
    public static async Task<string[]> LinesAsync(RecordFormat format, byte[] bytes, IReadOnlyList<Field> fields) => format.Name switch
    {
        "csv" => [.. Csv(Encoding.UTF8.GetString(bytes)).Skip(1).Select(row => Line(row.Select((cell, i) => FromCell(cell, fields[i]))))],
        "json" => [.. FromJson(JsonDocument.Parse(bytes).RootElement.EnumerateArray(), fields)],
        "ndjson" => [.. FromJson(Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement), fields)],
        "geojson" => [.. FromJson(JsonDocument.Parse(bytes).RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties")), fields)],
        "xlsx" => [.. Workbook.Read(bytes).Where(sheet => sheet.Name.Contains("Data", StringComparison.Ordinal)).SelectMany(sheet => sheet.Rows.Skip(1)).Select(row => Line(fields.Select((field, i) => FromSheet(row.GetValueOrDefault(i), field))))],
        "parquet" => await ParquetAsync(bytes, fields),
        "sqlite" => Sqlite(bytes, fields),
        _ => throw new ArgumentException($"Nothing reads {format.Name}.", nameof(format)),
    };

    /// <summary>Cells of RFC 4180; null where nothing stands between the commas, not even quotes.</summary>
    public static List<string?[]> Csv(string text)
    {
        var (rows, row, cell, isQuoted) = (new List<string?[]>(), new List<string?>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                isQuoted = true;
                for (i++; text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"'); i++)
                    cell.Append(text[text[i] == '"' ? i++ : i]);
                continue;
            }

            if (text[i] != ',' && text[i] != '\r')
            {
                cell.Append(text[i]);
                continue;
            }

            row.Add(cell.Length == 0 && !isQuoted ? null : cell.ToString());
            (isQuoted, _) = (false, cell.Clear());
            if (text[i] != '\r')
                continue;

            i++; // LF
            rows.Add([.. row]);
            row.Clear();
        }

        return rows;
    }

    private static string Line(IEnumerable<string> values) => string.Join('|', values);

    private static string FromCell(string? cell, Field field) =>
        cell is null ? "∅" : field.Type.Kind == ValueKind.Real ? Records.Show(double.Parse(cell, CultureInfo.InvariantCulture)) : cell;

    private static IEnumerable<string> FromJson(IEnumerable<JsonElement> records, IReadOnlyList<Field> fields) =>
        records.Select(record => Line(record.EnumerateObject().Zip(fields, (member, field) => member.Name != field.Name ? $"{member.Name}?" : member.Value.ValueKind switch
        {
            JsonValueKind.Null => "∅",
            JsonValueKind.String => member.Value.GetString()!,
            JsonValueKind.Number when field.Type.Kind == ValueKind.Real => Records.Show(member.Value.GetDouble()),
            _ => member.Value.GetRawText(),
        })));

    private static string FromSheet(Workbook.Cell? cell, Field field) => cell switch
    {
        null => "∅",
        { Type: "b" } => cell.Value == "1" ? "true" : "false",
        { Type: "n", Style: Workbook.DateStyle } => Moment(cell).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Type: "n", Style: Workbook.DateTimeStyle } => Instant(Moment(cell)),
        { Type: "n" } when field.Type.Kind == ValueKind.Real => Records.Show(double.Parse(cell.Value, CultureInfo.InvariantCulture)),
        _ => cell.Value,
    };

    /// <summary>To the millisecond, which is what a cell can say.</summary>
    private static DateTime Moment(Workbook.Cell cell) =>
        DayZero.AddMilliseconds(Math.Round(double.Parse(cell.Value, CultureInfo.InvariantCulture) * 86_400_000));

    private static string Instant(DateTime local) => local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+07:00'", CultureInfo.InvariantCulture);

    private static async Task<string[]> ParquetAsync(byte[] bytes, IReadOnlyList<Field> fields)
    {
        using var stream = new MemoryStream(bytes);
        await using var reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true });
        Assert.Equal(fields.Select(field => field.Name), reader.Schema.GetDataFields().Select(field => field.Name));
        var lines = new List<string>();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            var columns = new List<string[]>();
            foreach (var (field, column) in fields.Zip(reader.Schema.GetDataFields()))
                columns.Add(await ColumnAsync(rows, column, field));
            lines.AddRange(Enumerable.Range(0, (int)rows.RowCount).Select(i => Line(columns.Select(column => column[i]))));
        }

        return [.. lines];
    }

    private static Task<string[]> ColumnAsync(ParquetRowGroupReader rows, DataField column, Field field) => field.Type switch
    {
        { Kind: ValueKind.Integer } => ColumnAsync<long>(rows, column, value => Records.Show(value)),
        { Kind: ValueKind.Real } => ColumnAsync<double>(rows, column, value => Records.Show(value)),
        { Kind: ValueKind.Boolean } => ColumnAsync<bool>(rows, column, value => Records.Show(value)),
        var type when type == FieldType.Date => ColumnAsync<DateOnly>(rows, column, value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        var type when type == FieldType.DateTime => ColumnAsync<DateTime>(rows, column, value => Instant(value.AddHours(7))),
        var type when type == FieldType.Time => ColumnAsync<long>(rows, column, value => TimeOnly.MinValue.Add(TimeSpan.FromMicroseconds(value)).ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        _ => ColumnAsync<ReadOnlyMemory<char>>(rows, column, value => value.ToString()),
    };

    private static async Task<string[]> ColumnAsync<T>(ParquetRowGroupReader rows, DataField column, Func<T, string> show)
        where T : struct
    {
        var values = new T?[rows.RowCount];
        await rows.ReadAsync(column, values.AsMemory());
        return [.. values.Select(value => value is { } some ? show(some) : "∅")];
    }

    private static string[] Sqlite(byte[] bytes, IReadOnlyList<Field> fields)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("records.sqlite"), bytes);
        using var connection = new SqliteConnection($"Data Source={folder.At("records.sqlite")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM records ORDER BY _row";
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(Line(fields.Select((field, i) => reader.IsDBNull(i + 1) ? "∅" : Records.Show(field.Type.Kind == ValueKind.Boolean ? reader.GetInt64(i + 1) != 0 : reader.GetValue(i + 1)))));
        return [.. lines];
    }
}
