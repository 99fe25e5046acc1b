using System.Buffers;
using System.Buffers.Text;
using System.Text;
using CsvHelper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>
/// CSV by RFC 4180 to the letter: comma, CRLF, a header, no byte order mark, unless the options say otherwise. Null is an empty cell,
/// empty text is <c>""</c>.
/// </summary>
public sealed class CsvRecordWriter : IRecordWriter
{
    private readonly CsvWriter csv;
    private readonly RecordsHeading heading;
    private readonly Cell[] cells;
    private readonly SpreadsheetText? spreadsheet;
    private readonly IBufferWriter<byte> buffer;

    public CsvRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading)
    {
        this.buffer = buffer;
        this.heading = heading;
        spreadsheet = heading.Options.IsForSpreadsheet ? new SpreadsheetText() : null;
        cells = [.. heading.Fields.Take(heading.Shown).Select(field => CellOf(field.Type, spreadsheet is not null))];
        csv = CsvWriter.Create(new BufferStream(buffer), CsvWriterOptions.Default with { Separator = heading.Options.Delimiter }, leaveOpen: false);
    }

    public void Begin()
    {
        if (heading.Options.HasByteOrderMark || heading.Options.IsForSpreadsheet)
            buffer.Write(Encoding.UTF8.Preamble);
        if (heading.Options.Header == CsvHeader.None)
            return;

        foreach (var field in heading.Fields.Take(heading.Shown))
        {
            var title = Encoding.UTF8.GetBytes(heading.Options.Header switch
            {
                CsvHeader.TitlesVi when field.Title.Vi.Length > 0 => field.Title.Vi,
                CsvHeader.TitlesEn when field.Title.Vi.Length > 0 => field.Title.In("en"),
                _ => field.Name,
            });
            WriteText(spreadsheet is null ? title : spreadsheet.Protect(title));
        }

        csv.EndRecord();
    }

    public void Write(RecordSet record)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (record.IsNull(i))
                csv.WriteField(default(ReadOnlySpan<byte>));
            else
                WriteValue(record, i);
        }

        csv.EndRecord();
    }

    /// <summary>Nothing is lent: text is copied into the buffer.</summary>
    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync()
    {
        csv.Flush();
        return default;
    }

    public void Dispose() => csv.Dispose();

    private static Cell CellOf(FieldType type, bool isForSpreadsheet) => type.Kind switch
    {
        ValueKind.Integer => isForSpreadsheet ? Cell.WholeForSpreadsheet : Cell.Whole,
        ValueKind.Boolean => Cell.Flag,
        ValueKind.Real => Cell.Real,
        _ => isForSpreadsheet && SpreadsheetText.IsFor(type) ? Cell.TextForSpreadsheet : Cell.Text,
    };

    private void WriteValue(RecordSet record, int position)
    {
        switch (cells[position])
        {
            case Cell.Whole:
                csv.WriteField(record.GetInteger(position));
                return;
            case Cell.WholeForSpreadsheet:
                WriteWhole(record.GetInteger(position), spreadsheet!);
                return;
            case Cell.Flag:
                csv.WriteField(record.GetInteger(position) != 0 ? "true"u8 : "false"u8);
                return;
            case Cell.Real:
                csv.WriteField(record.GetReal(position));
                return;
            case Cell.TextForSpreadsheet:
                WriteText(spreadsheet!.Protect(record.GetText(position)));
                return;
            default:
                WriteText(record.GetText(position));
                return;
        }
    }

    private void WriteWhole(long number, SpreadsheetText protection)
    {
        if (SpreadsheetText.IsExact(number))
        {
            csv.WriteField(number);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        csv.WriteField(protection.AsFormula(digits[..length]));
    }

    private void WriteText(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            csv.WriteField("", CsvQuoting.Always);
        else
            csv.WriteField(text);
    }

    /// <summary>How a field's values are written, options and all: asked once a field, not once a cell.</summary>
    private enum Cell
    {
        Text,
        TextForSpreadsheet,
        Whole,
        WholeForSpreadsheet,
        Real,
        Flag,
    }
}
