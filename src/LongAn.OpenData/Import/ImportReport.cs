using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import;

/// <summary>What an import found. Every error is counted; the first 1,000 are listed.</summary>
public sealed class ImportReport(string dataset)
{
    public const int MostListed = 1_000;
    private readonly List<Problem> problems = [];

    public string Dataset => dataset;

    /// <summary>Data rows read, good or not.</summary>
    public long RowCount { get; set; }

    public long ErrorCount { get; private set; }

    public IReadOnlyList<Problem> Problems => problems;

    public bool IsSound => ErrorCount == 0;

    /// <summary>How many more problems are worth finding.</summary>
    public int Room => Math.Max(0, MostListed - problems.Count);

    public void Add(Problem problem)
    {
        ErrorCount++;
        if (problems.Count < MostListed)
            problems.Add(problem);
    }

    public void AddRange(IEnumerable<Problem> found)
    {
        foreach (var problem in found)
            Add(problem);
    }
}

/// <summary>How far an import is.</summary>
/// <param name="BytesRead">Of the file as it lies on the disk.</param>
public sealed record ImportProgress(string Dataset, long Rows, long BytesRead, long BytesTotal);
