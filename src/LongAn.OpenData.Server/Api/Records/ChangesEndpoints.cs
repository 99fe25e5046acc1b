using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Records;

/// <summary>What became of a record and what it came of: from the datasets that record changes of another one's codes.</summary>
internal static class ChangesEndpoints
{
    public static void MapChanges(this RouteGroupBuilder api)
    {
        var record = api.MapGroup("/datasets/{id}/records/{key}").WithTags("Records").WithMetadata(new KeepsAnswers());
        record.MapGet("/successors", (string id, string key, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, SqliteCodeChanges changes) => GetAsync(id, key, forward: true, http, catalog, store, changes))
            .WithName("GetSuccessors").WithSummary("Read what became of a record.")
            .WithDescription("Bản ghi này đã thành những bản ghi nào, từ ngày nào, toàn bộ hay một phần. Không có một nơi duy nhất nhận toàn bộ thì ambiguous là true và mọi nơi đều được nêu.\n\nThe records that this one became, on which day, wholly or in part. Where no single one took the whole, ambiguous is true and all candidates are listed.")
            .Produces<ChangesDocument>().Takes();
        record.MapGet("/predecessors", (string id, string key, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, SqliteCodeChanges changes) => GetAsync(id, key, forward: false, http, catalog, store, changes))
            .WithName("GetPredecessors").WithSummary("Read what a record came of.")
            .WithDescription("Bản ghi này hình thành từ những bản ghi nào, từ ngày nào, toàn bộ hay một phần của chúng.\n\nThe records that this one came of, on which day, wholly or in part.")
            .Produces<ChangesDocument>().Takes();
    }

    private static async Task<IResult> GetAsync(string id, string key, bool forward, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, SqliteCodeChanges changes)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var values = RecordKey.Read(http, segmentsBehind: 1);
        if (!RecordsPlanner.TryPlanRecord(new RecordsRequest([]), values, dataset, out var plan, out var problems))
            return new ProblemResult(problems);

        var cancel = http.HttpContext.RequestAborted;
        using (var records = await store.OpenAsync(plan, extra: 0, cancel))
        {
            if (!records.Read())
                return new ProblemResult(ProblemMessages.UnknownRecord(dataset, key));
        }

        var links = http.HttpContext.RequestServices.GetRequiredService<PortalLinks>();
        return new DocumentResult(catalog.Digest, modified: null, async stop =>
            ChangesDocument.Of(dataset, RecordKey.Write(values), values is [var code] ? await changes.FindAsync(id, code, forward, stop) : [], forward, links));
    }
}
