using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Jobs;

internal static class JobsEndpoints
{
    public static void MapJobs(this RouteGroupBuilder api) =>
        api.MapGet("/jobs/{job}", GetJob).WithTags("Publishing").WithName("GetJob").WithSummary("Follow a publish that was answered with a job.")
            .WithDescription("Đã đọc bao nhiêu dòng, kết quả và báo cáo; chỉ nhà xuất bản đã gửi mới đọc được.\n\nHow many rows were read, what became of it and the report; only for the publisher that sent it.")
            .Produces<JobDocument>().NeedsKey(scope: null).Takes();

    /// <summary>Another publisher's job is none, as far as anybody is told.</summary>
    private static IResult GetJob(string job, HttpContext http, JobRunner jobs, PortalLinks links)
    {
        if (jobs.Find(job) is not { } found || found.Publisher != WriteAttempt.Of(http).Key!.Publisher)
            return new ProblemResult(new Problem(ProblemCode.UnknownJob, "Không có việc này.", "There is no such job.") { Parameter = nameof(job) });

        http.Response.Headers.CacheControl = "no-store";
        if (found.State is JobState.Waiting or JobState.Running)
            http.Response.Headers.RetryAfter = "1";
        return Results.Json(JobDocument.Of(found, links), PortalJson.Indented);
    }
}
