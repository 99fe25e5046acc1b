using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Content that has arrived and is to be published, at once or by a job.</summary>
/// <param name="Upload">Where it lies; whoever carries the order out disposes it.</param>
/// <param name="Prepare">Says, when its turn has come, what the content is of and how it is read; null where the report says why not.</param>
internal sealed record PublishOrder(string Dataset, Upload Upload, WriteAttempt Attempt, Func<Dataset?, ImportReport, CancellationToken, Task<PreparedContent?>> Prepare) : IDisposable
{
    /// <summary>Only the report is asked for.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The fields may change in a way that breaks who uses the dataset.</summary>
    public bool AllowsBreaking { get; init; }

    /// <summary>Checks once more, when its turn has come, that nobody was faster.</summary>
    public Func<Dataset?, Problem?> Precondition { get; init; } = _ => null;

    public void Dispose() => Upload.Dispose();
}

/// <summary>What became of an order.</summary>
/// <param name="Result">Null where it did not come to the gate.</param>
/// <param name="Problems">Why it did not.</param>
internal sealed record PublishAnswer(PublishResult? Result, IReadOnlyList<Problem> Problems)
{
    public PublishAnswer(Problem problem) : this(null, [problem]) { }

    /// <summary>Where every error is; null where there is none, or they could not be kept.</summary>
    public ErrorReport? AllErrors { get; init; }

    /// <summary>The descriptor that was drafted by the file; null where there was one.</summary>
    public JsonObject? Draft { get; init; }

    /// <summary>Its word in answers and in the log.</summary>
    public string Outcome => Result is { Outcome: not PublishOutcome.Rejected } done ? done.Outcome.ToString().ToLowerInvariant() : Code.Name;

    public int Status => Result?.Outcome switch
    {
        null or PublishOutcome.Rejected => Code.Status,
        PublishOutcome.Published => StatusCodes.Status201Created,
        _ => StatusCodes.Status200OK,
    };

    /// <summary>A disk that is full is no mistake of the content's.</summary>
    private ProblemCode Code => Result is { } rejected
        ? rejected.Report.Problems.Any(problem => problem.Code == ProblemCode.StorageFailed) ? ProblemCode.StorageFailed : ProblemCode.ContentRejected
        : Problems.Select(problem => problem.Code).Distinct().Count() == 1 ? Problems[0].Code : ProblemCode.ContentRejected;

    public IResult ToProblem() => Result is { } rejected ? new RejectedResult(Code, rejected.Report) { AllErrors = AllErrors, Draft = Draft } : new ProblemResult(Code, Problems);
}
