using System.Text;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Storage;

/// <summary>What a store promises: records as they were published, in key order, each read bounded.</summary>
public sealed class RecordStoreTests
{
    private const string Numbered = """{"fields": [{"name": "n", "type": "integer"}, {"name": "t"}], "primaryKey": "n"}""";

    /// <summary>40,000 records take SQLite far more steps than it may go between two looks at the clock (4,000).</summary>
    private static readonly string Heavy = "n,t\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},{i % 7}\n"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_come_in_key_order_although_the_file_is_shuffled()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, "n,t\n10,c\n9,b\n-1,a\n100,d\n");
        using (portal)
            Assert.Equal(["-1|a", "9|b", "10|c", "100|d"], await portal.Lines(dataset));
    }

    [Theory]
    [InlineData("string", "b\na\nB\nđ\nd\n10\n9\n", "10 9 B a b d đ")]
    [InlineData("integer", "10\n9\n-5\n", "-5 9 10")]
    [InlineData("number", "1.5\n-0.5\n1e3\n", "-0.5 1.5 1000")]
    [InlineData("date", "2022-01-01\n1802-06-01\n", "1802-06-01 2022-01-01")]
    [InlineData("year", "2022\n-0044\n", "-44 2022")]
    public async Task A_keys_order_is_its_types(string type, string data, string expected)
    {
        var (portal, dataset) = EnginePortal.With($$"""{"fields": [{"name": "k", "type": "{{type}}"}], "primaryKey": "k"}""", "k\n" + data);
        using (portal)
            Assert.Equal(expected.Split(' '), await portal.Lines(dataset));
    }

    [Fact]
    public async Task A_composite_key_orders_by_its_parts_in_its_own_order()
    {
        const string Schema = """{"fields": [{"name": "a"}, {"name": "b", "type": "integer"}, {"name": "c"}], "primaryKey": ["c", "b"]}""";
        var (portal, dataset) = EnginePortal.With(Schema, "a,b,c\n1,10,x\n2,9,x\n3,1,y\n4,1,a\n");
        using (portal)
        {
            Assert.Equal(["4|1|a", "2|9|x", "1|10|x", "3|1|y"], await portal.Lines(dataset));
            Assert.Equal(["3|1|y", "1|10|x", "2|9|x", "4|1|a"], await portal.Lines(dataset, "sort=-c,-b"));
        }
    }

    [Fact]
    public async Task A_dataset_without_a_key_keeps_the_order_of_its_file()
    {
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "a"}]}""", "a\nz\na\nz\nm\n");
        using (portal)
        {
            Assert.Equal(["z", "a", "z", "m"], await portal.Lines(dataset));
            Assert.Equal(["a", "m", "z", "z"], await portal.Lines(dataset, "sort=a"));
        }
    }

    [Fact]
    public async Task An_empty_dataset_has_no_records_and_that_is_no_mistake()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, "n,t\n");
        using (portal)
        {
            Assert.Equal(0, dataset.Current.RecordCount);
            Assert.Empty(await portal.Lines(dataset));
            Assert.Empty(await portal.Lines(dataset, "sort=-t&n__gt=5&limit=10"));
            Assert.Equal(0, await portal.Store.CountAsync(Plans.Of(dataset, "n__gt=5"), Cancel));
        }
    }

    [Fact]
    public async Task Null_and_empty_text_are_two_things()
    {
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "n"}, {"name": "t"}], "missingValues": ["-"]}""", "n,t\n1,\n2,-\n3,\"\"\n");
        using (portal)
        {
            Assert.Equal(["1|", "2|∅", "3|"], await portal.Lines(dataset));
            Assert.Equal(["2|∅"], await portal.Lines(dataset, "t__is_null=true"));
            Assert.Equal(["1|", "3|"], await portal.Lines(dataset, "t="));
            Assert.Equal(["1|", "3|"], await portal.Lines(dataset, "t__contains="));
            Assert.Equal(["1|", "3|", "2|∅"], await portal.Lines(dataset, "sort=-t"));
        }
    }

    [Fact]
    public void A_version_file_explains_itself_and_is_whole()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, "n,t\n2,b\n1,a\n");
        using (portal)
        {
            using var file = SqliteSetup.OpenImmutable(dataset.Current.Path);
            using var integrity = new SqliteCommand("PRAGMA integrity_check", file);
            using var metadata = new SqliteCommand("SELECT value FROM metadata WHERE name = 'dataset'", file);

            Assert.Equal("ok", integrity.ExecuteScalar());
            Assert.Equal("rows", metadata.ExecuteScalar());
            Assert.Equal(2, SqliteSetup.Scalar(file, "SELECT COUNT(*) FROM records"));
        }
    }

    [Fact]
    public async Task Reading_changes_no_byte_of_a_version()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, "n,t\n2,b\n1,a\n");
        using (portal)
        {
            var before = await File.ReadAllBytesAsync(dataset.Current.Path, Cancel);
            _ = await portal.Lines(dataset, "t__contains=a&sort=-t");

            Assert.Equal(before, await File.ReadAllBytesAsync(dataset.Current.Path, Cancel));
            Assert.Equal([Path.Combine("rows", "1.sqlite")], portal.VersionFiles());
        }
    }

    [Fact]
    public async Task A_read_past_its_deadline_is_interrupted_before_its_first_record()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, Heavy);
        using (portal)
        {
            using var store = new SqliteRecordStore(new StorageOptions { QuerySeconds = 0 });

            await Assert.ThrowsAsync<TimeoutException>(async () => await store.OpenAsync(Plans.Of(dataset, "sort=-t&limit=10"), 0, Cancel));
            await Assert.ThrowsAsync<TimeoutException>(async () => await store.CountAsync(Plans.Of(dataset, "t__contains=7"), Cancel));
        }
    }

    [Fact]
    public async Task A_page_has_a_deadline_to_its_end_and_an_export_to_its_first_record()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, Heavy);
        using (portal)
        {
            using var store = new SqliteRecordStore(new StorageOptions { QuerySeconds = 0 });
            var all = Plans.Of(dataset, "");
            using var export = await store.OpenAsync(all, 0, Cancel);
            using var page = await store.OpenAsync(all with { Limit = 40_000 }, 0, Cancel);

            Assert.Equal(40_000, Records.Lines(export).Count());
            Assert.Throws<TimeoutException>(() => Records.Lines(page).Count());
        }
    }

    [Fact]
    public async Task A_store_serves_on_after_a_read_ran_too_long()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, Heavy);
        using (portal)
        {
            using var store = new SqliteRecordStore(new StorageOptions { QuerySeconds = 0, PageReaders = 1, QueueSeconds = 0 });
            for (var i = 0; i < 3; i++)
                await Assert.ThrowsAsync<TimeoutException>(async () => await store.OpenAsync(Plans.Of(dataset, "sort=-t&limit=10"), 0, Cancel));

            using var records = await store.OpenAsync(Plans.Of(dataset, "n=5&limit=1"), 0, Cancel);
            Assert.Equal(["5|5"], Records.Lines(records));
        }
    }

    [Fact]
    public async Task A_busy_store_says_so()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, "n,t\n1,a\n");
        using (portal)
        {
            using var store = new SqliteRecordStore(new StorageOptions { PageReaders = 1, ExportReaders = 1, QueueSeconds = 0 });
            var (page, export) = (Plans.Of(dataset, "limit=1"), Plans.Of(dataset, ""));
            var (reading, exporting) = (await store.OpenAsync(page, 0, Cancel), await store.OpenAsync(export, 0, Cancel));

            await Assert.ThrowsAsync<StoreBusyException>(async () => await store.OpenAsync(page, 0, Cancel));
            await Assert.ThrowsAsync<StoreBusyException>(async () => await store.OpenAsync(export, 0, Cancel));
            await Assert.ThrowsAsync<StoreBusyException>(async () => await store.CountAsync(Plans.Of(dataset, "n=1"), Cancel));

            reading.Dispose();
            reading.Dispose(); // gives back once
            exporting.Dispose();
            using var again = await store.OpenAsync(page, 0, Cancel);
            await Assert.ThrowsAsync<StoreBusyException>(async () => await store.OpenAsync(page, 0, Cancel));
        }
    }

    [Fact]
    public async Task A_caller_who_leaves_stops_the_query()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, Heavy);
        using (portal)
        {
            using var leaving = new CancellationTokenSource();
            using var records = await portal.Store.OpenAsync(Plans.Of(dataset, ""), 0, leaving.Token);
            await leaving.CancelAsync();

            Assert.Throws<OperationCanceledException>(() => Records.Lines(records).Count());
        }
    }

    [Fact]
    public async Task A_caller_who_has_left_waits_for_no_reader()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, "n,t\n1,a\n");
        using (portal)
        {
            using var store = new SqliteRecordStore(new StorageOptions { PageReaders = 1, QueueSeconds = 60 });
            using var held = await store.OpenAsync(Plans.Of(dataset, "limit=1"), 0, Cancel);
            using var leaving = new CancellationTokenSource();
            var waiting = store.OpenAsync(Plans.Of(dataset, "limit=1"), 0, leaving.Token);
            await leaving.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        }
    }

    [Fact]
    public async Task A_version_that_is_replaced_is_still_read_to_its_end()
    {
        using var portal = new EnginePortal();
        var package = portal.Write("rows", Numbered, Heavy);
        portal.PublishAll();
        using var records = await portal.Store.OpenAsync(Plans.Of(portal.Find("rows"), ""), 0, Cancel);
        Assert.True(records.Read());

        package.SaveData("n,t\n1,new\n");
        portal.PublishAll();

        Assert.Equal(39_999, Records.Lines(records).Count());
        Assert.Equal(["1|new"], await portal.Lines(portal.Find("rows")));
    }

    [Fact]
    public async Task Values_longer_than_any_buffer_come_back_as_they_were()
    {
        var text = string.Concat(Enumerable.Repeat("Đức Hòa 😀 ", 20_000));
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "t"}], "primaryKey": "t"}""", $"t\n{text}\na\n");
        using (portal)
        {
            using var records = await portal.Store.OpenAsync(Plans.Of(dataset, "t__ends_with=hoa%20%F0%9F%98%80%20"), 0, Cancel);

            Assert.True(records.Read());
            Assert.Equal(text, Encoding.UTF8.GetString(records.GetText(0)));
            Assert.False(records.Read());
        }
    }

    [Fact]
    public async Task Many_read_at_once_and_each_gets_its_own()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, Heavy);
        using (portal)
        {
            await Parallel.ForAsync(0, 200, Cancel, async (i, cancel) =>
            {
                using var records = await portal.Store.OpenAsync(Plans.Of(dataset, $"n__gte={i * 100}&limit=3"), 0, cancel);
                Assert.Equal(Enumerable.Range(i * 100, 3).Select(n => $"{n}|{n % 7}"), Records.Lines(records));
            });
        }
    }

    [Fact]
    public async Task The_position_of_a_record_is_what_it_is_sorted_by_and_its_row()
    {
        var (portal, dataset) = EnginePortal.With(Numbered, "n,t\n2,b\n1,\n");
        using (portal)
        {
            using var records = await portal.Store.OpenAsync(Plans.Of(dataset, "sort=t,-n&fields=n"), 0, Cancel);

            Assert.True(records.Read());
            Assert.Equal(["b", 2L, 2L], records.GetPosition());
            Assert.True(records.Read());
            Assert.Equal([null, 1L, 1L], records.GetPosition());
        }
    }
}
