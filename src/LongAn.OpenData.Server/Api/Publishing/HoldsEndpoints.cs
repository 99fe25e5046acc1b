using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>Versions that are kept whatever the policy says.</summary>
internal static class HoldsEndpoints
{
    private static readonly QueryParameter Reason = ContentRequest.Parameters.First(row => row.Name == "reason") with { IsRequired = true, Example = "Trích dẫn trong báo cáo năm" };
    private static readonly QueryParameter Language = QueryParameter.Of(RecordsParameter.All.First(row => row.Name == "lang"));

    public static void MapHolds(this RouteGroupBuilder api)
    {
        var holds = api.MapGroup("/datasets/{id}/versions/{number:int}/hold").WithTags("Publishing");
        holds.MapPut("", Hold).WithName("HoldVersion").WithSummary("Keep a version, whatever the portal's policy says.")
            .WithDescription("Phiên bản đã được trích dẫn, hoặc là bằng chứng, nên được giữ: nó không bị xóa cho đến khi thôi giữ. Lý do hiện cùng phiên bản.\n\nFor a version that was cited, or is proof of something: it is not removed until it is released. The reason is shown with the version.")
            .WithMetadata(new TakesParameters([Reason, Language])).Produces<HoldDocument>().NeedsKey(KeyScope.Publish);
        holds.MapDelete("", Release).WithName("ReleaseVersion").WithSummary("Leave a version to the portal's policy again.")
            .WithDescription("Lần công bố kế tiếp có thể xóa nó, nếu quy định giữ phiên bản không giữ nó.\n\nThe next publish may remove it, where the policy does not keep it.")
            .Produces<HoldDocument>().NeedsKey(KeyScope.Publish).Takes();
    }

    private static async Task<IResult> Hold(string id, int number, HttpContext http, Holds holds)
    {
        var query = http.Request.Query;
        var problems = QueryNames.Check(query, [Reason.Name, Language.Name]).ToList();
        var reason = query[Reason.Name].ToString().Trim();
        if (reason.Length is 0 or > ContentRequest.LongestReason)
            problems.Add(new Problem(ProblemCode.InvalidValue, $"Cần reason, dài nhất {ContentRequest.LongestReason} ký tự.", $"A reason is needed, at most {ContentRequest.LongestReason} characters.") { Parameter = Reason.Name, Maximum = ContentRequest.LongestReason });
        return problems.Count > 0 ? new ProblemResult(problems) : await holds.AnswerAsync(http, id, number, reason);
    }

    private static Task<IResult> Release(string id, int number, HttpContext http, Holds holds) => holds.AnswerAsync(http, id, number, reason: null);
}

/// <summary>Holds and releases versions: one at a time with everything that is published, so that none is removed in the same moment.</summary>
internal sealed class Holds(PublishDesk desk, VersionLedger ledger, DatasetCatalog catalog, PortalLinks links, TimeProvider clock)
{
    /// <param name="reason">Null to release.</param>
    public async Task<IResult> AnswerAsync(HttpContext http, string id, int number, string? reason) =>
        await desk.PublishAsync(() => Task.FromResult(Answer(WriteAttempt.Of(http), id, number, reason)), desk.Wait, http.RequestAborted)
        ?? new ProblemResult(new Problem(ProblemCode.PublishInProgress, "Đang có việc đăng khác; hãy thử lại.", "Another publish is in progress; try again."));

    private IResult Answer(WriteAttempt attempt, string id, int number, string? reason)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (dataset.FindVersion(number) is not { } version)
            return new ProblemResult(VersionChoice.Missing(dataset, number, "number"));

        var hold = reason is null ? null : new VersionHold(clock.GetUtcNow(), reason, attempt.Key!.Publisher, attempt.Key.Name);
        ledger.Hold(version, hold);
        attempt.Reason = reason;
        attempt.Version = version;
        attempt.Outcome = hold is not null ? "held" : version.Hold is null ? "unchanged" : "released";
        return Results.Json(new HoldDocument(id, number, attempt.Outcome, hold, PublishLinks.Of(id, number, links)), PortalJson.Indented);
    }
}

/// <summary>Whether a version is kept whatever the policy says.</summary>
/// <param name="Outcome"><c>held</c>, <c>released</c>, or <c>unchanged</c>: nobody held it.</param>
/// <param name="Hold">Who said so, when and why; null where the policy alone decides.</param>
internal sealed record HoldDocument(string Dataset, int Version, string Outcome, VersionHold? Hold, PublishLinks Links);
