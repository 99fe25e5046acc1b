using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Feedback;

namespace LongAn.OpenData.Server.Explorer.Feedback;

/// <summary>What readers reported and publishers answered, and the form to report more.</summary>
/// <param name="Answered">The newest first.</param>
/// <param name="Before">Where the page behind begins; null where there is none.</param>
public sealed record FeedbackModel(Dataset Dataset, IReadOnlyList<FeedbackEntry> Answered, long? Before, FilledForm Form, IReadOnlyList<Problem> Problems)
{
    /// <summary>400 where the form has mistakes, 429 where too much was sent.</summary>
    internal int Status => Problems.Count == 0 ? StatusCodes.Status200OK : Problems[0].Code.Status;
}

/// <summary>What stands in the form already.</summary>
public sealed record FilledForm(string? Category, string? Record, string? Message, string? Contact);

/// <summary>One report, as whoever has its ticket sees it.</summary>
/// <param name="Ticket">Shown once, to whoever has just sent it; else null.</param>
public sealed record ReportModel(Dataset Dataset, FeedbackEntry Entry, string? Ticket);
