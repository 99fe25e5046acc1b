using System.Data.Common;
using LongAn.OpenData.Publishing.Harvests;
using LongAn.OpenData.Server.Hosting;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>Looks at the sources that are due, one after the other, while the portal serves. What is published is seen as any import is.</summary>
internal sealed partial class HarvestSchedule(HarvestBook book, Harvester harvester, IOptions<PortalOptions> options, TimeProvider clock, ILogger<HarvestSchedule> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Harvest.LookSeconds == 0)
            return;

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.Harvest.LookSeconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var source in book.Read().Where(source => source.IsDue(clock.GetUtcNow())))
            {
                var result = await harvester.RunAsync(source, allowsBreaking: false, cancel);
                if (result.Fault is not null || !result.Report.IsSound)
                    NotTaken(source.Dataset, source.Address, result.Outcome);
            }
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            Failed(fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Dataset} was not taken from {Address}: {Outcome}")]
    private partial void NotTaken(string dataset, Uri address, string outcome);

    [LoggerMessage(LogLevel.Error, "Sources could not be looked at")]
    private partial void Failed(Exception fault);
}
