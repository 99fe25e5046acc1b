using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// Brings a folder of datasets (<c>datasets/&lt;id&gt;/datapackage.json</c>) into the portal. Datasets that others point to come first;
/// a dataset that is not sound stops nobody but those that need it.
/// </summary>
public sealed class FolderPublisher(VersionLedger ledger, string dataFolder, TimeProvider clock)
{
    private readonly DatasetPublisher publisher = new(ledger, dataFolder, clock);

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

    public IReadOnlyList<PublishResult> PublishAll(IReadOnlyList<string> folders, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        ledger.RemoveRubbish();
        var results = new List<PublishResult>();
        var datasets = ledger.ReadDatasets().ToDictionary(dataset => dataset.Id, StringComparer.Ordinal);
        foreach (var version in datasets.Values.SelectMany(dataset => dataset.Versions))
        {
            VersionFiles.Complete(version);
            if (version.Files.Count == 0)
                ledger.RecordFiles(version);
        }

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

    private PublishResult Publish(string folder, DatasetDescriptor descriptor, Dataset? dataset, Dictionary<string, DatasetVersion> versions, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var seen = ledger.FindFolder(descriptor.Id);
        if (dataset is not null && seen is { Digest: { } last, IsOutpaced: true } && DatasetImporter.FolderDigest(folder, descriptor) == last)
            return new PublishResult(descriptor.Id, PublishOutcome.Unchanged, dataset.Current, new ImportReport(descriptor.Id) { RowCount = dataset.Current.RecordCount });

        var result = publisher.Publish(new Submission(folder, descriptor, VersionOrigin.Folder), dataset, id => versions.GetValueOrDefault(id), progress, cancel);
        var isNews = result.Outcome is PublishOutcome.Published or PublishOutcome.Described || (result.Outcome == PublishOutcome.Unchanged && seen?.Digest is null);
        if (isNews && DatasetImporter.FolderDigest(folder, descriptor) is { } digest)
            ledger.RememberFolder(descriptor.Id, digest);
        return result;
    }

    private static List<(string Folder, DatasetDescriptor Descriptor)> ReadFolders(IReadOnlyList<string> folders, List<PublishResult> results, Dictionary<string, DatasetVersion> versions)
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
            results.Add(new PublishResult(name, PublishOutcome.Rejected, versions.GetValueOrDefault(name), report));
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
