using System.Collections.Concurrent;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Query.Spatial;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Reads published versions: a bounded number at a time, without locks, each interrupted when it takes too long.</summary>
public sealed class SqliteRecordStore(StorageOptions options) : IDisposable
{
    private readonly SemaphoreSlim pages = new(options.PageReaders);
    private readonly ExportReaders exports = new(options);
    private readonly SemaphoreSlim groupings = new(options.GroupReaders);
    private readonly GroupCache cache = new(options.GroupCacheMegabytes * 1024L * 1024);
    private readonly ConcurrentDictionary<(string Path, bool IsLinked), ConcurrentBag<SqliteReader>> idle = new();
    private readonly SqliteSearch search = new();
    private int idleCount;
    private volatile int removals;

    /// <summary>How many readers work at this moment, by what they read for.</summary>
    public ReadersInUse InUse => new(options.PageReaders - pages.CurrentCount, exports.Busy, options.GroupReaders - groupings.CurrentCount);

    /// <summary>Runs a plan against the version it names; the first record is ready when this returns.</summary>
    /// <param name="extra">Records to read beyond the plan's limit.</param>
    /// <returns>The records. Dispose them to give the reader back.</returns>
    /// <exception cref="TimeoutException">Ran past <see cref="StorageOptions.QuerySeconds"/>; the API answers 503.</exception>
    /// <exception cref="StoreBusyException">No reader came free within <see cref="StorageOptions.QueueSeconds"/>; the API answers 503.</exception>
    public async ValueTask<RecordSet> OpenAsync(RecordsPlan plan, int extra, CancellationToken cancel)
    {
        var pace = plan.Limit is null ? await exports.EnterAsync(cancel) : null;
        if (pace is null)
            await EnterAsync(pages, cancel);
        SqliteReader? reader = null;
        try
        {
            reader = Rent(plan.Version, cancel);
            var lent = reader;
            RecordSet records = RecordsSql.SelectByKey(plan) is { } byKey
                ? new SqliteRecordSet(plan, reader, byKey, () => Leave(lent, pace))
                : Open(plan, extra, reader, search.Find(plan, reader), () => Leave(lent, pace));
            records.Pace = pace;
            if (pace is not null)
                reader.LiftDeadline();
            return records;
        }
        catch
        {
            Leave(reader, pace);
            throw;
        }
    }

    /// <summary>
    /// The plan's records as an SQLite database: the version's own file where the plan asks for all of it, else a new one with a table
    /// <c>records</c> of the plan's columns, in its order, and a table <c>metadata</c>, without indexes.
    /// </summary>
    /// <param name="facts">What the new file's <c>metadata</c> says of it: names and values.</param>
    /// <returns>The file's bytes; a new file goes away with its stream. Dispose it.</returns>
    /// <exception cref="StoreFullException">The disk has no room for the file.</exception>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async Task<FileStream> OpenFileAsync(RecordsPlan plan, IEnumerable<KeyValuePair<string, string>> facts, CancellationToken cancel)
    {
        if (plan.IsWhole)
            return OpenFile(plan.Version);

        using var records = await OpenAsync(plan, extra: 0, cancel);
        return SqliteRecordFile.Make(records, Path.GetDirectoryName(plan.Version.Path)!, facts, cancel);
    }

    /// <summary>How many records the plan reads, were there no pages.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask<long> CountAsync(RecordsPlan plan, CancellationToken cancel)
    {
        if (plan.HasKnownTotal)
            return plan.Version.RecordCount;

        return await ReadAsync(plan.Version, reader => Count(plan, reader), cancel);
    }

    /// <summary>Runs a statement that answers with few rows, and reads them all.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    internal ValueTask<List<T>> AskAsync<T>(DatasetVersion version, SqlStatement statement, Func<SqliteStatement, T> read, CancellationToken cancel) =>
        ReadAsync(version, reader => reader.Ask(statement, read), cancel);

    private long Count(RecordsPlan plan, SqliteReader reader)
    {
        var bare = plan with { Sort = [] }; // in its own order a search is never looked up, but it may well be counted so
        var path = search.Find(bare, reader);
        if (path.Words != WordsBy.List && !plan.IsDistinct && plan.Filter.Parts is [Filter.Words words])
            return words.Query.FindsSomething ? search.RowsOf(plan, reader).Count : plan.Version.RecordCount - search.RowsOf(plan, reader).Count;

        return reader.Count(RecordsSql.Count(plan, SqlitePlaces.Add(path, plan.Filter, RecordsSql.TooManyPlaces(plan, readsAll: true), reader)));
    }

    private async ValueTask<T> ReadAsync<T>(DatasetVersion version, Func<SqliteReader, T> read, CancellationToken cancel)
    {
        await EnterAsync(pages, cancel);
        SqliteReader? reader = null;
        try
        {
            reader = Rent(version, cancel);
            return read(reader);
        }
        finally
        {
            Leave(reader, pace: null);
        }
    }

    /// <summary>Makes the groups that are asked for; asked again, they are there.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask<GroupsAnswer> GroupAsync(GroupsPlan plan, CancellationToken cancel)
    {
        if (cache.Find(plan.Digest) is { } known)
            return known;

        await EnterAsync(groupings, cancel);
        SqliteReader? reader = null;
        try
        {
            if (cache.Find(plan.Digest) is { } made) // by somebody who asked the same and was first
                return made;

            reader = Rent(plan.Version, cancel);
            var answer = SqliteGroups.Make(plan, reader);
            cache.Keep(plan.Digest, answer);
            return answer;
        }
        finally
        {
            Return(reader);
            groupings.Release();
        }
    }

    /// <summary>Closes what is open, and unused, of versions that are no longer kept: until then their files take room on the disk.</summary>
    public void CloseRemoved()
    {
        Interlocked.Increment(ref removals); // before those that are unused are closed: whoever is lent one looks when it comes back
        foreach (var (key, readers) in idle)
        {
            if (File.Exists(key.Path))
                continue;

            idle.TryRemove(key, out _);
            while (readers.TryTake(out var reader))
            {
                Interlocked.Decrement(ref idleCount);
                reader.Dispose();
            }
        }
    }

    public void Dispose()
    {
        foreach (var readers in idle.Values)
        {
            while (readers.TryTake(out var reader))
                reader.Dispose();
        }

        pages.Dispose();
        exports.Dispose();
        groupings.Dispose();
    }

    private static RecordSet Open(RecordsPlan plan, int extra, SqliteReader reader, AccessPath words, Action release)
    {
        AccessPath PathOf(RecordsPlan part) => SqlitePlaces.Add(words, part.Filter, RecordsSql.TooManyPlaces(part, readsAll: false), reader);
        var forward = plan.Before is null ? plan : TurnForward(plan, reader, PathOf);
        return reader.HasPlaces && NearestFirst.Of(forward) is { } nearest
            ? new SqliteNearestRecords(nearest, extra, reader, PathOf, release)
            : new SqliteRecordSet(forward, reader, RecordsSql.Select(forward, extra, PathOf(forward)), release);
    }

    /// <summary>The page that ends before a position, said by where it begins; the first page where there are too few records to fill one.</summary>
    private static RecordsPlan TurnForward(RecordsPlan plan, SqliteReader reader, Func<RecordsPlan, AccessPath> pathOf)
    {
        var bare = plan with { Columns = [] };
        if (NearestFirst.Of(bare) is { } nearest && NearestFirst.MetresOf(plan.Before) is { } metres && metres < nearest.Near.Metres)
            bare = nearest.Within(metres); // what comes before is no further
        using var start = new SqliteRecordSet(bare, reader, RecordsSql.SelectStart(bare, pathOf(bare)), release: () => { });
        return plan with { Before = null, After = start.Read() ? PageCursor.After(plan, start.GetPosition()) : null };
    }

    /// <exception cref="VersionGoneException">It was removed since it was found.</exception>
    private static SqliteReader Open(DatasetVersion version)
    {
        try
        {
            return new SqliteReader(version);
        }
        catch (SqliteException) when (!File.Exists(version.Path))
        {
            throw new VersionGoneException(version.Dataset, version.Number);
        }
    }

    private static FileStream OpenFile(DatasetVersion version)
    {
        try
        {
            return new FileStream(version.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            throw new VersionGoneException(version.Dataset, version.Number);
        }
    }

    private async ValueTask EnterAsync(SemaphoreSlim slots, CancellationToken cancel)
    {
        if (!await slots.WaitAsync(TimeSpan.FromSeconds(options.QueueSeconds), cancel))
            throw new StoreBusyException("No reader came free in time.");
    }

    private SqliteReader Rent(DatasetVersion version, CancellationToken cancel)
    {
        if (idle.TryGetValue(SqliteReader.KeyOf(version), out var readers) && readers.TryTake(out var reader))
            Interlocked.Decrement(ref idleCount);
        else
            reader = Open(version);
        reader.Removals = removals;
        reader.Reach(version.References);
        reader.Begin(TimeSpan.FromSeconds(options.QuerySeconds), cancel);
        return reader;
    }

    /// <param name="pace">Of the client of an export; null after a page.</param>
    private void Leave(SqliteReader? reader, ClientPace? pace)
    {
        Return(reader);
        if (pace is null)
            pages.Release();
        else
            exports.Leave(pace);
    }

    /// <summary>
    /// Keeps as many connections open as reads may run at once, whatever they are to, so that memory is bounded. To ask for the file each time
    /// was a twentieth of answering with one record.
    /// </summary>
    private void Return(SqliteReader? reader)
    {
        if (reader is null)
            return;

        if (Interlocked.Increment(ref idleCount) <= options.PageReaders * 4 && (reader.Removals == removals || File.Exists(reader.Path)))
        {
            idle.GetOrAdd(reader.Key, _ => []).Add(reader);
            return;
        }

        Interlocked.Decrement(ref idleCount);
        reader.Dispose();
    }
}
