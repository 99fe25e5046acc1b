using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Reads what changed between any two kept versions. Pairs that nobody has compared before are compared when somebody asks, one at a time;
/// the pairs asked for last are kept.
/// </summary>
public sealed class SqliteChanges(StorageOptions options) : IDisposable
{
    /// <summary>Of one dataset, so that nobody fills the disk by asking for every pair.</summary>
    private const int MostPairsKept = 64;

    private readonly SemaphoreSlim readers = new(options.ExportReaders);
    private readonly SemaphoreSlim maker = new(1);

    /// <summary>Opens the changes from one version to another; <see cref="TableSchema.CanFollow"/> must hold.</summary>
    /// <param name="since">Null for nothing: then every record is new.</param>
    /// <param name="after">The position of the change to go on behind; 0 from the first.</param>
    /// <param name="limit">Null for all.</param>
    /// <exception cref="StoreBusyException">No reader came free in time; the API answers 503.</exception>
    public async ValueTask<SqliteChangeSet> OpenAsync(DatasetVersion? since, DatasetVersion to, long after, int? limit, CancellationToken cancel)
    {
        var pair = since is null ? null : await PairAsync(since, to, cancel);
        await EnterAsync(readers, cancel);
        SqliteReader reader;
        try
        {
            reader = new SqliteReader(to with { References = [] });
        }
        catch
        {
            readers.Release();
            throw;
        }

        try
        {
            if (since is not null)
            {
                reader.Attach(since.Path, SqliteChangeSet.SinceDatabase);
                reader.Attach(pair!, SqliteChangeSet.ChangesDatabase);
            }
        }
        catch
        {
            reader.Dispose();
            readers.Release();
            throw;
        }

        reader.Begin(TimeSpan.FromSeconds(options.QuerySeconds), cancel);
        return new SqliteChangeSet(since, to, after, limit ?? -1, reader, () => readers.Release());
    }

    /// <summary>How many records differ.</summary>
    public async ValueTask<ChangeCounts> CountAsync(DatasetVersion? since, DatasetVersion to, CancellationToken cancel)
    {
        if (since is null)
            return new ChangeCounts(0, to.RecordCount, 0, 0);
        if (to.Counts?.Since == since.Number)
            return to.Counts;

        var pair = await PairAsync(since, to, cancel);
        using var connection = SqliteSetup.OpenImmutable(pair);
        using var statement = new SqliteStatement(connection.Handle!, "SELECT inserted, updated, deleted FROM counts");
        statement.Begin([]);
        statement.Step();
        return new ChangeCounts(since.Number, statement.GetInteger(0), statement.GetInteger(1), statement.GetInteger(2));
    }

    public void Dispose()
    {
        readers.Dispose();
        maker.Dispose();
    }

    private async ValueTask<string> PairAsync(DatasetVersion since, DatasetVersion to, CancellationToken cancel)
    {
        var path = VersionFiles.ChangesOf(to.Path, since.Number);
        if (File.Exists(path))
            return path;

        await EnterAsync(maker, cancel);
        try
        {
            if (!File.Exists(path))
                await Task.Run(() => ChangeFile.Make(since, to, cancel), cancel);
            RemoveOldest(path);
            return path;
        }
        finally
        {
            maker.Release();
        }
    }

    private static void RemoveOldest(string made)
    {
        var pairs = new DirectoryInfo(Path.GetDirectoryName(made)!).GetFiles(Path.GetFileName(VersionFiles.AnyChanges));
        foreach (var old in pairs.OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostPairsKept))
        {
            if (old.FullName != Path.GetFullPath(made))
                old.Delete();
        }
    }

    private async ValueTask EnterAsync(SemaphoreSlim slots, CancellationToken cancel)
    {
        if (!await slots.WaitAsync(TimeSpan.FromSeconds(options.QueueSeconds), cancel))
            throw new StoreBusyException("No reader came free in time.");
    }
}
