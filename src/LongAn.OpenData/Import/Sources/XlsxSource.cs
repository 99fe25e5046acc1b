using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Sources;

/// <summary>
/// The rows of a workbook's first sheet, or of the one its descriptor names; sheets that go on from it (<c>name 2</c>, <c>name 3</c>) follow.
/// The header is found under title rows. An empty cell is no value.
/// </summary>
public sealed class XlsxSource : RowSource
{
    private static readonly HashSet<string> Errors = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];

    private readonly DatasetDescriptor descriptor;
    private readonly Workbook workbook;
    private readonly FileInfo file;
    private readonly long[] numbersInText;
    private readonly byte[] scratch = new byte[40];
    private Queue<string> further = [];
    private List<string> header = [];
    private int[] cellOfField = [];
    private object?[] row = [];
    private bool isEnded;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no workbook.</exception>
    public XlsxSource(string folder, DatasetDescriptor descriptor)
    {
        this.descriptor = descriptor;
        file = new FileInfo(Path.Combine(folder, descriptor.File.Path));
        workbook = new Workbook(file.FullName);
        numbersInText = new long[descriptor.Schema.Fields.Count];
    }

    /// <summary>The library does not say where it is.</summary>
    public override long BytesRead => isEnded ? file.Length : 0;

    public override long BytesTotal => file.Length;

    /// <summary>A value under no name would be lost.</summary>
    public override RowFault? Fault
    {
        get
        {
            var beyond = header.Count == 0 ? -1 : Array.FindIndex(row, Math.Min(row.Length, header.Count), cell => !IsBlank(cell));
            return beyond < 0 ? null : new RowFault(ProblemCode.RowShape, "shape", new LocalizedText($"có giá trị ở cột {beyond + 1}, cột không có tên", $"has a value in column {beyond + 1}, which has no name"));
        }
    }

    internal override string Beginning => Names().Find(name => name.Length > 0) ?? "";

    public override bool ReadHeader(ImportReport report)
    {
        var dialect = descriptor.File.Dialect;
        var number = (dialect.SheetNumber ?? 1) - 1;
        var sheet = dialect.SheetName ?? (number >= 0 && number < workbook.Sheets.Count ? workbook.Sheets[number] : null);
        if (sheet is null || !workbook.Sheets.Contains(sheet))
        {
            var names = string.Join(", ", workbook.Sheets);
            throw new InvalidDataException($"it has no sheet {sheet ?? $"number {number + 1}"}; its sheets are: {names}");
        }

        further = new Queue<string>(Enumerable.Range(2, workbook.Sheets.Count).Select(i => $"{sheet} {i}").TakeWhile(workbook.Sheets.Contains));
        workbook.Open(sheet);
        cellOfField = [.. Enumerable.Range(0, descriptor.Schema.Fields.Count)];
        return !dialect.HasHeader || FindHeader(dialect, report);
    }

    public override bool Read()
    {
        while (Next())
        {
            if (Array.TrueForAll(row, IsBlank) || (header.Count > 0 && Names().SequenceEqual(header)))
                continue; // the header again stands on a further sheet, or where a printed page begins

            Row++;
            return true;
        }

        isEnded = true;
        return false;
    }

    public override ReadOnlySpan<byte> Cell(int field, out CellKind kind)
    {
        var at = cellOfField[field];
        var value = at >= 0 && at < row.Length ? row[at] : null;
        kind = CellKind.Typed;
        switch (value)
        {
            case null or "":
                kind = CellKind.Null;
                return default;
            case string text:
                kind = Errors.Contains(text) ? CellKind.Error : CellKind.Written;
                return Encoding.UTF8.GetBytes(text);
            case bool flag:
                return flag ? "true"u8 : "false"u8;
            case double number:
                if (descriptor.Schema.Fields[field].Type.IsText)
                    numbersInText[field]++;
                return Write(number, Math.Abs(number) < 1e15 ? "0.###############" : "R");
            case DateTime time:
                return Write(time, FormatOf(time, descriptor.Schema.Fields[field].Type));
            case TimeSpan span:
                return Write(span, "hh\\:mm\\:ss");
            default:
                return Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }
    }

    public override void Complete(ImportReport report)
    {
        for (var i = 0; i < numbersInText.Length; i++)
        {
            if (numbersInText[i] > 0)
                report.Warn(Warnings.NumbersInText(descriptor.File.Path, descriptor.Schema.Fields[i].Name, numbersInText[i]));
        }
    }

    /// <summary>Goes to a line of a sheet without a schema.</summary>
    /// <param name="line">From 1, blank lines counted.</param>
    /// <returns>Its cells; null where there are not so many lines.</returns>
    internal List<string>? ReadLine(int line)
    {
        for (var i = 0; i < line; i++)
        {
            if (!Next())
                return null;
        }

        header = Names();
        return header;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            workbook.Dispose();
    }

    private bool FindHeader(CsvDialect dialect, ImportReport report)
    {
        HeaderMatch? first = null;
        for (var line = 1; line <= Math.Max(dialect.HeaderRow, HeaderMatch.MostTitleRows) && Next(); line++)
        {
            if (line < dialect.HeaderRow || Array.TrueForAll(row, IsBlank))
                continue;

            var match = new HeaderMatch(descriptor, Names());
            if (match.Problems.Count == 0)
            {
                (header, cellOfField) = (Names(), match.CellOfField);
                if (first is not null)
                    report.Warn(HeaderMatch.FoundBelow(descriptor.File.Path, line));
                return true;
            }

            first = first is null || match.Problems.Count < first.Problems.Count ? match : first;
            if (dialect.IsHeaderRowSaid)
                break;
        }

        report.AddRange(first?.Problems ?? [HeaderMatch.Empty(descriptor.File.Path)]);
        return false;
    }

    private bool Next()
    {
        while (workbook.Read() is not { } cells)
        {
            if (!further.TryDequeue(out var sheet))
                return false;

            workbook.Open(sheet);
            row = [];
        }

        row = workbook.Current;
        return true;
    }

    /// <summary>Without the empty cells behind the last name: a sheet is as wide as its widest row.</summary>
    private List<string> Names()
    {
        var names = row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!.Trim()).ToList();
        while (names is [.., ""])
            names.RemoveAt(names.Count - 1);
        return names;
    }

    private static bool IsBlank(object? cell) => cell is null || (cell is string text && string.IsNullOrWhiteSpace(text));

    private static string FormatOf(DateTime time, FieldType type)
    {
        if (type == FieldType.DateTime)
            return time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.FFF";
        if (type == FieldType.Time)
            return "HH:mm:ss";
        if (type == FieldType.YearMonth)
            return "yyyy-MM";
        if (type == FieldType.Year)
            return "yyyy";
        return time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss";
    }

    private ReadOnlySpan<byte> Write<T>(T value, string format) where T : IUtf8SpanFormattable =>
        value.TryFormat(scratch, out var length, format, CultureInfo.InvariantCulture) ? scratch.AsSpan(0, length) : Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!);
}
