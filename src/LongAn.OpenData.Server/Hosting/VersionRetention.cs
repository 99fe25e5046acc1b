using System.Data.Common;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Removes the versions that the policy no longer keeps, after something was published. What is being read is read to its end.</summary>
internal sealed partial class VersionRetention(VersionLedger ledger, DatasetCatalog catalog, SqliteRecordStore store, PublishLog entries, IOptions<PortalOptions> options, TimeProvider clock, ILogger<VersionRetention> log)
{
    /// <summary>Of what the portal publishes by itself, a version a day, which each have all that was in the one before.</summary>
    private static readonly RetentionPolicy OfPortal = new(Newest: 14, Lately: null);

    /// <summary>There is something to do.</summary>
    public bool IsDue => FindRemovable(clock.GetUtcNow()).Count > 0;

    /// <summary>Nobody is told of a version any more before its files go. Whoever calls holds the <see cref="DataFolderLock"/>, and the catalog is as the ledger is.</summary>
    public void Apply()
    {
        var now = clock.GetUtcNow();
        var removable = FindRemovable(now);
        if (removable.Count == 0)
            return;

        try
        {
            var datasets = catalog.Datasets;
            ledger.Remove(removable, now);
            foreach (var version in removable)
                entries.Append(LogEntry.Removed(version.Dataset, version.Number, datasets.First(dataset => dataset.Id == version.Dataset).Description.Publisher.Id, now, LogEntry.ByPolicy));
            catalog.Refresh(ledger.ReadDatasets);
            foreach (var version in removable)
                VersionFiles.Delete(version);
            store.CloseRemoved();
        }
        catch (Exception fault) when (fault is DbException or IOException or UnauthorizedAccessException)
        {
            NotRemoved(fault); // what was published stays so; the next publish, or the next start, removes the rest
        }
    }

    /// <summary>As <see cref="Apply"/>, where nobody else is publishing; else whoever does will, or the next look.</summary>
    public async Task ApplyIfFreeAsync(CancellationToken cancel)
    {
        store.CloseRemoved();
        if (!IsDue)
            return;

        using var hold = await DataFolderLock.TakeAsync(options.Value.DataDir, TimeSpan.Zero, cancel);
        if (hold is null)
            return;

        catalog.Refresh(ledger.ReadDatasets);
        Apply();
    }

    private List<DatasetVersion> FindRemovable(DateTimeOffset now)
    {
        var datasets = catalog.Datasets;
        var own = OfPortal.FindRemovable(datasets, now).Where(version => version.Origin.Channel == PublishChannel.Portal);
        return [.. options.Value.Retention.Policy.FindRemovable(datasets, now).UnionBy(own, version => (version.Dataset, version.Number))];
    }

    [LoggerMessage(LogLevel.Error, "Versions that need not be kept cannot be removed")]
    private partial void NotRemoved(Exception fault);
}
