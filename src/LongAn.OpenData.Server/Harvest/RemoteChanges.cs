using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>Takes what changed at another portal since the version that was read there, so that nothing else goes over the network.</summary>
internal sealed class RemoteChanges(RemoteClient client, SqliteRecordStore store)
{
    /// <summary>They are held in memory; past this, all is read anew.</summary>
    private const int MostChanges = 200_000;

    /// <param name="root">The address of the dataset there.</param>
    /// <param name="local">The dataset as it is here: just what version <paramref name="since"/> is there.</param>
    /// <param name="expected">How many records version <paramref name="to"/> has there.</param>
    /// <param name="folder">Where the records are written, as NDJSON.</param>
    /// <returns>The name of the file; null where all must be read anew: the version is no longer kept there, its fields or key are others, or there are too many changes.</returns>
    public async Task<string?> TakeAsync(string root, int since, int to, Dataset local, long expected, string folder, CancellationToken cancel)
    {
        if (local.Schema.PrimaryKey.Count == 0 || await ReadAsync(root, since, to, folder, cancel) is not { } file)
            return null;

        var changes = new RecordChanges(local.Schema);
        await foreach (var line in File.ReadLinesAsync(file, cancel))
        {
            if (changes.Count == MostChanges || !TryAdd(changes, line))
                return null;
        }

        RecordsPlanner.TryPlan(new RecordsRequest([]) { IsExport = true }, local, out var plan, out _);
        const string Name = "data.ndjson";
        await using var into = new FileStream(Path.Combine(folder, Name), FileMode.Create, FileAccess.ReadWrite);
        var absent = await changes.WriteAsync(store, local, plan!, into, cancel);
        await into.FlushAsync(cancel);
        return absent.Count == 0 && CountLines(into) == expected ? Name : null;
    }

    private async Task<string?> ReadAsync(string root, int since, int to, string folder, CancellationToken cancel)
    {
        try
        {
            var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"{root}/changes?since={since}&to={to}&format=ndjson"));
            return (await client.ReadAsync(address, mark: null, folder, cancel))?.Path;
        }
        catch (HarvestFault)
        {
            return null;
        }
    }

    private static bool TryAdd(RecordChanges changes, string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject change || change["key"] is not JsonObject key)
                return false;
            if ((string?)change["op"] == "delete")
                return changes.TryAdd(key, null) is null;
            if (change["new"] is not JsonObject values)
                return false;

            // An update says only what differs, and of an insert the key is among its values.
            var record = values.DeepClone().AsObject();
            foreach (var (name, value) in key)
                record[name] = value?.DeepClone();
            return changes.TryAdd(record, record) is null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static long CountLines(FileStream file)
    {
        file.Position = 0;
        var buffer = new byte[128 * 1024];
        long lines = 0;
        int read;
        while ((read = file.Read(buffer)) > 0)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }
}
