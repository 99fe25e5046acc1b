using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Publishing.Log;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Carries out, one after another, the orders whose requests were answered with a job.</summary>
internal sealed partial class JobRunner(Publications publications, PublishJobs jobs, VersionLedger ledger, DatasetCatalog catalog, PublishLog entries, Uploads uploads, IOptions<PortalOptions> options, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    private readonly Channel<PublishOrder> waiting = Channel.CreateUnbounded<PublishOrder>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, Progress> alive = new(StringComparer.Ordinal);

    /// <summary>Jobs that wait or run.</summary>
    public int Alive => alive.Count;

    /// <returns>The job; null where too many wait already.</returns>
    public PublishJob? Take(PublishOrder order)
    {
        if (alive.Count >= options.Value.Publishing.WaitingJobs)
            return null;

        var key = order.Attempt.Key!;
        var job = new PublishJob(order.Upload.Id, key.Publisher, order.Dataset, key.Name, clock.GetUtcNow());
        jobs.Forget(clock.GetUtcNow() - options.Value.Publishing.ReportAge);
        jobs.Add(job);
        alive[job.Id] = new Progress();
        waiting.Writer.TryWrite(order);
        return job;
    }

    /// <summary>A job as it stands: one that nobody works on, and has not ended, was interrupted.</summary>
    public PublishJob? Find(string id)
    {
        var progress = alive.GetValueOrDefault(id); // before the ledger, which knows of the end first
        if (jobs.Find(id) is not { } job || job.State == JobState.Ended)
            return jobs.Find(id);
        if (progress is not null)
            return job with { State = progress.HasBegun ? JobState.Running : JobState.Waiting, Rows = progress.Rows };

        if (uploads.IsHeld(id))
            return job;

        return ledger.FindServed(id) is { } served && Submissions.PublishedBefore(served, catalog) is { } result ? Ended(job, served, result) : job with { State = JobState.Interrupted };
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        uploads.RemoveAbandoned(); // before anybody asks
        return base.StartAsync(cancellationToken);
    }

    /// <summary>The server stopped when the version was served, and before the job could say so.</summary>
    private static PublishJob Ended(PublishJob job, ServedRequest served, PublishResult result)
    {
        var answer = new PublishAnswer(result, []);
        return job with
        {
            State = JobState.Ended,
            Ended = served.At,
            Rows = result.Report.RowCount,
            Status = answer.Status,
            Result = JsonSerializer.Serialize(new JobOutcome(answer.Outcome, result.Version?.Number, ImportReportDocument.Of(result.Report)), PortalJson.Compact),
        };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var order in waiting.Reader.ReadAllAsync(stoppingToken))
                await RunAsync(order, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops; whoever asks later is told that the job was interrupted.
        }
        finally
        {
            while (waiting.Reader.TryRead(out var left))
                left.Dispose();
        }
    }

    private async Task RunAsync(PublishOrder order, CancellationToken cancel)
    {
        var id = order.Upload.Id;
        var progress = alive[id];
        progress.HasBegun = true;
        try
        {
            var answer = await publications.CarryOutAsync(order, PublishDesk.Patience, progress, cancel);
            var result = answer.Result;
            order.Attempt.Version = result?.Version;
            var report = result is null ? Unread(order.Dataset, answer.Problems) : ImportReportDocument.Of(result.Report);
            var outcome = new JobOutcome(answer.Outcome, result?.Version?.Number, report) { Descriptor = answer.Draft, AllErrors = answer.AllErrors?.Id };
            entries.Append(order.Attempt.ToEntry(clock.GetUtcNow(), answer.Status, answer.Outcome));
            order.Dispose();
            jobs.End(id, clock.GetUtcNow(), report.Rows, answer.Status, JsonSerializer.Serialize(outcome, PortalJson.Compact)); // last: who reads that it has ended finds all of it done
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(fault, id, order.Dataset);
        }
        finally
        {
            alive.TryRemove(id, out _);
            order.Dispose();
        }
    }

    /// <summary>The report of content that did not come to the gate.</summary>
    private static ImportReportDocument Unread(string dataset, IReadOnlyList<Problem> problems)
    {
        var report = new ImportReport(dataset);
        report.AddRange(problems);
        return ImportReportDocument.Of(report);
    }

    [LoggerMessage(LogLevel.Error, "Job {Job} of {Dataset} failed")]
    private partial void Failed(Exception fault, string job, string dataset);

    private sealed class Progress : IProgress<ImportProgress>
    {
        public volatile bool HasBegun;
        private long rows;

        public long Rows => Interlocked.Read(ref rows);

        public void Report(ImportProgress value) => Interlocked.Exchange(ref rows, value.Rows);
    }
}

/// <summary>What came of a job.</summary>
/// <param name="Outcome"><c>published</c>, <c>unchanged</c>, ..., or the code of the problem.</param>
/// <param name="Version">What is served since.</param>
internal sealed record JobOutcome(string Outcome, int? Version, ImportReportDocument Report)
{
    /// <summary>The id of the report that has every error; null where there is none.</summary>
    public string? AllErrors { get; init; }

    /// <summary>That was drafted by the file; null where there was one.</summary>
    public JsonObject? Descriptor { get; init; }
}
