using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Which records differ between two versions: a small file with their row numbers in the one and in the other, in key order. Versions never
/// change, so the values themselves are read from them.
/// </summary>
public static class ChangeFile
{
    internal const string Table = "changes";

    /// <summary>Compares two versions, in one pass over both, and keeps what differs beside the later one.</summary>
    /// <returns>How many records differ.</returns>
    /// <exception cref="SqliteException">The disk is full, or fails.</exception>
    /// <exception cref="IOException">As well.</exception>
    public static ChangeCounts Make(DatasetVersion since, DatasetVersion to, CancellationToken cancel)
    {
        var path = VersionFiles.ChangesOf(to.Path, since.Number);
        var staged = $"{path}.{Guid.NewGuid():N}{SqliteStagedVersion.StagingEnding}";
        try
        {
            ChangeCounts counts;
            using (var connection = SqliteSetup.Open(SqliteSetup.Uri(staged), SqliteOpenMode.ReadWriteCreate))
            {
                SqliteSetup.Run(connection, $"""
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
                    CREATE TABLE {Table} (_change INTEGER PRIMARY KEY, kind INTEGER NOT NULL, old_row INTEGER, new_row INTEGER) STRICT;
                    CREATE TABLE counts (inserted INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER NOT NULL) STRICT;
                    BEGIN;
                    """);
                counts = Compare(since, to, connection, cancel);
                SqliteSetup.Run(connection, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"INSERT INTO counts VALUES ({counts.Inserted}, {counts.Updated}, {counts.Deleted}); COMMIT"));
            }

            using (var file = new FileStream(staged, FileMode.Open, FileAccess.ReadWrite))
                file.Flush(flushToDisk: true);
            File.Move(staged, path, overwrite: true);
            return counts;
        }
        finally
        {
            File.Delete(staged);
        }
    }

    private static ChangeCounts Compare(DatasetVersion since, DatasetVersion to, SqliteConnection into, CancellationToken cancel)
    {
        using var insert = new SqliteStatement(into.Handle!, $"INSERT INTO {Table} VALUES (NULL, @p0, @p1, @p2)");
        using var merge = new VersionMerge(since, to);
        var counts = new long[4];
        for (var steps = 0; merge.Read(); steps++)
        {
            if (steps % 8_192 == 0)
                cancel.ThrowIfCancellationRequested();
            if (merge.Kind is not { } kind)
                continue;

            counts[(int)kind]++;
            insert.Begin([(long)kind, merge.OldRow, merge.NewRow]);
            insert.Step();
            insert.End();
        }

        return new ChangeCounts(since.Number, counts[(int)ChangeKind.Insert], counts[(int)ChangeKind.Update], counts[(int)ChangeKind.Delete]);
    }
}
