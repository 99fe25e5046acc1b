using System.Data.Common;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Serves what another process has published (<c>import</c> on the same data folder) within two seconds.</summary>
internal sealed partial class CatalogRefresh(VersionLedger ledger, DatasetCatalog catalog, VersionRetention retention, TimeProvider clock, ILogger<CatalogRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Null at first, so that the first look reads: something may have been published since the start did.</summary>
    private long? seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops, or has not come up.
        }
    }

    /// <summary>A ledger that cannot be read now is read at the next look; until then what is known is served.</summary>
    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var now = ledger.DataVersion;
            if (now == seen)
                return;

            catalog.Refresh(ledger.ReadDatasets);
            seen = now;
            await retention.ApplyIfFreeAsync(cancel);
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            Unreadable(fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The ledger cannot be read; what is known is served on")]
    private partial void Unreadable(Exception fault);
}
