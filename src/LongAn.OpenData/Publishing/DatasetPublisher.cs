using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Import.Changes;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// Makes a version of a submission and publishes it, whichever way it came. Who calls holds the <see cref="DataFolderLock"/>, so that
/// one publishes at a time; readers never wait.
/// </summary>
public sealed class DatasetPublisher(VersionLedger ledger, string dataFolder, TimeProvider clock)
{
    private static readonly TimeSpan LeastBetweenVersions = TimeSpan.FromMilliseconds(1);
    private readonly DatasetImporter importer = new(dataFolder);

    /// <param name="dataset">As it is served; null where it is new.</param>
    /// <param name="versionOf">The version of a dataset that foreign keys lead to; null where there is none.</param>
    public PublishResult Publish(Submission submission, Dataset? dataset, Func<string, DatasetVersion?> versionOf, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var descriptor = submission.Descriptor;
        var report = submission.Report;
        PublishResult Result(PublishOutcome outcome, DatasetVersion? version) => new(descriptor.Id, outcome, version, report);

        if (DatasetImporter.Digest(submission.Folder, descriptor, versionOf, report) is not { } digest)
            return Result(PublishOutcome.Rejected, dataset?.Current);

        // A version whose file is gone is not among the dataset's, and is imported anew.
        if (dataset?.Versions.LastOrDefault(version => version.Digest == digest) is { } kept)
        {
            report.RowCount = kept.RecordCount;
            if (submission.IsDryRun)
                return Result(PublishOutcome.Sound, dataset.Current);

            var isNews = ledger.Serve(descriptor, kept.Number, submission.Origin, clock.GetUtcNow(), submission.Request);
            return Result(isNews ? PublishOutcome.Described : PublishOutcome.Unchanged, kept);
        }

        using var import = importer.Stage(submission.Folder, descriptor, versionOf, report, progress, cancel);
        var changes = import is null || dataset is null ? [] : SchemaComparison.Between(dataset.Schema, descriptor.Schema, dataset.Current.Profile, import.Profile);
        foreach (var breaking in SchemaComparison.Breaking(changes))
        {
            if (submission.AllowsBreaking)
                report.Warn(breaking);
            else
                report.Add(breaking);
        }

        if (import is null || !report.IsSound)
            return Result(PublishOutcome.Rejected, dataset?.Current);
        if (submission.IsDryRun)
            return Result(PublishOutcome.Sound, dataset?.Current);

        return Result(PublishOutcome.Published, Keep(submission, digest, import, changes, dataset, versionOf, cancel));
    }

    private DatasetVersion Keep(Submission submission, string digest, StagedImport import, IReadOnlyList<SchemaChange> changes, Dataset? dataset, Func<string, DatasetVersion?> versionOf, CancellationToken cancel)
    {
        var descriptor = submission.Descriptor;
        var number = ledger.NextNumber(descriptor.Id);
        var created = Now(dataset);
        var path = import.Staged.Keep(string.Create(CultureInfo.InvariantCulture, $"{number}.sqlite"), new Dictionary<string, string>
        {
            ["dataset"] = descriptor.Id,
            ["version"] = number.ToString(CultureInfo.InvariantCulture),
            ["digest"] = digest,
            ["created"] = CatalogFile.ToText(created),
            ["provenance"] = descriptor.Description.Provenance.ToString().ToLowerInvariant(),
            ["datapackage"] = descriptor.Json,
        });
        var version = new DatasetVersion(descriptor.Id, number, digest, import.Staged.RecordCount, created, path, descriptor.Schema, descriptor.Location)
        {
            Provenance = descriptor.Description.Provenance,
            Origin = submission.Origin,
            Validity = descriptor.Validity,
            Time = descriptor.Time,
            Changes = descriptor.Changes,
            MinimumGroup = descriptor.MinimumGroup,
            References = VersionReference.Of(descriptor.Id, descriptor.Schema, versionOf),
            Files = VersionFiles.Read(path),
            Profile = import.Profile,
            SchemaChanges = changes,
        };
        try
        {
            version = version with { Counts = Compare(dataset?.Current, version, cancel) };
            ledger.Publish(descriptor, version, submission.Request);
            return version;
        }
        catch
        {
            if (ledger.NextNumber(descriptor.Id) == number) // it was not published: nobody knows of its files
                VersionFiles.Delete(version);
            throw;
        }
    }

    /// <summary>What changed is a convenience: where it cannot be kept now it is computed when somebody asks.</summary>
    private static ChangeCounts? Compare(DatasetVersion? since, DatasetVersion version, CancellationToken cancel)
    {
        if (since is null)
            return new ChangeCounts(0, version.RecordCount, 0, 0);
        if (!version.Schema.CanFollow(since.Schema))
            return null;

        try
        {
            return ChangeFile.Make(since, version, cancel);
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            return null;
        }
    }

    /// <summary>A clock that was set back must not make a version older than the one before it.</summary>
    private DateTimeOffset Now(Dataset? dataset)
    {
        var now = clock.GetUtcNow();
        var least = dataset?.Servings.Select(serving => serving.At).Concat(dataset.Versions.Select(version => version.Created)).Max() + LeastBetweenVersions;
        return now < least ? least.Value : now;
    }
}
