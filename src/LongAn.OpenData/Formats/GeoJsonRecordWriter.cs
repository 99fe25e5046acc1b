using System.Buffers;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Formats;

/// <summary>
/// A FeatureCollection (RFC 7946): a feature a record, with the primary key as its id (as in a record's address: values joined by commas,
/// each percent-encoded; a single whole number stays a number) and its position or stored geometry, null where it has none. Properties
/// are the columns, but for a field that is the geometry itself. Members before the features say what the records are.
/// </summary>
public sealed class GeoJsonRecordWriter : IRecordWriter
{
    private readonly IBufferWriter<byte> buffer;
    private readonly RecordsHeading heading;
    private readonly JsonRecord properties;
    private readonly int[] key;
    private readonly int[] geometry;
    private readonly ArrayBufferWriter<byte> id = new();
    private readonly ArrayBufferWriter<byte> shape = new();
    private bool isBehindOne;

    public GeoJsonRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading)
    {
        this.buffer = buffer;
        this.heading = heading;
        var place = heading.Geometry ?? throw new ArgumentException("The records have no geometry.", nameof(heading));
        properties = new JsonRecord(heading, (place as Place.Stored)?.Field);
        geometry = Positions(place.Fields.Select(field => field.Name));
        key = Positions(heading.Schema.PrimaryKey);
    }

    public void Begin()
    {
        using var json = JsonRecordWriter.MakeWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, "FeatureCollection"u8);
        foreach (var (name, fact) in heading.Facts())
            json.WriteString(name, fact);
        json.WriteStartArray("features"u8);
    }

    public void Write(RecordSet record)
    {
        WriteOpen(record);
        buffer.Write("}"u8);
    }

    /// <summary>Writes a feature but for the brace that closes it, so that further members can follow.</summary>
    public void WriteOpen(RecordSet record)
    {
        var json = new JsonText(buffer);
        json.Raw(isBehindOne ? ",{\"type\":\"Feature\""u8 : "{\"type\":\"Feature\""u8);
        isBehindOne = true;
        WriteId(ref json, record);
        json.Raw(",\"geometry\":"u8);
        WriteGeometry(ref json, record);
        json.Raw(",\"properties\":"u8);
        properties.Write(ref json, record);
        json.End();
    }

    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync()
    {
        buffer.Write("]}"u8);
        return default;
    }

    public void Dispose()
    {
    }

    /// <summary>None where a part of the key is not among the columns, as when only distinct values are asked for.</summary>
    private int[] Positions(IEnumerable<string> names)
    {
        int[] positions = [.. names.Select(name => heading.Fields.TakeWhile(field => field.Name != name).Count())];
        return positions.All(position => position < heading.Fields.Count) ? positions : [];
    }

    private void WriteId(ref JsonText json, RecordSet record)
    {
        if (key.Length == 0)
            return;

        json.Raw(",\"id\":"u8);
        if (key is [var only])
        {
            properties.WriteValue(ref json, record, only, heading.Fields[only].Type.Kind);
            return;
        }

        id.ResetWrittenCount();
        foreach (var position in key)
        {
            if (id.WrittenCount > 0)
                id.Write(","u8);
            FeatureId.Append(id, record, position, heading.Fields[position].Type.Kind);
        }

        json.String(id.WrittenSpan);
    }

    private void WriteGeometry(ref JsonText json, RecordSet record)
    {
        if (geometry.Length == 0 || Array.Exists(geometry, record.IsNull))
        {
            json.Raw("null"u8);
            return;
        }

        if (geometry is [var stored])
        {
            shape.ResetWrittenCount();
            FeatureGeometry.Write(shape, record.GetText(stored));
            json.Raw(shape.WrittenSpan);
            return;
        }

        json.Raw("{\"type\":\"Point\",\"coordinates\":["u8);
        json.Number(record.GetReal(geometry[0]));
        json.Raw(","u8);
        json.Number(record.GetReal(geometry[1]));
        json.Raw("]}"u8);
    }
}
