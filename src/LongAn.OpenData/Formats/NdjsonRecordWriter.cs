using System.Buffers;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>Newline-delimited JSON: the object of each record, then LF. No records are no lines.</summary>
public sealed class NdjsonRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : IRecordWriter
{
    private readonly JsonRecord layout = new(heading);

    public void Begin()
    {
    }

    public void Write(RecordSet record)
    {
        var json = new JsonText(buffer);
        layout.Write(ref json, record);
        json.Raw("\n"u8);
        json.End();
    }

    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync() => default;

    public void Dispose()
    {
    }
}
