using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import.Intake;

/// <summary>The first sheet of a workbook and its header.</summary>
internal static class WorkbookGuess
{
    private const int MostRows = 200;

    public static Detection? Of(string path, string name, ImportReport report)
    {
        try
        {
            using var workbook = new Workbook(path);
            workbook.Open(workbook.Sheets[0]);
            var rows = new List<string[]>();
            while (rows.Count < MostRows && workbook.Read() is { } cells)
                rows.Add([.. cells.Select(Text)]);
            return new Detection(DataFormat.Xlsx.Name, null, false, null, HeaderGuess.Find(rows), workbook.Sheets[0]);
        }
        catch (InvalidDataException broken)
        {
            report.Add(new Problem(ProblemCode.DataUnreadable, $"Không đọc được {name}: {broken.Message}", $"{name} cannot be read: {broken.Message}") { Place = new ProblemPlace(name) });
            return null;
        }
    }

    /// <summary>A date is data, whatever it looks like.</summary>
    private static string Text(object? cell) => cell is DateTime day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(cell, CultureInfo.InvariantCulture)!.Trim();
}
