using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Records;

/// <summary>One record in every kept version.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/records/{key}/history", GetHistory).WithTags("Records").WithName("GetRecordHistory").WithSummary("Read how a record changed from version to version.")
            .WithDescription("Bản ghi này qua mọi phiên bản còn giữ, theo số phiên bản: chỉ nêu những phiên bản mà nó được thêm, sửa hoặc xóa, với giá trị cũ và mới.\n\nThis record in every version that is kept, by their numbers: those in which it was inserted, updated or deleted, with old and new values.")
            .Produces<HistoryDocument>().Takes();

    private static async Task<IResult> GetHistory(string id, string key, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var values = RecordKey.Read(http, segmentsBehind: 1);
        var changes = await ReadAsync(dataset, values, store, http.HttpContext.RequestAborted);
        if (changes.Count == 0)
            return new ProblemResult(ProblemMessages.UnknownRecord(dataset, key));

        return new DocumentResult($"{dataset.Digest}:{key}", dataset.Versions[^1].Created, () => new HistoryDocument(
            id, RecordKey.Write(values), dataset.Versions[0].Number, dataset.Versions[^1].Number, changes, new HistoryLinks(links.Self, $"{links.Dataset(id)}/records/{RecordKey.Write(values)}", links.Dataset(id))));
    }

    private static async Task<List<HistoryChange>> ReadAsync(Dataset dataset, IReadOnlyList<string> key, SqliteRecordStore store, CancellationToken cancel)
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
            return now is null ? null : new HistoryChange(version.Number, version.Created, "insert", [], null, Copy(now));
        if (now is null)
            return new HistoryChange(version.Number, version.Created, "delete", [], Copy(before), null);

        string[] fields = [.. now.Select(member => member.Key).Union(before.Select(member => member.Key)).Where(name => !JsonNode.DeepEquals(now[name], before[name]))];
        return fields.Length == 0 ? null : new HistoryChange(version.Number, version.Created, "update", fields, Some(before, fields), Some(now, fields));
    }

    private static JsonObject Copy(JsonObject record) => record.DeepClone().AsObject();

    private static JsonObject Some(JsonObject record, string[] fields) => new(fields.Where(record.ContainsKey).Select(name => KeyValuePair.Create(name, record[name]?.DeepClone())));
}

/// <summary>A record in every kept version.</summary>
/// <param name="FirstVersion">The earliest version that is kept; what was before it is not known.</param>
internal sealed record HistoryDocument(string Dataset, string Key, int FirstVersion, int LastVersion, IReadOnlyList<HistoryChange> Data, HistoryLinks Links);

/// <summary>A version in which the record changed.</summary>
/// <param name="At">When the version was published.</param>
/// <param name="Op"><c>insert</c> (or there in the earliest version that is kept), <c>update</c> or <c>delete</c>.</param>
/// <param name="Fields">Of an update, the fields that differ.</param>
/// <param name="Old">The values before: of an update those that differ, of a delete all.</param>
/// <param name="New">The values after: of an update those that differ, of an insert all.</param>
internal sealed record HistoryChange(int Version, DateTimeOffset At, string Op, IReadOnlyList<string> Fields, JsonObject? Old, JsonObject? New);

internal sealed record HistoryLinks(string Self, string Record, string Dataset);
