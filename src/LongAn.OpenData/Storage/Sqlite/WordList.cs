using System.Runtime.InteropServices;
using System.Text;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// The folded words of a full text and how often each occurs, counted while it is written: to ask FTS5 for them afterwards took 4.8 s for a
/// million records. The table holds them as UTF-8 bytes, so that those of a prefix lie together.
/// </summary>
internal sealed class WordList
{
    /// <summary>Texts of more words, which are numbers rather, go without a list: it would fill the memory of an import.</summary>
    private const int MostWords = 200_000;

    private const string Table = "records_words";

    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>Whether a full text has a list; those of older versions, and of too many words, have none.</summary>
    public static bool IsIn(SqliteConnection connection, string database) =>
        SqliteSetup.Scalar(connection, $"SELECT COUNT(*) FROM {RecordsSql.Quote(database)}.sqlite_schema WHERE name = '{Table}'") > 0;

    /// <summary>Whether the words that begin so are listed: those marked for their tones, which nobody types, are not.</summary>
    public static bool Has(string prefix) => !prefix.StartsWith(VietnameseTones.WordMark);

    /// <summary>All words that begin with a prefix.</summary>
    public static SqlStatement BeginningWith(string prefix)
    {
        var bytes = Encoding.UTF8.GetBytes(prefix);
        return new SqlStatement($"SELECT CAST(word AS TEXT), count FROM {Table} WHERE word BETWEEN @p0 AND @p1", [bytes, (byte[])[.. bytes, byte.MaxValue]]);
    }

    /// <param name="word">As it goes into the full text, folded.</param>
    public void Add(string word, long times)
    {
        if (word.Length > 0 && counts.Count <= MostWords)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _) += times;
    }

    public void Write(SqliteConnection connection)
    {
        if (counts.Count > MostWords)
            return;

        SqliteSetup.Run(connection, $"CREATE TABLE {Table} (word BLOB PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID");
        using var insert = SqliteSetup.Prepare(connection, $"INSERT INTO {Table} VALUES (?, ?)");
        foreach (var (word, count) in counts)
        {
            _ = raw.sqlite3_bind_blob(insert, 1, Encoding.UTF8.GetBytes(word));
            _ = raw.sqlite3_bind_int64(insert, 2, count);
            SqliteSetup.Execute(connection, insert);
        }
    }
}
