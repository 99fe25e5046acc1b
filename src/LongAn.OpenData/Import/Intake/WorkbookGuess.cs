using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Intake;

/// <summary>The sheet of a workbook that is meant, else the first, and its header.</summary>
internal static class WorkbookGuess
{
    private const int MostRows = 200;

    public static Detection? Of(string path, string name, string? sheet, ImportReport report)
    {
        try
        {
            using var workbook = new Workbook(path);
            if (sheet is not null && !workbook.Sheets.Contains(sheet))
            {
                report.Add(new Problem(ProblemCode.DataUnreadable, $"Không có trang tính «{sheet}»; có: {string.Join(", ", workbook.Sheets)}.", $"There is no sheet \"{sheet}\"; there are: {string.Join(", ", workbook.Sheets)}.") { Parameter = "sheet", Suggestion = Nearest.To(sheet, workbook.Sheets), Place = new ProblemPlace(name) });
                return null;
            }

            sheet ??= workbook.Sheets[0];
            workbook.Open(sheet);
            var rows = new List<string[]>();
            while (rows.Count < MostRows && workbook.Read() is { } cells)
                rows.Add([.. cells.Select(Text)]);
            return new Detection(DataFormat.Xlsx.Name, null, false, null, HeaderGuess.Find(rows), sheet);
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
