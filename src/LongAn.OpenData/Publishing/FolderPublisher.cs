using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>What became of one dataset's folder.</summary>
public enum FolderOutcome
{
    /// <summary>The content and its description are those already served.</summary>
    Unchanged,

    /// <summary>The content is known; what is said about it, or which version is served, has changed.</summary>
    Described,

    /// <summary>A new version is served.</summary>
    Published,

    /// <summary>The report says why; what was served before is still served.</summary>
    Rejected,
}

/// <summary>One dataset's folder, and what became of it.</summary>
/// <param name="Version">The version now served; null where there is none.</param>
public sealed record FolderResult(string Dataset, FolderOutcome Outcome, DatasetVersion? Version, ImportReport Report);

/// <summary>
/// Brings a folder of datasets (<c>datasets/&lt;id&gt;/datapackage.json</c>) into the portal. Datasets that others point to come first;
/// a dataset that is not sound stops nobody but those that need it.
/// </summary>
public sealed class FolderPublisher(VersionLedger ledger, string dataFolder, TimeProvider clock)
{
    private readonly DatasetImporter importer = new(dataFolder);

    /// <summary>The folders of a folder of datasets; none where it does not exist.</summary>
    public static IReadOnlyList<string> FoldersIn(string datasetsFolder) =>
        Directory.Exists(datasetsFolder) ? [.. Directory.EnumerateDirectories(datasetsFolder).Order(StringComparer.Ordinal)] : [];

    /// <summary>One dataset's folder, and those beside it that it points to.</summary>
    public static IReadOnlyList<string> WithReferenced(string folder)
    {
        List<string> folders = [Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))];
        for (var i = 0; i < folders.Count; i++)
        {
            foreach (var key in DataPackageReader.ReadFolder(folders[i], []).SelectMany(descriptor => descriptor.Schema.ForeignKeys))
            {
                var beside = Path.Combine(Path.GetDirectoryName(folders[0])!, key.Dataset);
                if (Directory.Exists(beside) && !folders.Contains(beside))
                    folders.Add(beside);
            }
        }

        return folders;
    }

    public IReadOnlyList<FolderResult> PublishAll(IReadOnlyList<string> folders, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        ledger.RemoveRubbish();
        var results = new List<FolderResult>();
        var datasets = ledger.ReadDatasets().ToDictionary(dataset => dataset.Id, StringComparer.Ordinal);
        foreach (var version in datasets.Values.SelectMany(dataset => dataset.Versions))
            VersionFiles.Complete(version);
        var versions = datasets.ToDictionary(pair => pair.Key, pair => pair.Value.Current, StringComparer.Ordinal);
        foreach (var (folder, descriptor) in InOrder(ReadFolders(folders, results, versions)))
        {
            var result = Publish(folder, descriptor, datasets.GetValueOrDefault(descriptor.Id), versions, progress, cancel);
            results.Add(result);
            if (result.Version is { } version)
                versions[descriptor.Id] = version;
        }

        return [.. results.OrderBy(result => result.Dataset, StringComparer.Ordinal)];
    }

    private FolderResult Publish(string folder, DatasetDescriptor descriptor, Dataset? dataset, Dictionary<string, DatasetVersion> versions, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var report = new ImportReport(descriptor.Id);
        if (DatasetImporter.Digest(folder, descriptor, id => versions.GetValueOrDefault(id), report) is not { } digest)
            return new FolderResult(descriptor.Id, FolderOutcome.Rejected, dataset?.Current, report);

        // A version whose file is gone is not among the dataset's, and is imported anew.
        if (dataset?.Versions.LastOrDefault(version => version.Digest == digest) is { } kept)
        {
            var outcome = ledger.Serve(descriptor, kept.Number, clock.GetUtcNow()) ? FolderOutcome.Described : FolderOutcome.Unchanged;
            report.RowCount = kept.RecordCount;
            return new FolderResult(descriptor.Id, outcome, kept, report);
        }

        using var import = importer.Stage(folder, descriptor, id => versions.GetValueOrDefault(id), report, progress, cancel);
        if (import is null)
            return new FolderResult(descriptor.Id, FolderOutcome.Rejected, dataset?.Current, report);

        return new FolderResult(descriptor.Id, FolderOutcome.Published, Keep(descriptor, digest, import, id => versions.GetValueOrDefault(id)), report);
    }

    private DatasetVersion Keep(DatasetDescriptor descriptor, string digest, StagedImport import, Func<string, DatasetVersion?> versionOf)
    {
        var number = ledger.NextNumber(descriptor.Id);
        var now = clock.GetUtcNow();
        var path = import.Staged.Keep(string.Create(CultureInfo.InvariantCulture, $"{number}.sqlite"), new Dictionary<string, string>
        {
            ["dataset"] = descriptor.Id,
            ["version"] = number.ToString(CultureInfo.InvariantCulture),
            ["digest"] = digest,
            ["created"] = now.ToString("O", CultureInfo.InvariantCulture),
            ["provenance"] = descriptor.Description.Provenance.ToString().ToLowerInvariant(),
            ["datapackage"] = descriptor.Json,
        });
        var version = new DatasetVersion(descriptor.Id, number, digest, import.Staged.RecordCount, now, path, descriptor.Schema, descriptor.Location)
        {
            Provenance = descriptor.Description.Provenance,
            Validity = descriptor.Validity,
            Changes = descriptor.Changes,
            References = VersionReference.Of(descriptor.Id, descriptor.Schema, versionOf),
            Profile = import.Profile,
        };
        ledger.Publish(descriptor, version);
        return version;
    }

    private static List<(string Folder, DatasetDescriptor Descriptor)> ReadFolders(IReadOnlyList<string> folders, List<FolderResult> results, Dictionary<string, DatasetVersion> versions)
    {
        var found = new List<(string Folder, DatasetDescriptor Descriptor)>();
        foreach (var folder in folders)
        {
            var name = Path.GetFileName(folder);
            List<Problem> problems = [];
            var descriptors = DataPackageReader.ReadFolder(folder, problems);
            foreach (var descriptor in descriptors)
            {
                if (found.FirstOrDefault(other => other.Descriptor.Id == descriptor.Id) is { Descriptor: not null } first)
                    problems.Add(new Problem(ProblemCode.DuplicateDataset, $"Mã {descriptor.Id} đã dùng trong thư mục {Path.GetFileName(first.Folder)}.", $"The id {descriptor.Id} is already used in the folder {Path.GetFileName(first.Folder)}.") { Place = new(DataPackageReader.FileName, Field: "/name") });
                else
                    found.Add((folder, descriptor));
            }

            if (problems.Count == 0)
                continue;

            var report = new ImportReport(name);
            report.AddRange(problems);
            results.Add(new FolderResult(name, FolderOutcome.Rejected, versions.GetValueOrDefault(name), report));
        }

        return found;
    }

    /// <summary>What is pointed to before what points to it; those in a circle come last, and are told that what they point to is not there.</summary>
    private static List<(string Folder, DatasetDescriptor Descriptor)> InOrder(List<(string Folder, DatasetDescriptor Descriptor)> found)
    {
        var waiting = found.ToDictionary(item => item.Descriptor.Id, StringComparer.Ordinal);
        var ordered = new List<(string Folder, DatasetDescriptor Descriptor)>();
        while (waiting.Count > 0)
        {
            var ready = waiting.Values
                .Where(item => item.Descriptor.Schema.ForeignKeys.All(key => key.Dataset == item.Descriptor.Id || !waiting.ContainsKey(key.Dataset)))
                .DefaultIfEmpty(waiting.Values.First())
                .ToList();
            foreach (var item in ready)
                waiting.Remove(item.Descriptor.Id);
            ordered.AddRange(ready);
        }

        return ordered;
    }
}
