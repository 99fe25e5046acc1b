using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Serves what another process has published (<c>import</c> on the same data folder) within two seconds.</summary>
internal sealed class CatalogRefresh(VersionLedger ledger, DatasetCatalog catalog, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first look always reads: something may have been published since the start did.
        long? seen = null;
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = ledger.DataVersion;
            if (now == seen)
                continue;

            seen = now;
            catalog.Swap(ledger.ReadDatasets());
        }
    }
}
