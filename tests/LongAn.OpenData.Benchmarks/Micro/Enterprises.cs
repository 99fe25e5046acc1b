using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>The repository's enterprises, imported into a folder of their own; the folder goes with this.</summary>
internal sealed class Enterprises : IDisposable
{
    private const string Id = "enterprises";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longan-micro-");

    public Enterprises()
    {
        SqliteSetup.Configure();
        Folder = Path.Combine(Workshop.RepositoryDatasets, Id);
        using var ledger = new VersionLedger(folder.FullName);
        _ = new FolderPublisher(ledger, folder.FullName, TimeProvider.System).PublishAll(FolderPublisher.WithReferenced(Folder), progress: null, CancellationToken.None);
        Dataset = ledger.ReadDatasets().Single(dataset => dataset.Id == Id);
    }

    /// <summary>As they are published.</summary>
    public string Folder { get; }

    public Dataset Dataset { get; }

    public SqliteRecordStore Store { get; } = new(new StorageOptions());

    public RecordsPlan Plan(string query) =>
        RecordsPlanner.TryPlan(Request(query), Dataset, out var plan, out var problems) ? plan : throw new InvalidOperationException(problems[0].Message.En);

    /// <param name="query">As in a URL, without escapes.</param>
    public static RecordsRequest Request(string query) =>
        new([.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))]);

    public void Dispose()
    {
        Store.Dispose();
        folder.Delete(recursive: true);
    }
}
