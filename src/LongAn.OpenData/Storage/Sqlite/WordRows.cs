using System.Collections.Concurrent;
using System.Numerics;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>The records in which the words of a search are, one bit each: 125 KB for a million records.</summary>
internal sealed class WordRows
{
    private readonly ulong[] bits;

    private WordRows(long records) => bits = new ulong[(records / 64) + 1];

    public long Count { get; private set; }

    public bool Contains(long row) => (bits[row >> 6] & (1UL << (int)(row & 63))) != 0;

    /// <param name="match">FTS5's words.</param>
    public static WordRows Read(SqliteReader reader, string match, long records)
    {
        var rows = new WordRows(records);
        var found = reader.Start(new SqlStatement($"SELECT rowid FROM {TextQuery.Table} WHERE {TextQuery.Table} MATCH @p0", [match]));
        try
        {
            while (found.Step())
            {
                var row = found.GetInteger(0);
                rows.bits[row >> 6] |= 1UL << (int)(row & 63);
            }
        }
        catch (SqliteException fault)
        {
            throw reader.Translate(fault);
        }
        finally
        {
            found.End();
        }

        rows.Count = rows.bits.Sum(word => (long)BitOperations.PopCount(word));
        return rows;
    }
}

/// <summary>
/// The records of common searches, held so that a search beside other conditions costs a look at a bit each, and a count nothing. At
/// most <see cref="MostBytes"/> are held; versions never change, so nothing held is ever wrong.
/// </summary>
internal sealed class WordRowsCache
{
    private const long MostBytes = 16 * 1024 * 1024;
    private readonly ConcurrentDictionary<(string Path, string Match), WordRows> held = new();
    private long bytes;

    public WordRows Find(SqliteReader reader, string match, long records)
    {
        if (held.TryGetValue((reader.Path, match), out var known))
            return known;

        var rows = WordRows.Read(reader, match, records);
        if (Interlocked.Add(ref bytes, records / 8) > MostBytes)
        {
            held.Clear(); // what is asked for is soon there again
            Interlocked.Exchange(ref bytes, records / 8);
        }

        held[(reader.Path, match)] = rows;
        return rows;
    }
}
