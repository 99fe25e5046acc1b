using System.Collections.Concurrent;
using System.Security.Cryptography;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Exports;

/// <summary>Files of whole versions: made once, there whole or not at all, gone with their version.</summary>
public sealed class StoredExportsTests : IAsyncDisposable
{
    private const string Schema = """{"fields": [{"name": "id", "type": "integer"}, {"name": "word"}], "primaryKey": "id"}""";
    private static readonly TimeSpan Patience = Eventually.Longest;
    private readonly EnginePortal portal = new();
    private readonly ConcurrentQueue<Exception> faults = [];
    private readonly StoredExports stored;

    public StoredExportsTests()
    {
        portal.Write("words", Schema, "id,word\n" + string.Concat(Enumerable.Range(1, 2_000).Select(i => $"{i},một từ {i}\n")));
        portal.PublishAll();
        stored = new StoredExports(portal.Store, portal.DataFolder, new StorageOptions(), TimeProvider.System, (_, fault) => faults.Enqueue(fault));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(portal.DataFolder, "words");

    private Dataset Words => portal.Find("words");

    [Fact]
    public async Task Whatever_is_made_has_the_facts_of_its_bytes_and_is_found_again()
    {
        var all = WholeExport.Of(Words, Words.Current).ToList();
        foreach (var export in all)
        {
            Assert.Null(stored.Find(export));
            var facts = await stored.TakeAsync(export, Patience, Cancel);
            var bytes = await File.ReadAllBytesAsync(export.Path, Cancel);

            Assert.Equal(new ExportFacts(2_000, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), facts!.Made), facts);
            Assert.NotNull(facts.Made);
        }

        await using var next = new StoredExports(portal.Store, portal.DataFolder, new StorageOptions(), TimeProvider.System, (_, fault) => faults.Enqueue(fault));
        Assert.All(all, export => Assert.Equal(stored.Find(export), next.Find(export)));
        Assert.Equal(4 + 4 + 4 + 1 + 1 + 1, all.Count); // json, csv and ndjson in four encodings; xlsx, parquet, sqlite
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Of_many_demands_at_once_one_makes_each_file_and_one_file_is_made_at_a_time()
    {
        var all = WholeExport.Of(Words, Words.Current).Where(export => !export.Format.IsDatabase).ToList();
        var demands = Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => all.Select(export => Task.Run(() => stored.TakeAsync(export, Patience, Cancel)))));
        var most = 0;
        while (!demands.IsCompleted)
            most = Math.Max(most, Directory.EnumerateFiles(Folder).Count(IsStaged));
        var taken = await demands;

        Assert.InRange(most, 0, 1); // 0 where this was too slow to see any
        Assert.All(Enumerable.Range(0, all.Count), i => Assert.Single(taken.Where((_, at) => at % all.Count == i).Distinct())); // made twice, a file would have two dates
        Assert.DoesNotContain(taken, facts => facts is null);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Who_does_not_wait_goes_without_and_the_file_is_made_all_the_same()
    {
        var export = Csv();
        using var clock = new HeldClock();
        await using var slow = new StoredExports(portal.Store, portal.DataFolder, new StorageOptions(), clock, (_, fault) => faults.Enqueue(fault));
        var first = await slow.TakeAsync(export, TimeSpan.Zero, Cancel);
        clock.GoOn();
        var second = await slow.TakeAsync(export, Patience, Cancel);

        Assert.Null(first);
        Assert.NotNull(second);
    }

    [Theory]
    [InlineData("1.export.1.csv")]
    [InlineData("1.export.1.csv.facts")]
    public async Task A_file_without_its_facts_and_facts_without_their_file_are_made_anew(string lost)
    {
        var before = await stored.TakeAsync(Csv(), Patience, Cancel);
        File.Delete(Path.Combine(Folder, lost));
        await using var next = new StoredExports(portal.Store, portal.DataFolder, new StorageOptions(), TimeProvider.System, (_, fault) => faults.Enqueue(fault));

        Assert.Null(next.Find(Csv()));
        Assert.Equal(before!.Sha256, (await next.TakeAsync(Csv(), Patience, Cancel))!.Sha256);
    }

    [Fact]
    public async Task A_file_cut_short_is_not_served()
    {
        _ = await stored.TakeAsync(Csv(), Patience, Cancel);
        using (var file = new FileStream(Csv().Path, FileMode.Open))
            file.SetLength(file.Length - 1);

        Assert.Null(stored.Find(Csv()));
    }

    [Fact]
    public async Task What_cannot_be_made_is_reported_once_and_leaves_nothing()
    {
        Directory.CreateDirectory(Csv().Path); // no file can have its name
        var taken = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stored.TakeAsync(Csv(), Patience, Cancel)));
        var again = await stored.TakeAsync(Csv(), Patience, Cancel);

        Assert.All([.. taken, again], Assert.Null);
        Assert.Single(faults);
        Assert.DoesNotContain(Directory.EnumerateFiles(Folder), IsStaged);
    }

    [Fact]
    public async Task Files_of_a_version_that_is_kept_stay_and_half_made_ones_and_those_of_no_version_go()
    {
        _ = await stored.TakeAsync(Csv(), Patience, Cancel);
        foreach (var name in new[] { "1.export.1.csv.0123.staging", "1.export.1.csv.br.facts.0123.staging", "7.export.1.csv", "7.export.1.csv.facts", "notes.export" })
            await File.WriteAllTextAsync(Path.Combine(Folder, name), "left", Cancel);
        portal.PublishAll();

        Assert.Equal(["1.export.1.csv", "1.export.1.csv.facts", "1.sqlite", "notes.export"], Files());
    }

    [Fact]
    public async Task What_says_what_the_dataset_is_is_made_anew_when_that_changes_and_the_rest_is_not()
    {
        var (csv, xlsx) = (Csv(), new WholeExport(Words, Words.Current, RecordFormat.Xlsx, ExportEncoding.Identity));
        var (csvBefore, xlsxBefore) = (await stored.TakeAsync(csv, Patience, Cancel), await stored.TakeAsync(xlsx, Patience, Cancel));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var package = portal.Write("words", Schema, await File.ReadAllTextAsync(Path.Combine(portal.Datasets, "words", PackageFolder.DataFile), Cancel));
        package.Descriptor["title"] = "Các từ";
        package.Save();
        portal.PublishAll();
        var described = xlsx with { Dataset = Words };

        Assert.Equal((true, false), (csv.IsImmutable, xlsx.IsImmutable));
        Assert.Equal(csvBefore, stored.Find(csv with { Dataset = Words }));
        Assert.Null(stored.Find(described));
        Assert.NotEqual(xlsxBefore!.Sha256, (await stored.TakeAsync(described, Patience, Cancel))!.Sha256);
        Assert.Null(stored.Find(xlsx));
        Assert.Single(Files(), name => name.EndsWith(".xlsx", StringComparison.Ordinal));
        Assert.NotNull(csvBefore);
    }

    [Fact]
    public async Task Files_of_another_revision_of_the_writer_are_made_anew_and_go()
    {
        foreach (var name in new[] { "1.export.csv", "1.export.0.csv", "1.export.0.csv.br", "1.export.0.csv.facts", "1.export.0.json" })
            await File.WriteAllTextAsync(Path.Combine(Folder, name), "old", Cancel);
        _ = await stored.TakeAsync(Csv(), Patience, Cancel);

        Assert.Equal(["1.export.0.json", "1.export.1.csv", "1.export.1.csv.facts", "1.sqlite"], Files());
    }

    /// <summary>Two of the three files fit.</summary>
    [Fact]
    public async Task Files_not_asked_for_longest_make_room_and_what_they_were_is_still_known()
    {
        var (own, csv, ndjson, json) = WithRoomFor(megabytes: 2);
        await using var closing = own;
        var first = await own.TakeAsync(csv, Patience, Cancel);
        var second = await own.TakeAsync(ndjson, Patience, Cancel);
        var again = await own.TakeAsync(csv, Patience, Cancel);
        var third = await own.TakeAsync(json, Patience, Cancel);

        Assert.InRange(first!.Bytes + second!.Bytes + third!.Bytes, 2 * 1024 * 1024, 3 * 1024 * 1024);
        Assert.Equal((first, null, third), (own.Find(csv), own.Find(ndjson), own.Find(json)));
        Assert.Equal((first, second), (again, own.Recall(ndjson)));
        Assert.Equal(second.Sha256, (await own.TakeAsync(ndjson, Patience, Cancel))!.Sha256);
        Assert.Null(own.Find(csv));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_file_that_is_being_sent_is_sent_to_its_end_though_it_makes_room()
    {
        var (own, csv, ndjson, _) = WithRoomFor(megabytes: 1);
        await using var closing = own;
        var facts = await own.TakeAsync(csv, Patience, Cancel);
        await using var sent = csv.Open(facts!);
        _ = await own.TakeAsync(ndjson, Patience, Cancel);

        Assert.False(File.Exists(csv.Path));
        Assert.Equal(facts!.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(sent!, Cancel)));
    }

    [Fact]
    public async Task Switched_off_nothing_is_kept_but_what_databases_are_and_what_was_kept_goes()
    {
        _ = await stored.TakeAsync(Csv(), Patience, Cancel);
        await using var own = new StoredExports(portal.Store, portal.DataFolder, new StorageOptions { StoredExportMegabytes = 0 }, TimeProvider.System, (_, fault) => faults.Enqueue(fault));
        own.MakeRoom();
        var database = await own.TakeAsync(new WholeExport(Words, Words.Current, RecordFormat.Sqlite, ExportEncoding.Identity), Patience, Cancel);

        Assert.Null(await own.TakeAsync(Csv(), Patience, Cancel));
        Assert.Equal(new FileInfo(Words.Current.Path).Length, database!.Bytes);
        Assert.Equal(["1.export.1.csv.facts", "1.export.1.sqlite.facts", "1.sqlite"], Files());
    }

    [Fact]
    public async Task A_file_larger_than_all_may_be_is_tried_once_and_leaves_nothing()
    {
        var (own, _, _, _) = WithRoomFor(megabytes: 1);
        await using var closing = own;
        portal.Write("longer", Schema, "id,word\n" + string.Concat(Enumerable.Range(1, 12_000).Select(i => $"{i},{new string('x', 100)}\n")));
        portal.PublishAll();
        var export = new WholeExport(portal.Find("longer"), portal.Find("longer").Current, RecordFormat.Csv, ExportEncoding.Identity);
        var taken = (await own.TakeAsync(export, Patience, Cancel), await own.TakeAsync(export, Patience, Cancel));

        Assert.Equal((null, null), taken);
        Assert.IsType<ExportTooLargeException>(Assert.Single(faults));
        Assert.Equal(["1.codes.sqlite", "1.sqlite"], Directory.EnumerateFiles(Path.Combine(portal.DataFolder, "longer")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_begun_that_the_disk_has_no_room_for()
    {
        var huge = Path.Combine(Folder, "9.sqlite");
        using (var file = File.Create(huge))
            file.SetLength(1L << 42); // of which the disk holds nothing
        var room = new ExportRoom(portal.DataFolder, long.MaxValue, TimeProvider.System);

        Assert.Throws<StoreFullException>(() => room.CheckFor(Csv() with { Version = Words.Current with { Path = huge } }));
        room.CheckFor(Csv());
    }

    [Fact]
    public async Task A_server_that_stops_leaves_nothing_half_made()
    {
        var making = WholeExport.Of(Words, Words.Current).Select(export => stored.TakeAsync(export, Patience, Cancel)).ToList();
        await stored.DisposeAsync();
        await Task.WhenAll(making);

        Assert.DoesNotContain(Directory.EnumerateFiles(Folder), IsStaged);
    }

    public async ValueTask DisposeAsync()
    {
        await stored.DisposeAsync();
        portal.Dispose();
    }

    /// <summary>Three formats of a dataset, each file between half a megabyte and one.</summary>
    private (StoredExports Stored, WholeExport Csv, WholeExport Ndjson, WholeExport Json) WithRoomFor(int megabytes)
    {
        portal.Write("long", Schema, "id,word\n" + string.Concat(Enumerable.Range(1, 6_000).Select(i => $"{i},{new string('x', 100)}\n")));
        portal.PublishAll();
        var dataset = portal.Find("long");
        var own = new StoredExports(portal.Store, portal.DataFolder, new StorageOptions { StoredExportMegabytes = megabytes }, TimeProvider.System, (_, fault) => faults.Enqueue(fault));
        WholeExport Of(RecordFormat format) => new(dataset, dataset.Current, format, ExportEncoding.Identity);
        return (own, Of(RecordFormat.Csv), Of(RecordFormat.Ndjson), Of(RecordFormat.Json));
    }

    private WholeExport Csv() => new(Words, Words.Current, RecordFormat.Csv, ExportEncoding.Identity);

    private string[] Files() => [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static bool IsStaged(string path) => path.Contains(SqliteStagedVersion.StagingEnding, StringComparison.Ordinal);

    /// <summary>Nobody who asks it for the time goes on before it does.</summary>
    private sealed class HeldClock : TimeProvider, IDisposable
    {
        private readonly ManualResetEventSlim goes = new();

        public void GoOn() => goes.Set();

        public override DateTimeOffset GetUtcNow()
        {
            goes.Wait(Eventually.Longest);
            return base.GetUtcNow();
        }

        public void Dispose() => goes.Dispose();
    }
}
