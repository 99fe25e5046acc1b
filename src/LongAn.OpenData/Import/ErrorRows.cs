using CsvHelper;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import;

/// <summary>Reads what a <see cref="ProblemLog"/> has written, row by row.</summary>
public sealed class ErrorRows : IDisposable
{
    private readonly CsvReader csv;

    /// <param name="from">Closed with this.</param>
    public ErrorRows(Stream from)
    {
        csv = CsvReader.Create(from, CsvReaderOptions.Default with { HasHeader = false });
        csv.Read(); // the header
    }

    /// <returns>Null at the end.</returns>
    public ReportedProblem? Read() => csv.Read()
        ? new ReportedProblem(Cell(0)!, new LocalizedText(Cell(6)!, Cell(7)), null, Cell(1), long.TryParse(Cell(2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var row) ? row : null, Cell(3), Cell(4), Cell(5))
        : null;

    public void Dispose() => csv.Dispose();

    private string? Cell(int at) => csv.GetSpan(at) is { IsEmpty: false } cell ? System.Text.Encoding.UTF8.GetString(cell) : null;
}
