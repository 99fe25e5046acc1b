using LongAn.OpenData.Catalog;
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
        var changes = await RecordHistory.ReadAsync(dataset, values, store, http.HttpContext.RequestAborted);
        if (changes.Count == 0)
            return new ProblemResult(ProblemMessages.UnknownRecord(dataset, key));

        return new DocumentResult($"{dataset.Digest}:{key}", dataset.Versions[^1].Created, () => new HistoryDocument(
            id, RecordKey.Write(values), dataset.Versions[0].Number, dataset.Versions[^1].Number, changes, new HistoryLinks(links.Self, $"{links.Dataset(id)}/records/{RecordKey.Write(values)}", links.Dataset(id))));
    }
}

/// <summary>A record in every kept version.</summary>
/// <param name="FirstVersion">The earliest version that is kept; what was before it is not known.</param>
internal sealed record HistoryDocument(string Dataset, string Key, int FirstVersion, int LastVersion, IReadOnlyList<HistoryChange> Data, HistoryLinks Links);

internal sealed record HistoryLinks(string Self, string Record, string Dataset);
