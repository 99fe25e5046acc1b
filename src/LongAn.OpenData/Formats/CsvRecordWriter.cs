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
    private readonly ValueKind[] kinds;
    private readonly SpreadsheetText? spreadsheet;
    private readonly bool[] isProtected;
    private readonly IBufferWriter<byte> buffer;

    public CsvRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading)
    {
        this.buffer = buffer;
        this.heading = heading;
        spreadsheet = heading.Options.IsForSpreadsheet ? new SpreadsheetText() : null;
        kinds = [.. heading.Fields.Take(heading.Shown).Select(field => field.Type.Kind)];
        isProtected = [.. heading.Fields.Select(field => spreadsheet is not null && SpreadsheetText.IsFor(field.Type))];
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
        for (var i = 0; i < kinds.Length; i++)
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

    private void WriteValue(RecordSet record, int position)
    {
        switch (kinds[position])
        {
            case ValueKind.Integer:
                WriteWhole(record.GetInteger(position));
                return;
            case ValueKind.Boolean:
                csv.WriteField(record.GetInteger(position) != 0 ? "true"u8 : "false"u8);
                return;
            case ValueKind.Real:
                csv.WriteField(record.GetReal(position));
                return;
            default:
                var text = record.GetText(position);
                WriteText(isProtected[position] ? spreadsheet!.Protect(text) : text);
                return;
        }
    }

    private void WriteWhole(long number)
    {
        if (spreadsheet is null || SpreadsheetText.IsExact(number))
        {
            csv.WriteField(number);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        csv.WriteField(spreadsheet.AsFormula(digits[..length]));
    }

    private void WriteText(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            csv.WriteField("", CsvQuoting.Always);
        else
            csv.WriteField(text);
    }
}
