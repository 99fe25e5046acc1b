using System.Diagnostics.Metrics;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Hosting.Metrics;

/// <summary>What the portal can say of itself in numbers, beside what the framework says of requests. They are looked at when asked for: nothing is counted for them alone.</summary>
internal sealed class PortalMeter
{
    public const string Name = "LongAn.OpenData";

    private readonly IMeterFactory factory;

    public PortalMeter(IMeterFactory factory, DatasetCatalog catalog, AnswerCache answers, SqliteRecordStore store, JobRunner jobs)
    {
        this.factory = factory;
        var meter = factory.Create(Name);
        meter.CreateObservableGauge("datasets", () => catalog.Datasets.Count, description: "Datasets that are served.");
        meter.CreateObservableGauge("versions", () => catalog.Datasets.Sum(dataset => dataset.Versions.Count), description: "Versions that are kept, of all datasets.");
        meter.CreateObservableGauge("records", () => catalog.Datasets.Sum(dataset => dataset.Current.RecordCount), description: "Records in the versions that are served.");
        meter.CreateObservableCounter("answers.kept.found", () => answers.Facts.Found, description: "Requests whose answer was kept.");
        meter.CreateObservableGauge("answers.kept.bytes", () => answers.Facts.Bytes, description: "Memory of the answers that are kept.");
        meter.CreateObservableGauge("readers.in_use", () => Readers(store.InUse), description: "Readers of versions that work at this moment.");
        meter.CreateObservableGauge("jobs", () => jobs.Alive, description: "Publish jobs that wait or run.");
    }

    /// <summary>The instrument is this server's, or of the whole process: another server in it has instruments of the same names.</summary>
    public bool Knows(Instrument instrument) => instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory);

    private static Measurement<int>[] Readers(ReadersInUse used) =>
    [
        new(used.Pages, KeyValuePair.Create<string, object?>("for", "pages")),
        new(used.Exports, KeyValuePair.Create<string, object?>("for", "exports")),
        new(used.Groups, KeyValuePair.Create<string, object?>("for", "groups")),
    ];
}
