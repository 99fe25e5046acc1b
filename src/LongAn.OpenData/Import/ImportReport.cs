using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import;

/// <summary>What an import found. Every error is counted; the first 1,000 are listed, and all go to the log where there is one.</summary>
/// <param name="log">Where every error is written as it is found; null for nowhere. Who made it disposes it.</param>
public sealed class ImportReport(string dataset, ProblemLog? log = null)
{
    public const int MostListed = 1_000;
    private const int MostWarnings = 200;
    private readonly List<Problem> problems = [];
    private readonly List<Problem> warnings = [];
    private readonly Dictionary<(string Code, string? Field), long> counts = [];

    public string Dataset => dataset;

    /// <summary>Data rows read, good or not.</summary>
    public long RowCount { get; set; }

    public long ErrorCount { get; private set; }

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>What does not stop a version, but somebody should know; the first 200.</summary>
    public IReadOnlyList<Problem> Warnings => warnings;

    /// <summary>How the file was found to be; null where its descriptor was taken at its word.</summary>
    public Detection? Detection { get; set; }

    /// <summary>Where every error is written as well.</summary>
    public ProblemLog? Log => log;

    public bool IsSound => ErrorCount == 0;

    /// <summary>How many more problems are worth finding.</summary>
    public int Room => log is { IsFull: false } ? ProblemLog.MostFound : Math.Max(0, MostListed - problems.Count);

    /// <summary>Errors by what they are and where, the most frequent first.</summary>
    public IEnumerable<ProblemCount> Counts =>
        counts.Select(pair => new ProblemCount(pair.Key.Code, pair.Key.Field, pair.Value)).OrderByDescending(row => row.Count).ThenBy(row => row.Code, StringComparer.Ordinal).ThenBy(row => row.Field, StringComparer.Ordinal);

    public void Add(Problem problem)
    {
        Count(problem.Code, problem.Place?.Field);
        log?.Write(problem);
        if (problems.Count < MostListed)
            problems.Add(problem);
    }

    /// <summary>Counts an error that there is no room to tell.</summary>
    public void Count(ProblemCode code, string? field)
    {
        ErrorCount++;
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (code.Name, field), out _)++;
    }

    public void AddRange(IEnumerable<Problem> found)
    {
        foreach (var problem in found)
            Add(problem);
    }

    public void Warn(Problem problem)
    {
        if (warnings.Count < MostWarnings)
            warnings.Add(problem);
    }
}

/// <summary>How many errors of one kind there are.</summary>
/// <param name="Field">Null for those of whole rows and files.</param>
public sealed record ProblemCount(string Code, string? Field, long Count);

/// <summary>How far an import is.</summary>
/// <param name="BytesRead">Of the file as it lies on the disk.</param>
public sealed record ImportProgress(string Dataset, long Rows, long BytesRead, long BytesTotal);
