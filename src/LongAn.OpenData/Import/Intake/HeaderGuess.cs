using System.Globalization;

namespace LongAn.OpenData.Import.Intake;

/// <summary>Which row is the header: the first that is as wide as the table and holds words.</summary>
internal static class HeaderGuess
{
    private const int MostTitleRows = 20;

    /// <param name="rows">Trimmed cells; blank rows among them.</param>
    /// <returns>From 1; null where the rows are all data.</returns>
    public static int? Find(IReadOnlyList<string[]> rows)
    {
        var widths = rows.Select(row => row.Count(cell => cell.Length > 0)).Where(width => width > 0).ToList();
        if (widths.Count == 0)
            return null;

        // The table is as wide as most of its rows are; titles above it are narrower, and so may be some rows with empty cells.
        var usual = widths.GroupBy(width => width).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;
        for (var i = 0; i < Math.Min(rows.Count, MostTitleRows); i++)
        {
            var filled = rows[i].Where(cell => cell.Length > 0).ToList();
            if (filled.Count < Math.Max(1, Math.Ceiling(usual * 0.6)) || (usual > 2 && filled.Count < 2))
                continue;

            return filled.Exists(IsData) && !filled.TrueForAll(IsYearOrWord) ? null : i + 1;
        }

        return null;
    }

    private static bool IsYearOrWord(string cell) => !IsData(cell) || (cell.Length == 4 && cell[0] is '1' or '2' && cell.All(char.IsAsciiDigit));

    private static bool IsData(string cell) =>
        cell is "null" or "NULL" or "NA" or "N/A" || double.TryParse(cell, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
        || DateTime.TryParseExact(cell, ["yyyy-M-d", "d/M/yyyy", "M/d/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
