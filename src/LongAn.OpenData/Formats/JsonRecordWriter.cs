using System.Buffers;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>A JSON array of objects, one a record, with the fields in order.</summary>
public sealed class JsonRecordWriter : IRecordWriter
{
    private readonly Utf8JsonWriter json;
    private readonly JsonEncodedText[] names;
    private readonly ValueKind[] kinds;
    private readonly IReadOnlyList<EmbeddedRecord> embedded;
    private readonly bool isOwn;

    public JsonRecordWriter(IBufferWriter<byte> buffer, IReadOnlyList<Field> fields) : this(MakeWriter(buffer), fields) => isOwn = true;

    /// <summary>Writes the array as the next value of a larger document.</summary>
    public JsonRecordWriter(Utf8JsonWriter json, IReadOnlyList<Field> fields)
    {
        this.json = json;
        names = [.. fields.Select(field => JsonEncodedText.Encode(EmbeddedRecord.MemberName(field), PortalJson.Encoder))];
        embedded = EmbeddedRecord.In(fields);
        kinds = [.. fields.Select(field => field.Type.Kind)];
    }

    public static Utf8JsonWriter MakeWriter(IBufferWriter<byte> buffer) =>
        new(buffer, new JsonWriterOptions { Encoder = PortalJson.Encoder, SkipValidation = true });

    public void Begin() => json.WriteStartArray();

    /// <summary>The record as an object, the next value of the document.</summary>
    public void Write(RecordSet record)
    {
        json.WriteStartObject();
        var written = 0;
        foreach (var other in embedded)
        {
            WriteFields(record, written, other.Start);
            written = other.End;
            json.WritePropertyName(other.Name);
            if (other.IsMissing(record))
            {
                json.WriteNullValue();
                continue;
            }

            json.WriteStartObject();
            WriteFields(record, other.Start, other.End);
            json.WriteEndObject();
        }

        WriteFields(record, written, names.Length);
        json.WriteEndObject();
        if (isOwn)
            json.Flush(); // into the buffer: its owner may flush that after any record, and takes back the memory that is written to
    }

    public void Release() => json.Flush();

    public void Complete()
    {
        json.WriteEndArray();
        if (isOwn)
            json.Flush();
    }

    public void Dispose()
    {
        if (isOwn)
            json.Dispose();
    }

    private void WriteFields(RecordSet record, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            json.WritePropertyName(names[i]);
            if (record.IsNull(i))
                json.WriteNullValue();
            else
                WriteValue(record, i);
        }
    }

    private void WriteValue(RecordSet record, int position)
    {
        switch (kinds[position])
        {
            case ValueKind.Integer:
                json.WriteNumberValue(record.GetInteger(position));
                break;
            case ValueKind.Boolean:
                json.WriteBooleanValue(record.GetInteger(position) != 0);
                break;
            case ValueKind.Real:
                json.WriteNumberValue(record.GetReal(position));
                break;
            case ValueKind.Json:
                json.WriteRawValue(record.GetText(position), skipInputValidation: true);
                break;
            default:
                json.WriteStringValue(record.GetText(position));
                break;
        }
    }
}
