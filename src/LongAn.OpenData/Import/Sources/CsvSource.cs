using System.Text;
using CsvHelper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Sources;

/// <summary>A published CSV file, read as its descriptor says.</summary>
public sealed class CsvSource : RowSource
{
    /// <summary>An unclosed quote must not swallow a whole file into memory.</summary>
    private const int LargestRecordBytes = 16 * 1024 * 1024;

    private readonly FileStream file;
    private readonly CsvReader reader;
    private readonly DatasetDescriptor descriptor;
    private readonly List<CsvMalformedRecord> malformed = [];
    private readonly byte quote;
    private int[] cellOfField = [];
    private int cellCount;
    private bool quotesByNeed;
    private bool endsInDelimiter;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public CsvSource(string folder, DatasetDescriptor descriptor)
    {
        this.descriptor = descriptor;
        var dialect = descriptor.File.Dialect;
        quote = (byte)(dialect.QuoteChar ?? '\0');
        (file, var bytes) = RowSources.OpenFile(folder, descriptor.File);
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

    public override long BytesRead => file.Position;

    public override long BytesTotal => file.Length;

    public override RowFault? Fault
    {
        get
        {
            if (malformed.Count > 0)
                return new RowFault(ProblemCode.RowSyntax, "syntax", Quoting(malformed[^1].Reason));
            if (reader.FieldCount != cellCount && !(endsInDelimiter && reader.FieldCount == cellCount + 1 && reader.GetSpan(cellCount).IsEmpty))
                return new RowFault(ProblemCode.RowShape, "shape", new LocalizedText($"có {reader.FieldCount} ô, cần {cellCount}", $"has {reader.FieldCount} cells, not {cellCount}"));
            return reader.RawRecord.Contains((byte)0) ? new RowFault(ProblemCode.RowSyntax, "nul", new LocalizedText("có ký tự NUL", "has a NUL character")) : null;
        }
    }

    internal override string Beginning => Names().Find(name => name.Length > 0) ?? "";

    /// <summary>A line without a character is no row.</summary>
    private bool IsEmptyLine => reader.RawRecord.IsEmpty;

    public override bool ReadHeader(ImportReport report)
    {
        var dialect = descriptor.File.Dialect;
        cellOfField = [.. Enumerable.Range(0, descriptor.Schema.Fields.Count)];
        cellCount = cellOfField.Length;
        if (!dialect.HasHeader)
            return true;

        var line = 0;
        do
        {
            if (!reader.Read())
            {
                report.Add(HeaderMatch.Empty(descriptor.File.Path));
                return false;
            }
        }
        while (++line < dialect.HeaderRow || IsEmptyLine);

        var match = new HeaderMatch(descriptor, HeaderNames());
        if (match.Problems.Count > 0 && !dialect.IsHeaderRowSaid && FindBelow(ref line) is { } below)
        {
            match = below;
            report.Warn(HeaderMatch.FoundBelow(descriptor.File.Path, line));
        }

        quotesByNeed = match.CellCount > 1 && !AnyQuoted();
        (cellOfField, cellCount) = (match.CellOfField, match.CellCount);
        malformed.Clear();
        report.AddRange(match.Problems);
        if (endsInDelimiter)
            report.Warn(HeaderMatch.EndsInDelimiter(descriptor.File.Path));
        return match.Problems.Count == 0;
    }

    public override bool Read()
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

    public override ReadOnlySpan<byte> Cell(int field, out CellKind kind)
    {
        var cell = Cell(field);
        kind = cell.IsEmpty && quotesByNeed && cellOfField[field] >= 0 && !reader.GetRawSpan(cellOfField[field]).IsEmpty ? CellKind.EmptyText : CellKind.Written;
        return cell;
    }

    /// <summary>Unquoted; valid until the next row.</summary>
    public ReadOnlySpan<byte> Cell(int field) => cellOfField[field] < 0 ? default : reader.GetSpan(cellOfField[field]);

    /// <summary>Goes to a line of a file without a schema.</summary>
    /// <param name="line">From 1, blank lines counted.</param>
    /// <param name="isHeader">Its cells are names.</param>
    /// <returns>Its cells; null where there are not so many lines.</returns>
    internal List<string>? ReadLine(int line, bool isHeader)
    {
        for (var i = 0; i < line; i++)
        {
            if (!reader.Read())
                return null;
        }

        return isHeader ? HeaderNames() : Names();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        reader.Dispose();
        file.Dispose();
    }

    private HeaderMatch? FindBelow(ref int line)
    {
        while (line < HeaderMatch.MostTitleRows && reader.Read())
        {
            line++;
            if (!IsEmptyLine && new HeaderMatch(descriptor, HeaderNames()) is { Problems.Count: 0 } match)
                return match;
        }

        return null;
    }

    private List<string> Names() => [.. Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.GetSpan(i)).Trim())];

    /// <summary>Without the empty name behind a last delimiter; whatever stands under it is still told.</summary>
    private List<string> HeaderNames()
    {
        var names = Names();
        endsInDelimiter = names is [_, .., ""];
        return endsInDelimiter ? names[..^1] : names;
    }

    /// <summary>Whoever quotes a header quotes everything, so there "" is only an empty cell.</summary>
    private bool AnyQuoted()
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (reader.GetRawSpan(i) is [var first, ..] && first == quote)
                return true;
        }

        return quote == 0;
    }

    private static LocalizedText Quoting(CsvMalformedReason reason)
    {
        var (vi, en) = reason switch
        {
            CsvMalformedReason.UnterminatedQuote => ("mở mà không đóng", "one opens and never closes"),
            CsvMalformedReason.TextAfterClosingQuote => ("có chữ sau dấu đóng; trong ô, dấu ngoặc kép viết hai lần", "text stands behind a closing one; inside a cell a quote is written twice"),
            CsvMalformedReason.StrayQuote => ("nằm giữa ô không có ngoặc kép", "one is in the midst of a cell that has none around it"),
            _ => (reason.ToString(), reason.ToString()),
        };
        return new LocalizedText($"sai dấu ngoặc kép: {vi}", $"breaks the quoting rules: {en}");
    }
}
