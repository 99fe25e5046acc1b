using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>One publishes at a time, here and in other processes on the same data folder; what was published is served at once.</summary>
internal sealed class PublishDesk(VersionLedger ledger, DatasetCatalog catalog, VersionRetention retention, IOptions<PortalOptions> options) : IDisposable
{
    /// <summary>As long as it takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Trials write nothing that lasts, so they keep nobody waiting but each other.</summary>
    private readonly SemaphoreSlim trial = new(1, 1);

    public TimeSpan Wait => TimeSpan.FromSeconds(options.Value.Publishing.WaitSeconds);

    /// <param name="work">Begins with the catalog as it is at that moment.</param>
    /// <returns>Null where others were publishing all through the wait.</returns>
    public async Task<T?> PublishAsync<T>(Func<Task<T>> work, TimeSpan wait, CancellationToken cancel) where T : class
    {
        if (!await turn.WaitAsync(wait, cancel))
            return null;

        try
        {
            using var hold = await DataFolderLock.TakeAsync(options.Value.DataDir, wait, cancel);
            if (hold is null)
                return null;

            catalog.Refresh(ledger.ReadDatasets); // another process may have published
            var result = await Task.Run(work, cancel); // the engine works synchronously, for as long as an import takes
            catalog.Refresh(ledger.ReadDatasets);
            retention.Apply();
            return result;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc cref="PublishAsync"/>
    public async Task<T?> TryAsync<T>(Func<Task<T>> work, TimeSpan wait, CancellationToken cancel) where T : class
    {
        if (!await trial.WaitAsync(wait, cancel))
            return null;

        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            trial.Release();
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        trial.Dispose();
    }
}
