using System.Buffers;
using CsvHelper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>
/// CSV by RFC 4180 to the letter: comma, CRLF, a header, no byte order mark. Null is an empty cell, empty text is <c>""</c>.
/// </summary>
public sealed class CsvRecordWriter : IRecordWriter
{
    private readonly CsvWriter csv;
    private readonly IReadOnlyList<Field> fields;
    private readonly ValueKind[] kinds;

    public CsvRecordWriter(IBufferWriter<byte> buffer, IReadOnlyList<Field> fields)
    {
        this.fields = fields;
        kinds = [.. fields.Select(field => field.Type.Kind)];
        csv = CsvWriter.Create(new BufferStream(buffer), CsvWriterOptions.Default, leaveOpen: false);
    }

    public void Begin() => csv.WriteHeader([.. fields.Select(field => field.Name)]);

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
    public void Release()
    {
    }

    public void Complete() => csv.Flush();

    public void Dispose() => csv.Dispose();

    private void WriteValue(RecordSet record, int position)
    {
        switch (kinds[position])
        {
            case ValueKind.Integer:
                csv.WriteField(record.GetInteger(position));
                return;
            case ValueKind.Boolean:
                csv.WriteField(record.GetInteger(position) != 0 ? "true"u8 : "false"u8);
                return;
            case ValueKind.Real:
                csv.WriteField(record.GetReal(position));
                return;
            default:
                var text = record.GetText(position);
                if (text.IsEmpty)
                    csv.WriteField("", CsvQuoting.Always);
                else
                    csv.WriteField(text);
                return;
        }
    }
}
