using System.Buffers;
using System.Text.Json;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>A JSON array of objects, one a record, with the fields in order.</summary>
public sealed class JsonRecordWriter : IRecordWriter
{
    private readonly Utf8JsonWriter json;
    private readonly JsonRecord layout;
    private readonly bool isOwn;

    public JsonRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : this(MakeWriter(buffer), heading) => isOwn = true;

    /// <summary>Writes the array as the next value of a larger document.</summary>
    public JsonRecordWriter(Utf8JsonWriter json, RecordsHeading heading)
    {
        this.json = json;
        layout = new JsonRecord(heading);
    }

    public static Utf8JsonWriter MakeWriter(IBufferWriter<byte> buffer) => JsonRecord.MakeWriter(buffer);

    public void Begin() => json.WriteStartArray();

    /// <summary>The record as an object, the next value of the document.</summary>
    public void Write(RecordSet record)
    {
        layout.Write(json, record);
        if (isOwn)
            json.Flush(); // into the buffer: its owner may flush that after any record, and takes back the memory that is written to
    }

    public ValueTask ReleaseAsync()
    {
        json.Flush();
        return default;
    }

    public ValueTask CompleteAsync()
    {
        json.WriteEndArray();
        if (isOwn)
            json.Flush();
        return default;
    }

    public void Dispose()
    {
        if (isOwn)
            json.Dispose();
    }
}
