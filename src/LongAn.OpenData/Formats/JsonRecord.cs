using System.Buffers.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>Writes the fields of a record as members of a JSON object; their names are encoded once.</summary>
internal sealed class JsonRecord
{
    private readonly int[] positions;
    private readonly JsonEncodedText[] names;
    private readonly ValueKind[] kinds;
    private readonly IReadOnlyList<EmbeddedRecord> embedded;
    private readonly bool hasWholeNumbersAsText;

    /// <param name="except">A field that is written elsewhere; null for none.</param>
    public JsonRecord(RecordsHeading heading, Field? except = null)
    {
        positions = [.. Enumerable.Range(0, heading.Shown).Where(i => heading.Fields[i] != except)];
        Field[] fields = [.. positions.Select(i => heading.Fields[i])];
        names = [.. fields.Select(field => JsonEncodedText.Encode(EmbeddedRecord.MemberName(field), PortalJson.Encoder))];
        embedded = EmbeddedRecord.In(fields);
        kinds = [.. fields.Select(field => field.Type.Kind)];
        hasWholeNumbersAsText = heading.Options.HasWholeNumbersAsText;
    }

    public static Utf8JsonWriter MakeWriter(System.Buffers.IBufferWriter<byte> buffer) =>
        new(buffer, new JsonWriterOptions { Encoder = PortalJson.Encoder, SkipValidation = true });

    /// <summary>The record as an object, the next value of the document.</summary>
    public void Write(Utf8JsonWriter json, RecordSet record)
    {
        json.WriteStartObject();
        var written = 0;
        foreach (var other in embedded)
        {
            WriteFields(json, record, written, other.Start);
            written = other.End;
            json.WritePropertyName(other.Name);
            if (IsMissing(other, record))
            {
                json.WriteNullValue();
                continue;
            }

            json.WriteStartObject();
            WriteFields(json, record, other.Start, other.End);
            json.WriteEndObject();
        }

        WriteFields(json, record, written, names.Length);
        json.WriteEndObject();
    }

    public void WriteValue(Utf8JsonWriter json, RecordSet record, int position, ValueKind kind)
    {
        if (record.IsNull(position))
        {
            json.WriteNullValue();
            return;
        }

        switch (kind)
        {
            case ValueKind.Integer when hasWholeNumbersAsText:
                WriteAsText(json, record.GetInteger(position));
                break;
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

    /// <summary>The key points to no record: then no column has a value, while every record has its key.</summary>
    private bool IsMissing(EmbeddedRecord other, RecordSet record)
    {
        for (var i = other.Start; i < other.End; i++)
        {
            if (!record.IsNull(positions[i]))
                return false;
        }

        return true;
    }

    private void WriteFields(Utf8JsonWriter json, RecordSet record, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            json.WritePropertyName(names[i]);
            WriteValue(json, record, positions[i], kinds[i]);
        }
    }

    private static void WriteAsText(Utf8JsonWriter json, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        json.WriteStringValue(digits[..length]);
    }
}
