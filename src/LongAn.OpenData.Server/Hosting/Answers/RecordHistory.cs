using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>One record in every kept version.</summary>
internal static class RecordHistory
{
    /// <param name="key">The primary key's values, in order.</param>
    /// <returns>The versions in which it was inserted, updated or deleted, by their numbers; none where no version has it.</returns>
    public static async Task<IReadOnlyList<HistoryChange>> ReadAsync(Dataset dataset, IReadOnlyList<string> key, SqliteRecordStore store, CancellationToken cancel)
    {
        var changes = new List<HistoryChange>();
        JsonObject? before = null;
        foreach (var version in dataset.Versions)
        {
            var now = await FindAsync(dataset, version, key, store, cancel);
            if (Compare(version, before, now) is { } change)
                changes.Add(change);
            before = now;
        }

        return changes;
    }

    /// <returns>Null where the version has no such record.</returns>
    private static async Task<JsonObject?> FindAsync(Dataset dataset, DatasetVersion version, IReadOnlyList<string> key, SqliteRecordStore store, CancellationToken cancel)
    {
        var request = new RecordsRequest([KeyValuePair.Create(RecordsParameter.Version.Name, version.Number.ToString(CultureInfo.InvariantCulture))]);
        if (!RecordsPlanner.TryPlanRecord(request, key, dataset, out var plan, out _))
            return null; // in that version it could not have been a key

        using var records = await store.OpenAsync(plan, extra: 0, cancel);
        if (!records.Read())
            return null;

        using var buffer = new PooledBuffer(4 * 1024);
        using var writer = new JsonRecordWriter(buffer, RecordsHeading.Of(plan, plan.Fields.Count, dataset, FormatOptions.Default));
        writer.Write(records);
        return JsonNode.Parse(buffer.Written.Span)!.AsObject();
    }

    private static HistoryChange? Compare(DatasetVersion version, JsonObject? before, JsonObject? now)
    {
        if (before is null)
            return now is null ? null : new HistoryChange(version.Number, version.Created, HistoryChange.Insert, [], null, Copy(now));
        if (now is null)
            return new HistoryChange(version.Number, version.Created, HistoryChange.Delete, [], Copy(before), null);

        string[] fields = [.. now.Select(member => member.Key).Union(before.Select(member => member.Key)).Where(name => !JsonNode.DeepEquals(now[name], before[name]))];
        return fields.Length == 0 ? null : new HistoryChange(version.Number, version.Created, HistoryChange.Update, fields, Some(before, fields), Some(now, fields));
    }

    private static JsonObject Copy(JsonObject record) => record.DeepClone().AsObject();

    private static JsonObject Some(JsonObject record, string[] fields) => new(fields.Where(record.ContainsKey).Select(name => KeyValuePair.Create(name, record[name]?.DeepClone())));
}

/// <summary>A version in which the record changed.</summary>
/// <param name="At">When the version was published.</param>
/// <param name="Op"><c>insert</c> (or there in the earliest version that is kept), <c>update</c> or <c>delete</c>.</param>
/// <param name="Fields">Of an update, the fields that differ.</param>
/// <param name="Old">The values before: of an update those that differ, of a delete all.</param>
/// <param name="New">The values after: of an update those that differ, of an insert all.</param>
internal sealed record HistoryChange(int Version, DateTimeOffset At, string Op, IReadOnlyList<string> Fields, JsonObject? Old, JsonObject? New)
{
    public const string Insert = "insert";
    public const string Update = "update";
    public const string Delete = "delete";
}
