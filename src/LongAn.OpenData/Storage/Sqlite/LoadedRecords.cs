using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// The records of a version, loaded and in their order. The reading has begun when this is made, so what is added to their file from then
/// on, its indexes, does not disturb it; nobody changes the records any more.
/// </summary>
internal sealed class LoadedRecords : IDisposable
{
    /// <summary>For what is sorted: a larger share of it at a time, fewer files to merge.</summary>
    private const int CacheKilobytes = 16_000;

    private readonly SqliteConnection connection;

    /// <param name="path">The version's file.</param>
    public LoadedRecords(string path)
    {
        connection = SqliteSetup.OpenImmutable(path);
        SqliteSetup.Run(connection, $"PRAGMA cache_size = -{CacheKilobytes}; BEGIN");
        _ = SqliteSetup.Scalar(connection, $"SELECT COUNT(*) FROM (SELECT 1 FROM {RecordsSql.Table} LIMIT 1)");
    }

    public SqliteConnection Connection => connection;

    /// <returns>The statement, whose values are in the order of the columns; dispose it first.</returns>
    /// <param name="columns">Names in quotes, or expressions.</param>
    /// <param name="order">Of the rows.</param>
    public SqliteStatement Select(IEnumerable<string> columns, string order) =>
        new(connection.Handle!, $"SELECT {string.Join(", ", columns)} FROM {RecordsSql.Table} ORDER BY {order}");

    public void Dispose() => connection.Dispose();
}
