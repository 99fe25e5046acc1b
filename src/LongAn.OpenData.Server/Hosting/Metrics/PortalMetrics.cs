using Prometheus;

namespace LongAn.OpenData.Server.Hosting.Metrics;

/// <summary>
/// The instruments of this server in the text format of Prometheus. Listening begins with the first question, so that a portal that nobody
/// watches pays nothing for being watched; counters begin then too, as a scraper expects of a process that starts.
/// </summary>
internal sealed class PortalMetrics(PortalMeter meter) : IDisposable
{
    /// <summary>Of the text format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>What is told of the framework's own: requests, connections, refusals. Its names are for ever, its tags bounded.</summary>
    private static readonly string[] Meters = [PortalMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>In seconds: a kept answer takes less than the first, a query no more than the last.</summary>
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

    private readonly Lock gate = new();
    private readonly CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
    private IDisposable? listening;

    public Task WriteAsync(Stream to, CancellationToken cancel)
    {
        lock (gate)
            listening ??= Listen();
        return registry.CollectAndExportAsTextAsync(to, cancel);
    }

    public void Dispose() => listening?.Dispose();

    private IDisposable Listen() => MeterAdapter.StartListening(new MeterAdapterOptions
    {
        Registry = registry,
        MetricFactory = Prometheus.Metrics.WithCustomRegistry(registry), // without it the adapter writes into the registry of the whole process
        InstrumentFilterPredicate = instrument => Meters.Contains(instrument.Meter.Name) && meter.Knows(instrument),
        ResolveHistogramBuckets = _ => Seconds,
    });
}
