using System.Data.Common;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>Writes counts down every so often and when the server stops, and publishes those of a day when it is over.</summary>
internal sealed partial class UsageWriter(UsageCounter counter, UsageDataset dataset, IOptions<PortalOptions> options, TimeProvider clock, ILogger<UsageWriter> log) : BackgroundService
{
    private DateOnly published;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.Usage.FlushSeconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Write();
                await PublishAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Write()
    {
        try
        {
            counter.Flush();
        }
        catch (DbException fault)
        {
            NotWritten(fault);
        }
    }

    /// <summary>Once a day; where others are publishing, at the next look.</summary>
    private async Task PublishAsync(CancellationToken cancel)
    {
        var today = PortalDay.Of(clock);
        if (!options.Value.Usage.Publishes || published == today)
            return;

        try
        {
            if (await dataset.PublishAsync(today, cancel))
                published = today;
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            NotPublished(fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Counts of use cannot be written; they are kept in memory")]
    private partial void NotWritten(Exception fault);

    [LoggerMessage(LogLevel.Error, "Counts of use cannot be published")]
    private partial void NotPublished(Exception fault);
}
