using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// The full text of a version, in a file beside it: each record's searched fields twice, folded and with marked words that keep their
/// tones, in one index that holds no text of its own. A file of its own, it is made while the version's other indexes are, and a
/// downloaded version is data only.
/// </summary>
internal sealed class FullTextIndex : IDisposable
{
    public const string Ending = ".text.sqlite";

    /// <summary>A word nobody types, between fields, so that no phrase runs from one into the next.</summary>
    private const string Between = " __ ";

    /// <summary>
    /// Words gathered in memory before they are written as one segment. A million records then make a dozen segments, which no merge is
    /// worth: 6.4 s, against 14.8 s with FTS5's 1 MB and a final merge.
    /// </summary>
    private const int HashBytes = 16 * 1024 * 1024;

    private readonly SqliteConnection records;
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt select;
    private readonly sqlite3_stmt insert;
    private bool hasRecord;

    /// <summary>
    /// Makes an empty index and begins to read the records. The reading has begun when this returns, so what is added to the records'
    /// file from then on, its indexes, does not disturb it.
    /// </summary>
    /// <param name="recordsPath">The version's file, its records loaded and in their order; nobody changes them any more.</param>
    public FullTextIndex(string path, string recordsPath, TableSchema schema)
    {
        records = SqliteSetup.OpenImmutable(recordsPath);
        connection = SqliteSetup.Open(path, SqliteOpenMode.ReadWriteCreate);
        SqliteSetup.Run(connection, $"""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -16000;
            CREATE VIRTUAL TABLE {TextQuery.Table} USING fts5(words, content='', columnsize=0, tokenize="ascii tokenchars _");
            INSERT INTO {TextQuery.Table} ({TextQuery.Table}, rank) VALUES ('automerge', 0), ('hashsize', {HashBytes});
            BEGIN;
            """);
        var searched = string.Join(", ", schema.Fields.Where(field => field.IsSearched).Select(field => RecordsSql.Quote(field.Name)));
        _ = raw.sqlite3_prepare_v2(connection.Handle, $"INSERT INTO {TextQuery.Table} (rowid, words) VALUES (?, ?)", out insert);
        _ = raw.sqlite3_prepare_v2(records.Handle, $"SELECT _row, {searched} FROM {RecordsSql.Table} ORDER BY _row", out select);
        Step();
    }

    public static bool Has(TableSchema schema) => schema.Fields.Any(field => field.IsSearched);

    /// <summary>Where the full text of a version is.</summary>
    public static string PathOf(string versionPath) => Path.ChangeExtension(versionPath, null) + Ending;

    public void Fill()
    {
        var words = new WordBuffer();
        var list = new WordList();
        var columns = raw.sqlite3_column_count(select);
        while (hasRecord)
        {
            words.Clear();
            for (var column = 1; column < columns; column++)
                words.Add(raw.sqlite3_column_blob(select, column));
            list.Add(words.Text);
            _ = raw.sqlite3_bind_int64(insert, 1, raw.sqlite3_column_int64(select, 0));
            _ = raw.sqlite3_bind_text(insert, 2, words.ToUtf8());
            var result = raw.sqlite3_step(insert);
            _ = raw.sqlite3_reset(insert);
            if (result != raw.SQLITE_DONE)
                throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);

            Step();
        }

        list.Write(connection);
        SqliteSetup.Run(connection, "COMMIT");
    }

    public void Dispose()
    {
        select.Dispose();
        insert.Dispose();
        records.Dispose();
        connection.Dispose();
    }

    private void Step()
    {
        var result = raw.sqlite3_step(select);
        hasRecord = result == raw.SQLITE_ROW;
        if (!hasRecord && result != raw.SQLITE_DONE)
            throw new SqliteException(raw.sqlite3_errmsg(records.Handle).utf8_to_string(), result);
    }

    /// <summary>The words of one record, in memory that serves them all.</summary>
    private sealed class WordBuffer
    {
        private char[] field = new char[1024];
        private char[] words = new char[4096];
        private byte[] utf8 = new byte[4096 * 3];
        private int length;

        public ReadOnlySpan<char> Text => words.AsSpan(0, length);

        public void Clear() => length = 0;

        public void Add(ReadOnlySpan<byte> text)
        {
            var needed = length + (3 * text.Length) + (2 * Between.Length);
            if (field.Length < text.Length)
                field = new char[text.Length * 2];
            if (words.Length < needed)
                Array.Resize(ref words, needed * 2);
            var letters = field.AsSpan(0, Encoding.UTF8.GetChars(text, field));
            length += VietnameseText.Fold(letters, words.AsSpan(length));
            AddBetween();
            length += VietnameseTones.WriteMarked(letters, words.AsSpan(length));
            AddBetween();
        }

        public ReadOnlySpan<byte> ToUtf8()
        {
            if (utf8.Length < length * 3)
                utf8 = new byte[words.Length * 3];
            return utf8.AsSpan(0, Encoding.UTF8.GetBytes(words.AsSpan(0, length), utf8));
        }

        private void AddBetween()
        {
            Between.CopyTo(words.AsSpan(length));
            length += Between.Length;
        }
    }
}
