using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Answers requests that bring content: with what became of it, or with the job that does it.</summary>
internal sealed class Submissions(Publications publications, PublishDesk desk, JobRunner jobs, DatasetCatalog catalog, PortalLinks links)
{
    /// <param name="order">Disposed here, or by the job.</param>
    public async Task<IResult> AnswerAsync(HttpContext http, PublishOrder order, bool isJob)
    {
        if (isJob)
            return Accept(http, order);

        using (order)
        {
            var answer = await publications.CarryOutAsync(order, desk.Wait, progress: null, http.RequestAborted);
            order.Attempt.Outcome = answer.Outcome;
            order.Attempt.Version = answer.Result?.Version;
            return answer.Result is { Outcome: not PublishOutcome.Rejected } result ? Done(http, answer.Status, result, answer.Draft) : answer.ToProblem();
        }
    }

    /// <summary>What a request had served before the server could say so; null where that is no longer kept.</summary>
    public IResult? Tell(HttpContext http, ServedRequest served)
    {
        if (PublishedBefore(served, catalog) is not { } result)
            return null;

        var attempt = WriteAttempt.Of(http);
        attempt.Outcome = result.Outcome.ToString().ToLowerInvariant();
        attempt.Version = result.Version;
        return Done(http, new PublishAnswer(result, []).Status, result, draft: null);
    }

    internal static PublishResult? PublishedBefore(ServedRequest served, DatasetCatalog catalog) => catalog.Find(served.Dataset)?.FindVersion(served.Number) is { } version
        ? new PublishResult(served.Dataset, served.IsNew ? PublishOutcome.Published : PublishOutcome.Described, version, new ImportReport(served.Dataset) { RowCount = version.RecordCount })
        : null;

    private IResult Accept(HttpContext http, PublishOrder order)
    {
        if (jobs.Take(order) is not { } job)
        {
            order.Dispose();
            return new ProblemResult(new Problem(ProblemCode.TooBusy, "Quá nhiều việc đang chờ.", "Too many jobs are waiting."));
        }

        WriteAttempt.Of(http).Outcome = "accepted";
        WriteAttempt.Of(http).Job = job.Id;
        var url = $"{links.Root}/api/v1/jobs/{job.Id}";
        http.Response.Headers.Location = url;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        if (http.Request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase))
            http.Response.Headers["Preference-Applied"] = "respond-async";
        return Results.Json(new AcceptedDocument(job.Id, job.Dataset, url), PortalJson.Indented, statusCode: StatusCodes.Status202Accepted);
    }

    private IResult Done(HttpContext http, int status, PublishResult result, JsonObject? draft)
    {
        var document = PublishDocument.Of(result, draft, links);
        http.Response.Headers.ETag = document.Tag;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status201Created)
            http.Response.Headers.Location = document.Links.Version;
        return Results.Json(document, PortalJson.Indented, statusCode: status);
    }
}
