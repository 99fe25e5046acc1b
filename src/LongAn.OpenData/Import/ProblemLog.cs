using System.Globalization;
using CsvHelper;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import;

/// <summary>Every error of an import as a row of a CSV file, written as it is found; bounded in bytes, and it says where it was cut. On a disk that is full it ends without a word.</summary>
public sealed class ProblemLog : IDisposable
{
    /// <summary>Duplicates and broken keys looked for at most, where all errors are kept.</summary>
    public const int MostFound = 1_000_000;

    /// <summary>Bytes that a log takes at most unless told otherwise.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    private readonly CsvWriter csv;
    private readonly long mostBytes;
    private long bytes;

    /// <param name="to">Left open.</param>
    public ProblemLog(Stream to, long mostBytes = MostBytes)
    {
        this.mostBytes = mostBytes;
        csv = CsvWriter.Create(to, CsvWriterOptions.Default, leaveOpen: true);
        foreach (var name in (string[])["code", "file", "row", "field", "value", "rule", "message_vi", "message_en"])
            csv.WriteField(name);
        csv.EndRecord();
    }

    /// <summary>Nothing more is written.</summary>
    public bool IsFull { get; private set; }

    public void Write(Problem problem)
    {
        if (IsFull)
            return;

        var place = problem.Place;
        string?[] cells = [problem.Code.Name, place?.File, place?.Row?.ToString(CultureInfo.InvariantCulture), place?.Field, place?.Value, place?.Rule, problem.Message.Vi, problem.Message.In("en")];
        bytes += cells.Sum(cell => (cell?.Length ?? 0) + 3L); // about: letters of three bytes are made up for by the bound's being round
        IsFull = bytes > mostBytes;
        if (IsFull)
            cells = [ProblemCode.TooManyErrors.Name, place?.File, null, null, null, null, "Còn lỗi nữa; tệp này dừng ở đây.", "There are more errors; this file ends here."];
        WriteRow(cells);
    }

    public void Dispose()
    {
        try
        {
            csv.Flush();
            csv.Dispose();
        }
        catch (IOException)
        {
            IsFull = true;
        }
    }

    /// <summary>What was found must not be lost with the room to tell it.</summary>
    private void WriteRow(string?[] cells)
    {
        try
        {
            foreach (var cell in cells)
                csv.WriteField(cell ?? "");
            csv.EndRecord();
        }
        catch (IOException)
        {
            IsFull = true;
        }
    }
}
