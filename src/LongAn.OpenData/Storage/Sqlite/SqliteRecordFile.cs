using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Records in an SQLite database of their own, to be read once and forgotten.</summary>
internal static class SqliteRecordFile
{
    private const int RecordsBetweenChecks = 1_000;

    /// <param name="folder">Where the file is while it is needed; its name is that of a staged version, so an import removes what a crash leaves.</param>
    /// <param name="facts">What the table <c>metadata</c> says: names and values.</param>
    /// <returns>The file's bytes, from the first; the file goes away with the stream.</returns>
    /// <exception cref="StoreFullException">The disk has no room for it.</exception>
    public static FileStream Make(RecordSet records, string folder, IEnumerable<KeyValuePair<string, string>> facts, CancellationToken cancel)
    {
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N") + SqliteStagedVersion.StagingEnding);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Read | FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            Write(records, path, facts, cancel);
            return file;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_FULL || fault.SqliteExtendedErrorCode == raw.SQLITE_IOERR_WRITE) // the second past a quota
        {
            file.Dispose();
            throw new StoreFullException("There is no room for the database.", fault);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Write(RecordSet records, string path, IEnumerable<KeyValuePair<string, string>> facts, CancellationToken cancel)
    {
        using var connection = SqliteSetup.Open(SqliteSetup.Uri(path), SqliteOpenMode.ReadWrite);
        var columns = records.Fields.Select(field => $"{RecordsSql.Quote(field.Name)} {SqliteStagedVersion.SqlType(field.Type.Kind)}");
        SqliteSetup.Run(connection, $"""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE {RecordsSql.Table} ({RecordsSql.Row} INTEGER PRIMARY KEY, {string.Join(", ", columns)}) STRICT;
            """);
        WriteFacts(connection, facts);
        WriteRecords(connection, records, cancel);
        SqliteSetup.Run(connection, "COMMIT");
    }

    private static void WriteFacts(SqliteConnection connection, IEnumerable<KeyValuePair<string, string>> facts)
    {
        foreach (var (name, value) in facts)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO metadata VALUES (@name, @value)";
            command.Parameters.AddWithValue("@name", name);
            command.Parameters.AddWithValue("@value", value);
            _ = command.ExecuteNonQuery();
        }
    }

    private static void WriteRecords(SqliteConnection connection, RecordSet records, CancellationToken cancel)
    {
        var kinds = records.Fields.Select(field => field.Type.Kind).ToArray();
        Check(connection, raw.sqlite3_prepare_v2(connection.Handle, $"INSERT INTO {RecordsSql.Table} VALUES (NULL{string.Concat(kinds.Select(_ => ", ?"))})", out var insert));
        using (insert)
        {
            for (var count = 1L; records.Read(); count++)
            {
                for (var i = 0; i < kinds.Length; i++)
                    Check(connection, Bind(insert, i, records, kinds[i]));
                var result = raw.sqlite3_step(insert);
                _ = raw.sqlite3_reset(insert);
                if (result != raw.SQLITE_DONE)
                    Check(connection, result);
                if (count % RecordsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private static int Bind(sqlite3_stmt insert, int position, RecordSet record, ValueKind kind)
    {
        if (record.IsNull(position))
            return raw.sqlite3_bind_null(insert, position + 1);

        switch (kind)
        {
            case ValueKind.Integer or ValueKind.Boolean:
                return raw.sqlite3_bind_int64(insert, position + 1, record.GetInteger(position));
            case ValueKind.Real:
                return raw.sqlite3_bind_double(insert, position + 1, record.GetReal(position));
            default:
                var text = record.GetText(position);
                return text.IsEmpty ? raw.sqlite3_bind_text(insert, position + 1, "") : raw.sqlite3_bind_text(insert, position + 1, text); // an empty span would bind null
        }
    }

    private static void Check(SqliteConnection connection, int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
    }
}
