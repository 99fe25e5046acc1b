using Dapper;

namespace LongAn.OpenData.Publishing.Jobs;

/// <summary>Publishes that are done after their request was answered. What a job is at while it runs is known to the server that runs it alone.</summary>
public sealed class PublishJobs(CatalogFile file)
{
    public void Add(PublishJob job)
    {
        using var connection = file.Open();
        connection.Execute(
            "INSERT INTO jobs (id, publisher, dataset, key_name, state, created) VALUES (@Id, @Publisher, @Dataset, @KeyName, @state, @created)",
            new { job.Id, job.Publisher, job.Dataset, job.KeyName, state = Word(job.State), created = CatalogFile.ToText(job.Created) });
    }

    /// <param name="result">What its answer says, as JSON.</param>
    public void End(string id, DateTimeOffset ended, long rows, int status, string result)
    {
        using var connection = file.Open();
        connection.Execute(
            "UPDATE jobs SET state = @state, ended = @ended, rows = @rows, status = @status, result = @result WHERE id = @id",
            new { id, state = Word(JobState.Ended), ended = CatalogFile.ToText(ended), rows, status, result });
    }

    /// <summary>Removes those that had ended before.</summary>
    public void Forget(DateTimeOffset before)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM jobs WHERE ended < @before", new { before = CatalogFile.ToText(before) });
    }

    public PublishJob? Find(string id)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<JobRow>(
            "SELECT id, publisher, dataset, key_name AS KeyName, state, created, ended, rows, status, result FROM jobs WHERE id = @id", new { id })?.ToJob();
    }

    private static string Word(JobState state) => state.ToString().ToLowerInvariant();

    private sealed record JobRow(string Id, string Publisher, string Dataset, string KeyName, string State, string Created, string? Ended, long Rows, long? Status, string? Result)
    {
        public PublishJob ToJob() => new(Id, Publisher, Dataset, KeyName, CatalogFile.ToInstant(Created))
        {
            State = Enum.Parse<JobState>(State, ignoreCase: true),
            Ended = Ended is null ? null : CatalogFile.ToInstant(Ended),
            Rows = Rows,
            Status = (int?)Status,
            Result = Result,
        };
    }
}

/// <summary>One publish that is done after its request was answered.</summary>
/// <param name="Id">That of the upload it works on.</param>
/// <param name="Publisher">Who may ask about it.</param>
public sealed record PublishJob(string Id, string Publisher, string Dataset, string KeyName, DateTimeOffset Created)
{
    public JobState State { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>Rows read so far.</summary>
    public long Rows { get; init; }

    /// <summary>The HTTP status that the request would have been answered with; null before the end.</summary>
    public int? Status { get; init; }

    /// <summary>What came of it, as JSON; null before the end.</summary>
    public string? Result { get; init; }
}

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>For others before it.</summary>
    Waiting,

    Running,

    /// <summary>Whatever came of it.</summary>
    Ended,

    /// <summary>The server stopped before it had ended: nothing was published.</summary>
    Interrupted,
}
