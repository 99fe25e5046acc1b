using System.Text;
using CsvHelper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import;

/// <summary>A published CSV file, read as its descriptor says: rows of UTF-8 cells in the schema's order.</summary>
public sealed class CsvSource : IDisposable
{
    /// <summary>An unclosed quote must not swallow a whole file into memory.</summary>
    private const int LargestRecordBytes = 16 * 1024 * 1024;

    private readonly FileStream file;
    private readonly CsvReader reader;
    private readonly DatasetDescriptor descriptor;
    private readonly List<CsvMalformedRecord> malformed = [];
    private int[] cellOfField = [];
    private int cellCount;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public CsvSource(string folder, DatasetDescriptor descriptor)
    {
        this.descriptor = descriptor;
        var dialect = descriptor.File.Dialect;
        file = new FileStream(Path.Combine(folder, descriptor.File.Path), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        Stream bytes = descriptor.File.IsGzip ? new GzipSource(file) : file;
        reader = CsvReader.Create(new Utf8Stream(bytes, descriptor.File.Encoding), CsvReaderOptions.Default with
        {
            HasHeader = false, // read here, since the schema and not the header says what a column is
            Separator = dialect.Delimiter,
            Quote = dialect.QuoteChar ?? '"',
            Escape = dialect.EscapeChar ?? '\\',
            Mode = dialect.QuoteChar is null ? CsvMode.NoEscape : dialect.EscapeChar is { } escape && escape != dialect.QuoteChar ? CsvMode.Escape : CsvMode.Rfc4180,
            CommentPrefix = dialect.CommentChar,
            SkipEmptyLines = false, // those above the header count
            TrimWhitespace = dialect.SkipInitialSpace,
            MaxRecordSize = LargestRecordBytes,
            OnMalformedRecord = malformed.Add,
        });
    }

    /// <summary>Data rows read so far.</summary>
    public long Row { get; private set; }

    public long BytesRead => file.Position;

    public long BytesTotal => file.Length;

    /// <summary>The cells of the current row, whether there are as many as the header has.</summary>
    public bool HasRightShape => reader.FieldCount == cellCount;

    public int CellCount => reader.FieldCount;

    public int ExpectedCells => cellCount;

    /// <summary>What is wrong with the quoting of the current row, if anything.</summary>
    public string? Malformed => malformed.Count > 0 ? malformed[^1].Reason.ToString() : null;

    public bool HasNul => reader.RawRecord.Contains((byte)0);

    /// <summary>A line without a character is no row.</summary>
    private bool IsEmptyLine => reader.RawRecord.IsEmpty;

    /// <summary>Finds which column each field is in.</summary>
    /// <returns>False where the header does not match the schema; the report says how.</returns>
    public bool ReadHeader(ImportReport report)
    {
        var fields = descriptor.Schema.Fields;
        var dialect = descriptor.File.Dialect;
        cellOfField = [.. Enumerable.Range(0, fields.Count)];
        cellCount = fields.Count;
        if (!dialect.HasHeader)
            return true;

        for (var line = 1; line <= dialect.HeaderRow || IsEmptyLine; line++)
        {
            if (!reader.Read())
            {
                report.Add(Header("Tệp trống: không có dòng tiêu đề.", "The file is empty: there is no header."));
                return false;
            }
        }

        var names = Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.GetSpan(i)).Trim()).ToList();
        cellCount = names.Count;
        malformed.Clear();
        return Match(names, report);
    }

    public bool Read()
    {
        do
        {
            malformed.Clear();
            if (!reader.Read())
                return false;
        }
        while (IsEmptyLine);

        Row++;
        return true;
    }

    /// <summary>The cell of a field in the current row, unquoted; valid until the next row.</summary>
    public ReadOnlySpan<byte> Cell(int field) => cellOfField[field] < 0 ? default : reader.GetSpan(cellOfField[field]);

    public void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }

    /// <summary>Columns are known by name, in any order; <c>fieldsMatch</c> of the schema may allow more or fewer.</summary>
    private bool Match(List<string> names, ImportReport report)
    {
        var before = report.ErrorCount;
        var schema = descriptor.Schema;
        foreach (var twice in names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            report.Add(Header($"Tiêu đề có cột trùng tên «{twice.Key}».", $"The header has two columns \"{twice.Key}\".", twice.Key));
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            cellOfField[i] = names.IndexOf(schema.Fields[i].Name);
            if (cellOfField[i] >= 0 || schema.FieldsMatch.MayLackFields)
                continue;

            var name = schema.Fields[i].Name;
            var meant = Nearest.To(name, names.Where(other => schema.Find(other) is null));
            report.Add(Header(
                $"Tiêu đề thiếu cột «{name}».{(meant is null ? "" : $" Có phải là cột «{meant}»?")}",
                $"The header lacks the column \"{name}\".{(meant is null ? "" : $" Is it the column \"{meant}\"?")}",
                name) with
            { Suggestion = meant });
        }

        if (schema.Fields.Count > 0 && cellOfField.All(cell => cell < 0) && schema.FieldsMatch.MayLackFields)
            report.Add(Header("Tiêu đề không có cột nào của lược đồ.", "The header has no column of the schema."));
        foreach (var extra in names.Where(name => schema.Find(name) is null && !schema.FieldsMatch.MayHaveOthers))
            report.Add(Header($"Tiêu đề có cột «{extra}» không có trong lược đồ.", $"The header has a column \"{extra}\" that the schema does not have.", extra));
        return report.ErrorCount == before;
    }

    private Problem Header(string vi, string en, string? field = null) =>
        new(ProblemCode.HeaderMismatch, vi, en) { Place = new ProblemPlace(descriptor.File.Path, Field: field, Rule: "header") };
}
