using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Publishing;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>
/// The counts of finished days as a dataset like any other, through the same gate. A day on which nothing was counted makes no version. Each
/// version has all that was in the one before it, so that only the newest are kept: see <see cref="VersionRetention"/>.
/// </summary>
internal sealed partial class UsageDataset(UsageLedger usage, VersionLedger ledger, DatasetCatalog catalog, PublishDesk desk, Uploads uploads, IOptions<PortalOptions> options, TimeProvider clock, ILogger<UsageDataset> log)
{
    private static readonly VersionOrigin Origin = new(PublishChannel.Portal) { Publisher = PortalIdentity.Publisher.Id };

    /// <param name="today">The first day that is left out, since it is not over.</param>
    /// <returns>False where others are publishing: to be tried again.</returns>
    public async Task<bool> PublishAsync(DateOnly today, CancellationToken cancel)
    {
        var counts = usage.ReadBefore(today);
        if (counts.Count == 0 || IsTaken())
            return true;

        using var upload = uploads.Open();
        Directory.CreateDirectory(upload.Package);
        await File.WriteAllTextAsync(Path.Combine(upload.Package, DataPackageReader.FileName), UsageDescriptor.Write(counts[0].Day, today).ToJsonString(PortalJson.Compact), cancel);
        await WriteAsync(Path.Combine(upload.Package, UsageDescriptor.DataFile), counts, cancel);
        var result = await desk.PublishAsync(() => Task.FromResult(Publish(upload.Package, cancel)), TimeSpan.Zero, cancel);
        if (result?.Outcome == PublishOutcome.Rejected)
            Rejected(string.Join(' ', result.Report.Problems.Select(problem => problem.Message.In("en"))));
        return result is not null;
    }

    private PublishResult Publish(string folder, CancellationToken cancel)
    {
        List<Problem> problems = [];
        var descriptor = DataPackageReader.ReadFolder(folder, problems).Single();
        return new DatasetPublisher(ledger, options.Value.DataDir, clock).Publish(new Submission(folder, descriptor, Origin), catalog.Find(UsageDescriptor.Id), _ => null, progress: null, cancel);
    }

    /// <summary>Somebody else has published a dataset of this name: it stays theirs.</summary>
    private bool IsTaken() => ledger.FindDescriptor(UsageDescriptor.Id) is { } other && other.Description.Publisher.Id != PortalIdentity.Publisher.Id;

    private static async Task WriteAsync(string path, IReadOnlyList<UsageCount> counts, CancellationToken cancel)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await file.WriteAsync(UsageCsv.Line(UsageDescriptor.Columns));
        foreach (var (day, key, count) in counts)
        {
            cancel.ThrowIfCancellationRequested();
            await file.WriteAsync(UsageCsv.Line([UsageDescriptor.Day(day), key.Dataset, key.Kind.Name, key.Format, count.ToString(CultureInfo.InvariantCulture)]));
        }
    }

    [LoggerMessage(LogLevel.Error, "The counts of use are no sound dataset: {Problems}")]
    private partial void Rejected(string problems);
}
