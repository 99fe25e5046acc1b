using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Publishing;

/// <summary>Changes applied to the version they begin at give the version they lead to: for random edits, keys and pairs of versions.</summary>
public sealed class ChangeSetTests : IDisposable
{
    private const string Null = "∅";
    private static readonly string[] Names = ["a", "b", "n", "r", "t"];
    private static readonly string[] Texts = [Null, "", " ", "0", "đ", "Đức Hòa", "a,b", "say \"x\"", "two\nlines", "=1+1", "\u0001", "\\", "🌾"];
    private readonly EnginePortal portal = new();
    private readonly SqliteChanges changes = new(new StorageOptions());

    public static TheoryData<string, int> Cases => [.. from key in (string[])["a,b", "a", ""] from seed in Enumerable.Range(1, 4) select (key, seed)];

    [Theory, MemberData(nameof(Cases))]
    public async Task Changes_applied_to_one_version_give_the_other_byte_for_byte(string key, int seed)
    {
        var random = new Dice(seed);
        var rows = Enumerable.Range(0, random.Next(0, 40)).Select(_ => NewRow(random)).ToList();
        var package = portal.Write("rows", Schema(key), Csv(rows, key));
        portal.PublishAll();
        for (var version = 0; version < 3; version++)
        {
            Edit(rows, random);
            package.SaveData(Csv(rows, key));
            portal.PublishAll();
        }

        var dataset = portal.Find("rows");
        foreach (var to in dataset.Versions)
        {
            foreach (var since in dataset.Versions.Where(version => version != to).Prepend(null))
                Assert.Equal(await ExportAsync(portal, dataset, to, key), await AppliedAsync(dataset, since, to, key));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task What_a_version_says_it_changed_is_what_it_changed(string key, int seed)
    {
        var random = new Dice(seed + 1_000);
        var rows = Enumerable.Range(0, 30).Select(_ => NewRow(random)).ToList();
        var package = portal.Write("rows", Schema(key), Csv(rows, key));
        portal.PublishAll();
        Edit(rows, random);
        package.SaveData(Csv(rows, key));
        portal.PublishAll();

        var dataset = portal.Find("rows");
        var kinds = (await ReadAsync(dataset, dataset.Versions[0], dataset.Current)).CountBy(change => (string)change["op"]!).ToDictionary();
        var counts = dataset.Current.Counts!;
        Assert.Equal((1, counts.Inserted, counts.Updated, counts.Deleted), (counts.Since, kinds.GetValueOrDefault("insert"), kinds.GetValueOrDefault("update"), kinds.GetValueOrDefault("delete")));
        Assert.Equal(new ChangeCounts(0, dataset.Versions[0].RecordCount, 0, 0), dataset.Versions[0].Counts);
    }

    [Fact]
    public async Task A_full_reload_in_which_one_value_changed_is_one_change()
    {
        var rows = Enumerable.Range(1, 1_000).Select(i => (string[])[i.ToString(CultureInfo.InvariantCulture), "b", "1", "2.5", "t"]).ToList();
        var package = portal.Write("rows", Schema("a"), Csv(rows, "a"));
        portal.PublishAll();
        rows[499][4] = Null;
        rows.Reverse();
        package.SaveData(Csv(rows, "a"));
        portal.PublishAll();

        var dataset = portal.Find("rows");
        var change = Assert.Single(await ReadAsync(dataset, dataset.Versions[0], dataset.Current));
        Assert.Equal("""{"op":"update","key":{"a":500},"version":2,"cursor":"1-2-1","fields":["t"],"old":{"t":"t"},"new":{"t":null}}""", change.ToJsonString());
    }

    [Fact]
    public async Task A_field_that_is_new_has_no_value_before_and_one_that_is_gone_is_in_no_update()
    {
        var package = portal.Write("rows", """{"fields": [{"name": "id"}, {"name": "was"}], "primaryKey": "id"}""", "id,was\n1,x\n2,y\n3,z\n");
        portal.PublishAll();
        package.Resource["schema"] = JsonNode.Parse("""{"fields": [{"name": "id"}, {"name": "now", "type": "integer"}], "primaryKey": "id"}""");
        package.Save();
        package.SaveData("id,now\n1,\n2,5\n4,6\n");
        portal.PublishAll();

        var dataset = portal.Find("rows");
        Assert.Equal(
            [
                """{"op":"update","key":{"id":"2"},"version":2,"cursor":"1-2-1","fields":["now"],"old":{"now":null},"new":{"now":5}}""",
                """{"op":"delete","key":{"id":"3"},"version":2,"cursor":"1-2-2","old":{"id":"3","was":"z"}}""",
                """{"op":"insert","key":{"id":"4"},"version":2,"cursor":"1-2-3","new":{"id":"4","now":6}}""",
            ],
            (await ReadAsync(dataset, dataset.Versions[0], dataset.Current)).Select(change => change.ToJsonString()));
    }

    [Fact]
    public void Versions_with_other_keys_are_not_compared()
    {
        var package = portal.Write("rows", Schema("a"), "a,b,n,r,t\n1,x,1,1,x\n");
        portal.PublishAll();
        package.Resource["schema"]!["primaryKey"] = "b";
        package.Save();
        portal.PublishAll();

        var dataset = portal.Find("rows");
        Assert.Equal((2, null), (dataset.Current.Number, dataset.Current.Counts));
        Assert.False(dataset.Current.Schema.CanFollow(dataset.Versions[0].Schema));
        Assert.Equal([("primary-key-changed", true, "a", "b")], dataset.Current.SchemaChanges.Select(change => (change.Rule, change.IsBreaking, change.Before, change.After)));
    }

    [Fact]
    public async Task Changes_that_were_lost_are_made_again_and_those_of_no_version_are_removed()
    {
        var package = portal.Write("rows", Schema("a"), "a,b,n,r,t\n1,x,1,1,x\n");
        portal.PublishAll();
        package.SaveData("a,b,n,r,t\n1,x,1,1,y\n");
        portal.PublishAll();
        var dataset = portal.Find("rows");
        var kept = VersionFiles.ChangesOf(dataset.Current.Path, since: 1);
        Assert.True(File.Exists(kept));
        File.Delete(kept);
        File.WriteAllText(VersionFiles.ChangesOf(dataset.Current.Path.Replace("2.sqlite", "9.sqlite", StringComparison.Ordinal), since: 1), "");

        Assert.Single(await ReadAsync(dataset, dataset.Versions[0], dataset.Current));
        portal.Ledger.RemoveRubbish();
        Assert.Equal([Path.Combine("rows", "1.sqlite"), Path.Combine("rows", "2.since-1.changes"), Path.Combine("rows", "2.sqlite")], portal.VersionFiles());
    }

    public void Dispose()
    {
        changes.Dispose();
        portal.Dispose();
    }

    private static string Schema(string key) => $$"""
        {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}, {"name": "n", "type": "integer"}, {"name": "r", "type": "number"}, {"name": "t"}],
         "missingValues": ["{{Null}}"]{{(key.Length == 0 ? "" : $", \"primaryKey\": [{string.Join(',', key.Split(',').Select(name => $"\"{name}\""))}]")}}}
        """;

    private static string[] NewRow(Dice random) =>
        [Number(random, 30), Texts[random.Next(1, 8)], random.Next(4) == 0 ? Null : Number(random, 3), random.Next(4) == 0 ? Null : random.NextDouble().ToString("R", CultureInfo.InvariantCulture), Texts[random.Next(Texts.Length)]];

    private static string Number(Dice random, int below) => random.Next(-below, below).ToString(CultureInfo.InvariantCulture);

    private static void Edit(List<string[]> rows, Dice random)
    {
        rows.RemoveAll(_ => random.Next(8) == 0);
        foreach (var row in rows.Where(_ => random.Next(4) == 0))
            row[4] = Texts[random.Next(Texts.Length)];
        foreach (var row in rows.Where(_ => random.Next(8) == 0))
            row[3] = Null;
        rows.AddRange(Enumerable.Range(0, random.Next(8)).Select(_ => NewRow(random)));
        if (random.Next(2) == 0)
            rows.Reverse();
    }

    /// <summary>Of several rows with one key the last.</summary>
    private static string Csv(IEnumerable<string[]> rows, string key)
    {
        int[] of = [.. key.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Array.IndexOf(Names, name))];
        var distinct = of.Length == 0 ? rows : rows.GroupBy(row => string.Join('\0', of.Select(i => row[i]))).Select(group => group.Last());
        return string.Concat(distinct.Select(row => string.Join(',', row.Select(Cell)) + "\n").Prepend(string.Join(',', Names) + "\n"));
    }

    private static string Cell(string value) => value == Null ? Null : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>What the changes make of the earlier version, published by itself and exported.</summary>
    private async Task<string> AppliedAsync(Dataset dataset, DatasetVersion? since, DatasetVersion to, string key)
    {
        var records = new Dictionary<string, List<JsonObject>>(StringComparer.Ordinal);
        if (since is not null)
        {
            foreach (var line in (await ExportAsync(portal, dataset, since, RecordFormat.Ndjson)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Add(records, JsonNode.Parse(line)!.AsObject(), key);
        }

        foreach (var change in await ReadAsync(dataset, since, to))
            Apply(change, records, key);
        var rows = records.Values.SelectMany(same => same).Select(record => (string[])[.. Names.Select(name => record[name]?.ToString() ?? Null)]);
        using var other = new EnginePortal();
        other.Write("rows", Schema(key), Csv(rows, key));
        Assert.Empty(other.PublishAll().Single().Report.Problems.Select(problem => problem.Message.En));
        var copy = other.Find("rows");
        return await ExportAsync(other, copy, copy.Current, key);
    }

    private static void Add(Dictionary<string, List<JsonObject>> records, JsonObject record, string key)
    {
        var id = Identity(record, key);
        if (records.TryGetValue(id, out var same))
            same.Add(record);
        else
            records.Add(id, [record]);
        Assert.True(key.Length == 0 || records[id].Count == 1, id);
    }

    private static void Apply(JsonObject change, Dictionary<string, List<JsonObject>> records, string key)
    {
        if ((string)change["op"]! == "insert")
        {
            Add(records, change["new"]!.DeepClone().AsObject(), key);
            return;
        }

        var id = Identity(key.Length == 0 ? change["old"]!.AsObject() : change["key"]!.AsObject(), key);
        var record = records[id][^1];
        foreach (var (field, value) in change["old"]!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, record[field]), field);
        if ((string)change["op"]! == "update")
        {
            foreach (var (field, value) in change["new"]!.AsObject())
                record[field] = value?.DeepClone();
            return;
        }

        records[id].RemoveAt(records[id].Count - 1);
        if (records[id].Count == 0)
            records.Remove(id);
    }

    private static string Identity(JsonObject record, string key) =>
        string.Join('\0', (key.Length == 0 ? Names : key.Split(',')).Select(name => record[name]?.ToJsonString() ?? Null));

    private async Task<List<JsonObject>> ReadAsync(Dataset dataset, DatasetVersion? since, DatasetVersion to)
    {
        using var found = await changes.OpenAsync(since, to, after: 0, limit: null, TestContext.Current.CancellationToken);
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new ChangeWriter(buffer, dataset.Description, since, to);
        var read = new List<JsonObject>();
        while (found.Read())
        {
            buffer.ResetWrittenCount();
            writer.Write(found);
            read.Add(JsonNode.Parse(buffer.WrittenSpan)!.AsObject());
        }

        return read;
    }

    /// <summary>As CSV; the records that have no key in an order of their own, since they are a set with repetitions.</summary>
    private static async Task<string> ExportAsync(EnginePortal from, Dataset dataset, DatasetVersion version, string key)
    {
        var csv = await ExportAsync(from, dataset, version, RecordFormat.Csv);
        return key.Length > 0 ? csv : string.Join("\r\n", csv.Split("\r\n").Order(StringComparer.Ordinal));
    }

    private static async Task<string> ExportAsync(EnginePortal from, Dataset dataset, DatasetVersion version, RecordFormat format)
    {
        using var stream = new MemoryStream();
        await ExportWriter.WriteAsync(from.Store, dataset, RecordsPlan.Whole(version), format, FormatOptions.Default, question: "", stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The same throws for the same seed (splitmix64).</summary>
    private sealed class Dice(int seed)
    {
        private ulong state = (ulong)seed;

        public int Next(int below) => (int)(Throw() % (ulong)below);

        public int Next(int from, int below) => from + Next(below - from);

        public double NextDouble() => (Throw() >> 11) * (1.0 / (1UL << 53));

        private ulong Throw()
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
