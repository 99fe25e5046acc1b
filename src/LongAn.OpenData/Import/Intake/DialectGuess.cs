using System.Text;

namespace LongAn.OpenData.Import.Intake;

/// <summary>The dialect of a delimited text, by its first rows.</summary>
internal static class DialectGuess
{
    private const int MostRows = 200;

    /// <summary>Another delimiter must agree better by this: broken quotes make commas of a CSV disagree, and others occur in texts.</summary>
    private const double CommaFirst = 0.4;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public static Detection Of(string head, Detection detection, char? stated)
    {
        var comment = head.Split('\n').Take(MostRows).Any(line => line.StartsWith('#')) && !head.StartsWith("#,", StringComparison.Ordinal) ? '#' : (char?)null;
        var escape = head.Contains("\\\"", StringComparison.Ordinal) && !head.Contains("\"\"", StringComparison.Ordinal) ? '\\' : (char?)null;
        var best = (stated is { } said ? [said] : Delimiters).Select(delimiter => (Delimiter: delimiter, Rows: Rows(head, delimiter, escape, comment))).MaxBy(row => Score(row.Rows) + (row.Delimiter == ',' ? CommaFirst : 0));
        var delimiter = Score(best.Rows) > 0 ? best.Delimiter : stated ?? ',';
        return detection with
        {
            Delimiter = delimiter,
            QuoteChar = '"',
            EscapeChar = escape,
            CommentChar = comment,
            SkipInitialSpace = head.Contains($"{delimiter} \"", StringComparison.Ordinal),
            HeaderRow = HeaderGuess.Find(best.Rows),
        };
    }

    /// <summary>How well the rows agree on how many cells they have, more than one.</summary>
    private static double Score(List<string[]> rows)
    {
        var filled = rows.Where(row => row.Length > 1 || row[0].Length > 0).ToList();
        var usual = filled.Where(row => row.Length > 1).GroupBy(row => row.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).FirstOrDefault();
        return usual is null ? 0 : usual.Count() / (double)filled.Count * (1 + (Math.Log2(usual.Key) / 8));
    }

    /// <summary>Lines as cells; blank lines are rows of one empty cell, so that rows count as lines do where no cell has a line break.</summary>
    private static List<string[]> Rows(string head, char delimiter, char? escape, char? comment)
    {
        var (rows, row, cell, isQuoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < head.Length && rows.Count < MostRows; i++)
        {
            var letter = head[i];
            if (letter == escape && i + 1 < head.Length)
                cell.Append(head[++i]);
            else if (isQuoted && letter == '"' && i + 1 < head.Length && head[i + 1] == '"')
                cell.Append(head[i++]);
            else if (letter == '"' && (isQuoted || cell.Length == 0 || string.IsNullOrWhiteSpace(cell.ToString())))
                isQuoted = !isQuoted;
            else if (!isQuoted && letter == delimiter)
                End(row, cell);
            else if (!isQuoted && letter is '\n' or '\r' && !isQuoted)
            {
                End(row, cell);
                if (comment is null || !row[0].StartsWith(comment.Value))
                    rows.Add([.. row]);
                row.Clear();
                if (letter == '\r' && i + 1 < head.Length && head[i + 1] == '\n')
                    i++;
            }
            else
                cell.Append(letter);
        }

        if (row.Count + cell.Length > 0 && rows.Count < MostRows)
        {
            End(row, cell);
            rows.Add([.. row]);
        }

        return rows;
    }

    private static void End(List<string> row, StringBuilder cell)
    {
        row.Add(cell.ToString().Trim());
        cell.Clear();
    }
}
