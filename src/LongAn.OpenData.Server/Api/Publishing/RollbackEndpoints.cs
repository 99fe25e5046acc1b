using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Publishing;

internal static class RollbackEndpoints
{
    private static readonly string[] Taken = ["dry_run", "lang"];
    private static readonly string[] Headers = ["If-Match", IdempotentRequests.Header];

    public static void MapRollback(this RouteGroupBuilder api) =>
        api.MapPost("/datasets/{id}/rollback", RollBack).WithTags("Publishing").WithName("RollBack").WithSummary("Serve a version that is kept instead of the one that is served.")
            .WithDescription("JSON {\"to\": 3, \"reason\": \"…\"}. Không xóa gì: quay lại phiên bản sau cũng bằng cách này. Lý do nằm mãi trong lịch sử. Phiên bản không còn được giữ là 410.\n\nJSON {\"to\": 3, \"reason\": \"…\"}. Nothing is deleted: going forward again is the same request. The reason stands in the history for ever. A version that is no longer kept is a 410.")
            .Produces<RollbackDocument>()
            .WithMetadata(
                new TakesParameters([.. ContentRequest.Parameters.Where(row => Taken.Contains(row.Name))]),
                new TakesHeaders([.. ContentRequest.Headers.Where(row => Headers.Contains(row.Name)).Select(row => row with { IsRequired = false })]),
                new TakesContent([RollbackRequest.MediaType]))
            .NeedsKey(KeyScope.Rollback);

    private static async Task<IResult> RollBack(string id, HttpContext http, DatasetCatalog catalog, Rollbacks rollbacks, IdempotentRequests requests)
    {
        if (catalog.Find(id) is null)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        List<Problem> problems = [.. QueryNames.Check(http.Request.Query, Taken)];
        var isDryRun = ContentRequest.Flag(http.Request.Query, "dry_run", problems);
        if (await RollbackRequest.ReadAsync(http.Request, problems) is not { } request)
            return new ProblemResult(problems);

        WriteAttempt.Of(http).Reason = request.Reason;
        return await requests.DoOnceAsync(http, request.Digest, () => rollbacks.AnswerAsync(http, id, request, isDryRun), rollbacks.Tell);
    }
}

/// <summary>Moves the pointer of a dataset back, or forward again: one at a time, as everything is published.</summary>
internal sealed class Rollbacks(PublishDesk desk, VersionLedger ledger, DatasetCatalog catalog, PortalLinks links, TimeProvider clock)
{
    public async Task<IResult> AnswerAsync(HttpContext http, string id, RollbackRequest request, bool isDryRun)
    {
        Task<IResult> Work() => Task.FromResult(Answer(http, id, request, isDryRun));
        return await (isDryRun ? desk.TryAsync(Work, desk.Wait, http.RequestAborted) : desk.PublishAsync(Work, desk.Wait, http.RequestAborted))
            ?? new ProblemResult(new Problem(ProblemCode.PublishInProgress, "Đang có việc đăng khác; hãy thử lại.", "Another publish is in progress; try again."));
    }

    /// <summary>What a request had served before the server could say so.</summary>
    public IResult? Tell(HttpContext http, ServedRequest served)
    {
        if (catalog.Find(served.Dataset) is not { } dataset || dataset.FindVersion(served.Number) is not { } version || dataset.FindVersion(served.Before ?? 0) is not { } left)
            return null;

        WriteAttempt.Of(http).Outcome = "rolled-back";
        return Tell(http, RollbackDocument.Of("rolled-back", left, version, isDone: true, links));
    }

    private IResult Answer(HttpContext http, string id, RollbackRequest request, bool isDryRun)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (VersionConditions.Of(http.Request).Check(id, dataset.Current, isRequired: false) is { } broken)
            return new ProblemResult(broken);
        if (dataset.FindVersion(request.To) is not { } version)
            return new ProblemResult(VersionChoice.Missing(dataset, request.To, "to"));

        var attempt = WriteAttempt.Of(http);
        var isDone = !isDryRun && ledger.RollBack(version, attempt.ToOrigin(), clock.GetUtcNow(), attempt.Work);
        attempt.Outcome = version == dataset.Current ? "unchanged" : isDone ? "rolled-back" : "sound";
        attempt.Version = isDone ? version : dataset.Current;
        return Tell(http, RollbackDocument.Of(attempt.Outcome, dataset.Current, version, isDone, links));
    }

    private static IResult Tell(HttpContext http, RollbackDocument document)
    {
        http.Response.Headers.ETag = document.Tag;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(document, PortalJson.Indented);
    }
}
