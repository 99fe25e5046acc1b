using System.Buffers;
using System.Text.Json;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>Newline-delimited JSON: the object of each record, then LF. No records are no lines.</summary>
public sealed class NdjsonRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : IRecordWriter
{
    private readonly Utf8JsonWriter json = JsonRecord.MakeWriter(buffer);
    private readonly JsonRecord layout = new(heading);

    public void Begin()
    {
    }

    public void Write(RecordSet record)
    {
        layout.Write(json, record);
        json.Flush();
        json.Reset(); // each line is a document of its own
        buffer.Write("\n"u8);
    }

    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync() => default;

    public void Dispose() => json.Dispose();
}
