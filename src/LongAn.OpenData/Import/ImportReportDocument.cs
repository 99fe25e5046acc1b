using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import;

/// <summary>A report as the API and the commands answer with it.</summary>
/// <param name="Rows">Data rows read, good or not.</param>
/// <param name="Errors">All of them, listed or not.</param>
/// <param name="Counts">Errors by code and field, the most frequent first.</param>
/// <param name="Problems">The first 1,000.</param>
/// <param name="Warnings">What does not stop a version, but somebody should know.</param>
public sealed record ImportReportDocument(
    string Dataset, bool IsSound, long Rows, long Errors, Detection? Detected, IReadOnlyList<ProblemCount> Counts, IReadOnlyList<ReportedProblem> Problems, IReadOnlyList<ReportedProblem> Warnings)
{
    public static ImportReportDocument Of(ImportReport report) => new(
        report.Dataset, report.IsSound, report.RowCount, report.ErrorCount, report.Detection, [.. report.Counts],
        [.. report.Problems.Select(ReportedProblem.Of)], [.. report.Warnings.Select(ReportedProblem.Of)]);
}

/// <summary>One mistake in a file, with its place.</summary>
public sealed record ReportedProblem(string Code, LocalizedText Message, string? Suggestion, string? File, long? Row, string? Field, string? Value, string? Rule)
{
    public static ReportedProblem Of(Problem problem) =>
        new(problem.Code.Name, problem.Message, problem.Suggestion, problem.Place?.File, problem.Place?.Row, problem.Place?.Field, problem.Place?.Value, problem.Place?.Rule);
}
