using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Tests.Support;

/// <summary>The engine without its server: a datasets folder, a data folder, the ledger between them and a store that reads.</summary>
internal sealed class EnginePortal : IDisposable
{
    private readonly TempFolder folder = new();

    public EnginePortal(StorageOptions? options = null)
    {
        Directory.CreateDirectory(Datasets);
        Ledger = new VersionLedger(DataFolder);
        Store = new SqliteRecordStore(options ?? new StorageOptions());
    }

    /// <summary>Its name has all that paths and URIs must quote.</summary>
    public string DataFolder => folder.At("dữ liệu #1%20'?");

    public string Datasets => folder.At("datasets");

    public VersionLedger Ledger { get; }

    public SqliteRecordStore Store { get; }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2022, 12, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Publishes one dataset and answers with it.</summary>
    public static (EnginePortal Portal, Dataset Dataset) With(string schema, string data, string? dialect = null)
    {
        var portal = new EnginePortal();
        portal.Write("rows", schema, data, dialect);
        var report = portal.PublishAll().Single().Report;
        Assert.Empty(report.Problems.Select(problem => problem.Message.En));
        return (portal, portal.Find("rows"));
    }

    public PackageFolder Write(string id, string schema, string data, string? dialect = null) => PackageFolder.Write(Datasets, id, schema, data, dialect);

    public IReadOnlyList<PublishResult> PublishAll() =>
        new FolderPublisher(Ledger, DataFolder, Clock).PublishAll(FolderPublisher.FoldersIn(Datasets), null, TestContext.Current.CancellationToken);

    public PublishResult Publish(string id) => PublishAll().Single(result => result.Dataset == id);

    /// <summary>The report of a dataset that must not be published.</summary>
    public static ImportReport Reject(string schema, string data, string? dialect = null) => Reject(schema, Encoding.UTF8.GetBytes(data), dialect);

    public static ImportReport Reject(string schema, byte[] data, string? dialect = null, string? encoding = null, string file = PackageFolder.DataFile)
    {
        using var portal = new EnginePortal();
        PackageFolder.Write(portal.Datasets, "rows", schema, data, dialect, encoding, file);
        var result = portal.Publish("rows");
        Assert.Equal(PublishOutcome.Rejected, result.Outcome);
        Assert.Empty(portal.Ledger.ReadDatasets());
        Assert.Empty(portal.VersionFiles());
        return result.Report;
    }

    /// <summary>Each record as one line, values divided by bars; null is ∅.</summary>
    public static async Task<string[]> Import(string schema, byte[] data, string? dialect = null, string? encoding = null, string file = PackageFolder.DataFile)
    {
        using var portal = new EnginePortal();
        PackageFolder.Write(portal.Datasets, "rows", schema, data, dialect, encoding, file);
        var result = portal.Publish("rows");
        Assert.Empty(result.Report.Problems.Select(problem => problem.Message.En));
        return await portal.Lines(portal.Find("rows"));
    }

    public static Task<string[]> Import(string schema, string data, string? dialect = null) => Import(schema, Encoding.UTF8.GetBytes(data), dialect);

    public Dataset Find(string id) => Ledger.ReadDatasets().Single(dataset => dataset.Id == id);

    /// <summary>The records of a request in the words of the API, without a page where it has none.</summary>
    public async Task<string[]> Lines(Dataset dataset, string query = "")
    {
        using var records = await Store.OpenAsync(Plans.Of(dataset, query), 0, TestContext.Current.CancellationToken);
        return [.. Records.Lines(records)];
    }

    /// <summary>What lies in the data folder beside the catalog, relative to it.</summary>
    public string[] VersionFiles() =>
        [.. Directory.EnumerateFiles(DataFolder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(DataFolder, path))
            .Where(path => path.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        Store.Dispose();
        Ledger.Dispose();
        folder.Dispose();
    }
}
