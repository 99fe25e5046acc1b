using System.Buffers;
using System.Text.Json;
using CsvHelper;
using LongAn.OpenData.Formats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// What the portal is held against, in a process of its own: Kestrel and nothing else. <c>/plain</c> is 13 bytes, <c>/bytes</c> the portal's
/// own answer from memory, <c>/page</c>, <c>/records/{key}</c> and <c>/search</c> the shortest honest way from SQLite to JSON: a prepared statement, its UTF-8,
/// Utf8JsonWriter; <c>/csv</c> that from SQLite to CSV: CsvHelper's own fields of UTF-8.
/// </summary>
internal static class BareServer
{
    public const string Name = "bare";

    public static async Task RunAsync(string database, string district, string answer)
    {
        Batteries_V2.Init();
        var bytes = await File.ReadAllBytesAsync(answer);
        var plain = "Hello, World!"u8.ToArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        using var pages = new ThreadLocal<Reader>(() => new Reader(database, "SELECT * FROM records WHERE district_code = ? ORDER BY _row LIMIT 100"));
        using var records = new ThreadLocal<Reader>(() => new Reader(database, "SELECT * FROM records WHERE tax_code = ? ORDER BY _row LIMIT 1"));
        using var searches = new ThreadLocal<Reader>(() => new Reader(database, "SELECT records.* FROM records_text CROSS JOIN records ON _row = records_text.rowid WHERE records_text MATCH ? ORDER BY records_text.rowid LIMIT 100"));
        app.MapGet("/plain", (HttpContext http) => SendAsync(http, "text/plain", plain));
        app.MapGet("/bytes", (HttpContext http) => SendAsync(http, "application/json", bytes));
        app.MapGet("/page", (HttpContext http) => SendAsync(http, "application/json", pages.Value!.Read(district)));
        app.MapGet("/records/{key}", (HttpContext http, string key) => SendAsync(http, "application/json", records.Value!.Read(key)));
        app.MapGet("/search", (HttpContext http, string q) => SendAsync(http, "application/json", searches.Value!.Read(q)));
        app.MapGet("/csv", (HttpContext http) => WriteCsvAsync(http, database));
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(app.Urls.First()));
        await app.RunAsync();
    }

    private static Task SendAsync(HttpContext http, string type, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private static async Task WriteCsvAsync(HttpContext http, string database)
    {
        const int FlushBytes = 64 * 1024;
        http.Response.ContentType = "text/csv";
        using var statement = Prepare(database, "SELECT * FROM records ORDER BY _row");
        using var csv = CsvWriter.Create(new BufferStream(http.Response.BodyWriter), CsvWriterOptions.Default, leaveOpen: false);
        csv.WriteHeader([.. Enumerable.Range(1, raw.sqlite3_column_count(statement) - 1).Select(i => raw.sqlite3_column_name(statement, i).utf8_to_string())]);
        while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
        {
            WriteRecord(csv, statement);
            if (http.Response.BodyWriter.UnflushedBytes >= FlushBytes)
                await http.Response.BodyWriter.FlushAsync();
        }

        csv.Flush();
        await http.Response.BodyWriter.FlushAsync();
    }

    private static void WriteRecord(CsvWriter csv, sqlite3_stmt statement)
    {
        for (var i = 1; i < raw.sqlite3_column_count(statement); i++)
        {
            switch (raw.sqlite3_column_type(statement, i))
            {
                case raw.SQLITE_INTEGER:
                    csv.WriteField(raw.sqlite3_column_int64(statement, i));
                    break;
                case raw.SQLITE_FLOAT:
                    csv.WriteField(raw.sqlite3_column_double(statement, i));
                    break;
                default:
                    csv.WriteField(raw.sqlite3_column_blob(statement, i));
                    break;
            }
        }

        csv.EndRecord();
    }

    private static sqlite3_stmt Prepare(string database, string sql)
    {
        raw.sqlite3_open_v2($"file:{database}?immutable=1", out var connection, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI, null);
        raw.sqlite3_exec(connection, $"ATTACH 'file:{Path.ChangeExtension(database, null)}.text.sqlite?immutable=1' AS text");
        return raw.sqlite3_prepare_v2(connection, sql, out var statement) == raw.SQLITE_OK ? statement : throw new InvalidOperationException(raw.sqlite3_errmsg(connection).utf8_to_string());
    }

    /// <summary>One connection and one statement for a thread.</summary>
    private sealed class Reader
    {
        private readonly sqlite3_stmt statement;
        private readonly JsonEncodedText[] names;
        private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);

        public Reader(string database, string sql)
        {
            statement = Prepare(database, sql);
            names = [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i => JsonEncodedText.Encode(raw.sqlite3_column_name(statement, i).utf8_to_string()))];
        }

        public ReadOnlyMemory<byte> Read(string value)
        {
            buffer.ResetWrittenCount();
            raw.sqlite3_bind_text(statement, 1, value);
            using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteStartArray();
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                WriteRecord(json);
            json.WriteEndArray();
            json.Flush();
            raw.sqlite3_reset(statement);
            return buffer.WrittenMemory;
        }

        /// <summary>The first column is the row number, which the portal does not answer with.</summary>
        private void WriteRecord(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            for (var i = 1; i < names.Length; i++)
            {
                json.WritePropertyName(names[i]);
                switch (raw.sqlite3_column_type(statement, i))
                {
                    case raw.SQLITE_INTEGER:
                        json.WriteNumberValue(raw.sqlite3_column_int64(statement, i));
                        break;
                    case raw.SQLITE_FLOAT:
                        json.WriteNumberValue(raw.sqlite3_column_double(statement, i));
                        break;
                    case raw.SQLITE_NULL:
                        json.WriteNullValue();
                        break;
                    default:
                        json.WriteStringValue(raw.sqlite3_column_blob(statement, i));
                        break;
                }
            }

            json.WriteEndObject();
        }
    }
}
