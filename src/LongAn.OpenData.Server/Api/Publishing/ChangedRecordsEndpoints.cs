using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Api.Publishing;

internal static class ChangedRecordsEndpoints
{
    private const long MostBytes = 64 * 1024 * 1024;
    private static readonly string[] Taken = ["dry_run", "reason", "lang"];

    public static void MapChangedRecords(this RouteGroupBuilder api) =>
        api.MapPost("/datasets/{id}/records", ChangeRecords).WithTags("Publishing").WithName("ChangeRecords").WithSummary("Change, add and delete records by their keys.")
            .WithDescription("JSON {\"upsert\": [...], \"delete\": [...]}, hoặc NDJSON mà dòng xóa có \"_op\": \"delete\". Trường không nêu thì giữ nguyên. Tất cả hoặc không gì cả, thành một phiên bản mới được kiểm tra như mọi phiên bản.\n\nJSON {\"upsert\": [...], \"delete\": [...]}, or NDJSON where a line that deletes has \"_op\": \"delete\". Fields that are left out stay. All or nothing, as a new version that is checked like any other.")
            .Produces<PublishDocument>().Produces<PublishDocument>(StatusCodes.Status201Created).Produces<AcceptedDocument>(StatusCodes.Status202Accepted)
            .WithMetadata(
                new TakesParameters([.. ContentRequest.Parameters.Where(row => Taken.Contains(row.Name))]),
                new TakesHeaders([.. ContentRequest.Headers.Where(row => row.Name != "If-None-Match")]),
                new TakesContent([ChangesReader.Json, ChangesReader.Ndjson]))
            .NeedsKey(KeyScope.Publish);

    private static async Task<IResult> ChangeRecords(
        string id, HttpContext http, DatasetCatalog catalog, Uploads uploads, Submissions submissions, IdempotentRequests requests, ContentSources sources, SqliteRecordStore store, IOptions<PortalOptions> options)
    {
        if (catalog.Find(id) is not { } known)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (known.Schema.PrimaryKey.Count == 0)
            return new ProblemResult(new Problem(ProblemCode.ChangesInvalid, $"{id} không có khóa chính: hãy thay toàn bộ nội dung.", $"{id} has no primary key: replace its content as a whole.") { Parameter = nameof(id) });

        var problems = QueryNames.Check(http.Request.Query, Taken).ToList();
        var isDryRun = ContentRequest.Flag(http.Request.Query, "dry_run", problems);
        if (problems.Count > 0 || ContentDigests.Read(http.Request.Headers, problems) is not { } digests)
            return new ProblemResult(problems);
        if (ChangesReader.Of(http.Request) is not { } reader)
            return new ProblemResult(new Problem(ProblemCode.UnsupportedMediaType, $"Content-Type phải là {ChangesReader.Json} hoặc {ChangesReader.Ndjson}.", $"Content-Type must be {ChangesReader.Json} or {ChangesReader.Ndjson}.") { Parameter = "Content-Type" });

        using var compared = digests;
        var attempt = WriteAttempt.Of(http);
        attempt.Reason = http.Request.Query["reason"] is [{ Length: > 0 } reason] ? reason : null;
        var conditions = VersionConditions.Of(http.Request);
        var wantsJob = ContentRequest.PrefersJob(http.Request);
        var upload = uploads.Open();
        attempt.Work = upload.Id;
        var isHandedOver = false;
        try
        {
            var path = Path.Combine(upload.Folder, "changes");
            var (digest, unreadable) = await ReceivedContent.ReceiveAsync(http.Request, path, digests, MostBytes, http.RequestAborted);
            if (unreadable is not null)
                return new ProblemResult(unreadable);

            var changes = new RecordChanges(known.Schema);
            await reader.ReadAsync(path, known.Schema, changes, options.Value.Publishing.ChangedRecords, problems, http.RequestAborted);
            if (problems.Count > 0)
                return new ProblemResult(ProblemCode.ChangesInvalid, problems);

            var order = new PublishOrder(id, upload, attempt, (dataset, found, cancel) => MergeAsync(dataset!, changes, upload, sources, store, found, cancel))
            {
                IsDryRun = isDryRun,
                Precondition = dataset => dataset is null ? ProblemMessages.UnknownDataset(id, null) : conditions.Check(id, dataset.Current, isRequired: false),
            };
            return await requests.DoOnceAsync(http, digest, () =>
            {
                isHandedOver = true;
                return submissions.AnswerAsync(http, order, wantsJob);
            }, submissions.Tell);
        }
        finally
        {
            if (!isHandedOver)
                upload.Dispose();
        }
    }

    /// <summary>Makes the content of the next version: what is served when the turn has come, with the changes.</summary>
    private static async Task<PreparedContent?> MergeAsync(Dataset dataset, RecordChanges changes, Upload upload, ContentSources sources, SqliteRecordStore store, ImportReport report, CancellationToken cancel)
    {
        RecordsPlanner.TryPlan(new RecordsRequest([]) { IsExport = true }, dataset, out var plan, out _);
        var path = Path.Combine(upload.Folder, "content");
        IReadOnlyList<string> absent;
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
            absent = await changes.WriteAsync(store, dataset, plan!, file, cancel);
        report.AddRange(absent.Take(100).Select(key => new Problem(ProblemCode.ChangesInvalid, $"Không có bản ghi «{key}» để xóa.", $"There is no record \"{key}\" to delete.") { Place = new ProblemPlace("changes", Value: key) }));
        if (!report.IsSound)
            return null;

        List<Problem> problems = [];
        var prepared = new SentContent(path, ContentFormat.Ndjson).Prepare(upload.Package, sources.Describe(dataset.Id, dataset)!, problems, cancel);
        report.AddRange(problems);
        return prepared;
    }
}
