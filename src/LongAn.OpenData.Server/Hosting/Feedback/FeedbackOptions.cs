using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Server.Hosting.Feedback;

/// <summary>How much readers may report: the section <c>Portal:Feedback</c>.</summary>
public sealed class FeedbackOptions
{
    /// <summary>From one address (IPv6: one /64 network) in an hour.</summary>
    [Range(1, 1_000_000)]
    public int PerHour { get; set; } = 10;

    /// <summary>From all addresses in an hour: many of them may be one attacker.</summary>
    [Range(1, 1_000_000)]
    public int PerHourInAll { get; set; } = 500;

    /// <summary>How many days after its answer the contact of a report is forgotten.</summary>
    [Range(1, 3_650)]
    public int ContactDays { get; set; } = 90;
}
