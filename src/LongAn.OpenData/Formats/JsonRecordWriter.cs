using System.Buffers;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>A JSON array of objects, one a record, with the fields in order. A record written without a beginning is an object alone.</summary>
public sealed class JsonRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : IRecordWriter
{
    private readonly JsonRecord layout = JsonRecord.Of(heading);
    private bool isBehindOne;

    /// <summary>Writes what stands around records.</summary>
    public static Utf8JsonWriter MakeWriter(IBufferWriter<byte> buffer) =>
        new(buffer, new JsonWriterOptions { Encoder = PortalJson.Encoder, SkipValidation = true });

    public void Begin() => buffer.Write("["u8);

    public void Write(RecordSet record)
    {
        var json = new JsonText(buffer);
        if (isBehindOne)
            json.Raw(","u8);
        isBehindOne = true;
        layout.Write(ref json, record);
        json.End();
    }

    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync()
    {
        buffer.Write("]"u8);
        return default;
    }

    public void Dispose()
    {
    }
}
