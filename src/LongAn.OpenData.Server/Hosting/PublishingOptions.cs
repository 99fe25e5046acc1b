using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>How much may be sent to the portal, and how long it waits: the section <c>Portal:Publishing</c>.</summary>
public sealed class PublishingOptions
{
    /// <summary>Largest content that is taken, in megabytes, as it is sent and as it is unpacked; more is a 413.</summary>
    [Range(1, 100_000)]
    public int ContentMegabytes { get; set; } = 2_048;

    /// <summary>Content that is larger than this, in megabytes, is published by a job: the answer is a 202. 0 makes a job of everything.</summary>
    [Range(0, 100_000)]
    public int JobMegabytes { get; set; } = 16;

    /// <summary>Most jobs that wait; one more is a 503.</summary>
    [Range(1, 10_000)]
    public int WaitingJobs { get; set; } = 100;

    /// <summary>Longest a request waits for another publish to end, in seconds; then it is a 409. Jobs wait as long as it takes.</summary>
    [Range(0, 600)]
    public int WaitSeconds { get; set; } = 20;

    /// <summary>Most records that one request changes or deletes by key.</summary>
    [Range(1, 1_000_000)]
    public int ChangedRecords { get; set; } = 10_000;

    /// <summary>How long the answer to an <c>Idempotency-Key</c> is kept, in hours.</summary>
    [Range(1, 720)]
    public int IdempotencyHours { get; set; } = 24;

    /// <summary>How long jobs that have ended, and every error of what was refused, are kept, in days.</summary>
    [Range(1, 365)]
    public int ReportDays { get; set; } = 7;

    /// <summary>Room for every error of what was refused, in megabytes; the oldest go first.</summary>
    [Range(1, 1_000_000)]
    public int ReportMegabytes { get; set; } = 1_024;

    internal TimeSpan ReportAge => TimeSpan.FromDays(ReportDays);

    internal long ReportBytes => ReportMegabytes * 1024L * 1024;

    /// <summary>How many wrong keys an address may come with in a minute; the next is a 429.</summary>
    [Range(1, 100_000)]
    public int WrongKeysPerMinute { get; set; } = 10;
}
