using System.Buffers;
using System.Text.Json;
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
    private readonly Utf8JsonWriter json;
    private readonly RecordsHeading heading;
    private readonly JsonRecord properties;
    private readonly int[] key;
    private readonly int[] geometry;
    private readonly ArrayBufferWriter<byte> id = new();

    public GeoJsonRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading)
    {
        json = JsonRecord.MakeWriter(buffer);
        this.heading = heading;
        var place = heading.Geometry ?? throw new ArgumentException("The records have no geometry.", nameof(heading));
        properties = new JsonRecord(heading, (place as Place.Stored)?.Field);
        geometry = Positions(place.Fields.Select(field => field.Name));
        key = Positions(heading.Schema.PrimaryKey);
    }

    public void Begin()
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "FeatureCollection"u8);
        foreach (var (name, fact) in heading.Facts())
            json.WriteString(name, fact);
        json.WriteStartArray("features"u8);
    }

    public void Write(RecordSet record)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        WriteId(record);
        json.WritePropertyName("geometry"u8);
        WriteGeometry(record);
        json.WritePropertyName("properties"u8);
        properties.Write(json, record);
        json.WriteEndObject();
        json.Flush();
    }

    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return default;
    }

    public void Dispose() => json.Dispose();

    /// <summary>None where a part of the key is not among the columns, as when only distinct values are asked for.</summary>
    private int[] Positions(IEnumerable<string> names)
    {
        int[] positions = [.. names.Select(name => heading.Fields.TakeWhile(field => field.Name != name).Count())];
        return positions.All(position => position < heading.Fields.Count) ? positions : [];
    }

    private void WriteId(RecordSet record)
    {
        if (key.Length == 0)
            return;

        json.WritePropertyName("id"u8);
        if (key is [var only])
        {
            properties.WriteValue(json, record, only, heading.Fields[only].Type.Kind);
            return;
        }

        id.ResetWrittenCount();
        foreach (var position in key)
        {
            if (id.WrittenCount > 0)
                id.Write(","u8);
            FeatureId.Append(id, record, position, heading.Fields[position].Type.Kind);
        }

        json.WriteStringValue(id.WrittenSpan);
    }

    private void WriteGeometry(RecordSet record)
    {
        if (geometry.Length == 0 || Array.Exists(geometry, record.IsNull))
        {
            json.WriteNullValue();
            return;
        }

        if (geometry is [var stored])
        {
            FeatureGeometry.Write(json, record.GetText(stored));
            return;
        }

        FeatureGeometry.BeginPoint(json);
        json.WriteStartArray();
        json.WriteNumberValue(record.GetReal(geometry[0]));
        json.WriteNumberValue(record.GetReal(geometry[1]));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
