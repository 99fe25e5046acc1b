using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Harvests;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>Brings datasets in from elsewhere, through the same gate as everything that is published.</summary>
internal sealed class Harvester(CatalogFile file, VersionLedger ledger, HarvestBook book, RemoteClient client, SqliteRecordStore store, PublishLog log, TimeProvider clock)
{
    /// <summary>Looks at a source, and publishes what is new there.</summary>
    /// <param name="allowsBreaking">The fields may change in a way that breaks who uses the dataset; else that is a mistake and told.</param>
    public async Task<HarvestResult> RunAsync(HarvestSource source, bool allowsBreaking, CancellationToken cancel)
    {
        var scratch = Directory.CreateTempSubdirectory("longan-harvest-");
        try
        {
            var result = await TryAsync(source, allowsBreaking, scratch.FullName, cancel);
            book.Report(source.Dataset, result.Mark, result.Outcome, clock.GetUtcNow());
            if (result.Published is { } outcome and not PublishOutcome.Unchanged)
                log.Append(Entry(source, result, outcome));
            return result;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private async Task<HarvestResult> TryAsync(HarvestSource source, bool allowsBreaking, string scratch, CancellationToken cancel)
    {
        var report = new ImportReport(source.Dataset);
        try
        {
            var dataset = ledger.ReadDatasets().FirstOrDefault(one => one.Id == source.Dataset);
            var current = ledger.FindDescriptor(source.Dataset);
            var reader = new RemoteReader(client, source, dataset, current, new RemoteChanges(client, store), scratch, report, cancel);
            if (await RemoteKind.Of(source.Address).ReadAsync(reader) is { } read)
                return await PublishAsync(source, allowsBreaking, read, report, cancel);
            if (!report.IsSound)
                return new HarvestResult(source.Dataset, PublishOutcome.Rejected, report);

            report.RowCount = dataset?.Current.RecordCount ?? 0;
            return new HarvestResult(source.Dataset, PublishOutcome.Unchanged, report) { Version = dataset?.Current };
        }
        catch (HarvestFault fault)
        {
            return new HarvestResult(source.Dataset, null, report) { Fault = fault.Message };
        }
    }

    private async Task<HarvestResult> PublishAsync(HarvestSource source, bool allowsBreaking, RemoteDataset read, ImportReport report, CancellationToken cancel)
    {
        using var hold = await DataFolderLock.TakeAsync(file.DataFolder, DataFolderLock.LongestWait, cancel) ?? throw new HarvestFault("Another process is publishing.");
        var datasets = ledger.ReadDatasets().ToDictionary(dataset => dataset.Id, StringComparer.Ordinal);
        var origin = new VersionOrigin(PublishChannel.Harvest) { Publisher = read.Descriptor.Description.Publisher.Id, Actor = source.Address.AbsoluteUri };
        if (read.IsDescription)
        {
            var served = datasets[source.Dataset].Current;
            if (served.Number != source.Mark?.Taken)
                throw new HarvestFault("Something else was published meanwhile.");

            report.RowCount = served.RecordCount;
            var isNews = ledger.Serve(read.Descriptor, served.Number, origin, clock.GetUtcNow());
            return new HarvestResult(source.Dataset, isNews ? PublishOutcome.Described : PublishOutcome.Unchanged, report) { Mark = read.Mark with { Taken = served.Number }, Version = served };
        }

        var published = new DatasetPublisher(ledger, file.DataFolder, clock)
            .Publish(new Submission(read.Folder, read.Descriptor, origin) { AllowsBreaking = allowsBreaking, Report = report }, datasets.GetValueOrDefault(source.Dataset), id => datasets.GetValueOrDefault(id)?.Current, progress: null, cancel);
        return new HarvestResult(source.Dataset, published.Outcome, published.Report) { Mark = published.Outcome == PublishOutcome.Rejected ? null : read.Mark with { Taken = published.Version?.Number }, Version = published.Version };
    }

    private LogEntry Entry(HarvestSource source, HarvestResult result, PublishOutcome outcome) => new(
        clock.GetUtcNow(), "Harvest", outcome switch { PublishOutcome.Rejected => 422, PublishOutcome.Published => 201, _ => 200 }, result.Outcome, Guid.NewGuid().ToString("N"))
    {
        Dataset = source.Dataset,
        Owner = ledger.FindDescriptor(source.Dataset)?.Description.Publisher.Id,
        Version = outcome == PublishOutcome.Rejected ? null : result.Version?.Number,
        Remote = source.Address.AbsoluteUri,
    };
}

/// <summary>What came of a look at a source.</summary>
/// <param name="Published">Null where nothing could be read.</param>
internal sealed record HarvestResult(string Dataset, PublishOutcome? Published, ImportReport Report)
{
    /// <summary>Why nothing could be read.</summary>
    public string? Fault { get; init; }

    public HarvestMark? Mark { get; init; }

    public DatasetVersion? Version { get; init; }

    /// <summary>As it is remembered and shown.</summary>
    public string Outcome => Fault ?? Published!.Value.ToString().ToLowerInvariant();
}
