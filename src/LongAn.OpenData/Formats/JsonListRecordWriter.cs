using System.Buffers;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>A JSON array of arrays, one a record a line, with the values in the fields' order: what CKAN calls lists.</summary>
public sealed class JsonListRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : IRecordWriter
{
    private readonly JsonRecord layout = new(heading);
    private bool isBehindOne;

    public void Begin() => buffer.Write("["u8);

    public void Write(RecordSet record)
    {
        var json = new JsonText(buffer);
        json.Raw(isBehindOne ? ",\n["u8 : "\n["u8);
        isBehindOne = true;
        for (var i = 0; i < heading.Shown; i++)
        {
            if (i > 0)
                json.Raw(","u8);
            layout.WriteValue(ref json, record, i, heading.Fields[i].Type.Kind);
        }

        json.Raw("]"u8);
        json.End();
    }

    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync()
    {
        buffer.Write("\n]"u8);
        return default;
    }

    public void Dispose()
    {
    }
}
