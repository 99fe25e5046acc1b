using System.Data.Common;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Jobs;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Carries orders out: one at a time, each checked against what is served when its turn has come.</summary>
internal sealed class Publications(PublishDesk desk, VersionLedger ledger, DatasetDrafts drafts, DatasetCatalog catalog, ErrorReports reports, IOptions<PortalOptions> options, TimeProvider clock)
{
    private readonly DatasetPublisher publisher = new(ledger, options.Value.DataDir, clock);

    /// <param name="wait">Longest to wait for others.</param>
    public async Task<PublishAnswer> CarryOutAsync(PublishOrder order, TimeSpan wait, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var answer = order.IsDryRun
            ? await desk.TryAsync(() => PublishAsync(order, new DatasetPublisher(ledger, order.Upload.Folder, clock), progress, cancel), wait, cancel)
            : await desk.PublishAsync(() => PublishAsync(order, publisher, progress, cancel), wait, cancel);
        return answer ?? new PublishAnswer(new Problem(ProblemCode.PublishInProgress, "Đang có việc đăng khác; hãy thử lại, hoặc gửi với Prefer: respond-async.", "Another publish is in progress; try again, or send it with Prefer: respond-async."));
    }

    private async Task<PublishAnswer> PublishAsync(PublishOrder order, DatasetPublisher to, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var dataset = catalog.Find(order.Dataset);
        if (order.Precondition(dataset) is { } broken)
            return new PublishAnswer(broken);

        try
        {
            ImportReport report;
            PublishAnswer answer;
            await using (var errors = File.Create(order.Upload.Errors))
            {
                using var log = new ProblemLog(errors, Math.Min(ProblemLog.MostBytes, options.Value.Publishing.ReportBytes));
                report = new ImportReport(order.Dataset, log);
                answer = await PublishAsync(order, dataset, report, to, progress, cancel);
            }

            return report.IsSound ? answer : answer with { AllErrors = Keep(order, report) };
        }
        catch (Exception full) when (full is DbException or IOException)
        {
            return new PublishAnswer(new Problem(ProblemCode.StorageFailed, $"Không ghi được dữ liệu: {full.Message}", $"The data could not be stored: {full.Message}"));
        }
    }

    private async Task<PublishAnswer> PublishAsync(PublishOrder order, Dataset? dataset, ImportReport report, DatasetPublisher to, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (await order.Prepare(dataset, report, cancel) is not { } content)
            return new PublishAnswer(null, report.Problems);

        var submission = new Submission(content.Folder, content.Descriptor, order.Attempt.ToOrigin()) { IsDryRun = order.IsDryRun, AllowsBreaking = order.AllowsBreaking, Report = report, Request = order.Attempt.Work };
        var result = to.Publish(submission, dataset, id => catalog.Find(id)?.Current, progress, cancel);
        if (result.Outcome is PublishOutcome.Published or PublishOutcome.Described or PublishOutcome.Unchanged)
            drafts.Remove(order.Dataset);
        if (result.Outcome is PublishOutcome.Published or PublishOutcome.Sound)
            TellWhoIsBehind(order.Dataset, report);
        return new PublishAnswer(result, []) { Draft = content.Draft };
    }

    /// <summary>A version leads to those that it was checked against: who points here goes on to lead to the version before, until he is read again.</summary>
    private void TellWhoIsBehind(string id, ImportReport report)
    {
        foreach (var other in catalog.Datasets.Where(other => other.Id != id && other.Current.References.Any(reference => reference.Key.Dataset == id)))
        {
            report.Warn(new Problem(
                ProblemCode.ReferencesBehind,
                $"{other.Id} trỏ tới bộ dữ liệu này và còn gắn với phiên bản trước; gửi lại nội dung của nó để kiểm tra và gắn với phiên bản mới.",
                $"{other.Id} points to this dataset and is tied to the version before; send its content again to have it checked against the new one.")
            { Place = new ProblemPlace(DataPackageReader.FileName, Value: other.Id, Rule: "foreignKeys") });
        }
    }

    /// <summary>Who is refused is told why, also where there is no room to keep all of it.</summary>
    private ErrorReport? Keep(PublishOrder order, ImportReport report)
    {
        var settings = options.Value.Publishing;
        try
        {
            var kept = new ErrorReport(order.Upload.Id, order.Attempt.Key!.Publisher, order.Dataset, clock.GetUtcNow(), report.ErrorCount, new FileInfo(order.Upload.Errors).Length);
            reports.Keep(kept, order.Upload.Errors, settings.ReportAge, settings.ReportBytes);
            return kept;
        }
        catch (Exception full) when (full is DbException or IOException)
        {
            return null;
        }
    }
}
