using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Publishing;

namespace LongAn.OpenData.Server.Api.Jobs;

/// <summary>A publish that is done after its request was answered.</summary>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>ended</c>, or <c>interrupted</c>: the server stopped, and nothing was published.</param>
/// <param name="Rows">Read so far.</param>
/// <param name="Status">The status that the request would have been answered with; null before the end.</param>
/// <param name="Outcome">As the answer to a request has it, or the code of the problem; null before the end.</param>
/// <param name="Version">What is served since; null where there is nothing.</param>
internal sealed record JobDocument(
    string Id, string Dataset, string Key, JobState State, long Rows, DateTimeOffset Created, DateTimeOffset? Ended, int? Status, string? Outcome, int? Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImportReportDocument? Report, PublishLinks Links)
{
    /// <summary>Where every error is, as CSV, JSON or NDJSON, as long as the job is kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AllErrors { get; init; }

    /// <summary>Of a new dataset of which only a file was sent: the <c>datapackage.json</c> that was drafted by it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Descriptor { get; init; }

    public static JobDocument Of(PublishJob job, PortalLinks links)
    {
        var outcome = job.Result is { } json ? JsonSerializer.Deserialize<JobOutcome>(json, PortalJson.Compact) : null;
        return new JobDocument(job.Id, job.Dataset, job.KeyName, job.State, job.Rows, job.Created, job.Ended, job.Status, outcome?.Outcome, outcome?.Version, outcome?.Report, PublishLinks.Of(job.Dataset, outcome?.Version, links))
        {
            AllErrors = outcome?.AllErrors is { } report ? links.Report(report) : null,
            Descriptor = outcome?.Descriptor,
        };
    }
}
