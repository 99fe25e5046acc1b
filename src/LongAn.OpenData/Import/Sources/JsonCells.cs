using System.Buffers;
using System.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Sources;

/// <summary>The members of one JSON object as cells by field. A member that is left out is null; one that no field has is remembered.</summary>
internal sealed class JsonCells
{
    private const int MostUnknown = 1_000;
    private readonly TableSchema schema;
    private readonly Location? location;
    private readonly Dictionary<byte[], int> fields = new(Utf8Comparer.Instance);
    private readonly (CellKind Kind, int Start, int Length)[] cells;
    private readonly bool[] isSet;
    private readonly ArrayBufferWriter<byte> texts = new();

    public JsonCells(TableSchema schema, Location? location)
    {
        this.schema = schema;
        this.location = location;
        cells = new (CellKind, int, int)[schema.Fields.Count];
        isSet = new bool[cells.Length];
        EverSet = new bool[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            fields.Add(Encoding.UTF8.GetBytes(schema.Fields[i].Name), i);
        for (var i = 0; i < cells.Length; i++)
        {
            foreach (var title in new[] { schema.Fields[i].Title.Vi, schema.Fields[i].Title.En }.OfType<string>())
                fields.TryAdd(Encoding.UTF8.GetBytes(title), i);
        }
    }

    /// <summary>Fields that some record had a member for.</summary>
    public bool[] EverSet { get; }

    /// <summary>Members that no field has, with the first row of each.</summary>
    public List<(string Name, long Row)> Unknown { get; } = [];

    /// <summary>A member that the object has twice.</summary>
    public string? Twice { get; private set; }

    public ReadOnlySpan<byte> Cell(int field, out CellKind kind)
    {
        (kind, var start, var length) = cells[field];
        return texts.WrittenSpan.Slice(start, length);
    }

    /// <returns>False where the element is no object.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public bool Read(ReadOnlySpan<byte> element, bool isFeature, long row)
    {
        texts.ResetWrittenCount();
        Array.Fill(cells, (CellKind.Null, 0, 0));
        Array.Clear(isSet);
        Twice = null;
        var reader = new Utf8JsonReader(element, new JsonReaderOptions { MaxDepth = 64 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        if (!isFeature)
        {
            ReadMembers(ref reader, row);
            return !reader.Read(); // a line has one object
        }

        ReadFeature(ref reader, element, row);
        return true;
    }

    private void ReadMembers(ref Utf8JsonReader reader, long row)
    {
        var byName = fields.GetAlternateLookup<ReadOnlySpan<byte>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKnown = reader.ValueIsEscaped ? byName.TryGetValue(Encoding.UTF8.GetBytes(reader.GetString()!), out var field) : byName.TryGetValue(reader.ValueSpan, out field);
            if (!isKnown)
                Remember(reader.GetString()!, row);
            else if (isSet[field])
                Twice = schema.Fields[field].Name;
            reader.Read();
            if (isKnown)
                Set(field, ref reader);
            else
                reader.Skip();
        }
    }

    private void ReadFeature(ref Utf8JsonReader reader, ReadOnlySpan<byte> element, long row)
    {
        ReadOnlySpan<byte> geometry = default;
        ReadOnlySpan<byte> id = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isProperties, isGeometry, isId) = (reader.ValueTextEquals("properties"u8), reader.ValueTextEquals("geometry"u8), reader.ValueTextEquals("id"u8));
            reader.Read();
            if (isProperties && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadMembers(ref reader, row);
                continue;
            }

            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isGeometry)
                geometry = element[from..(int)reader.BytesConsumed];
            if (isId)
                id = element[from..(int)reader.BytesConsumed];
        }

        if (schema.PrimaryKey is [var key] && !id.IsEmpty)
            SetRaw(schema.PositionOf(key), id);
        if (!geometry.IsEmpty)
            Place(geometry);
    }

    /// <summary>Puts the geometry where the schema has room for it: fields that the properties leave out.</summary>
    private void Place(ReadOnlySpan<byte> geometry)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (schema.Fields[i].Type == FieldType.GeoJson && !isSet[i])
            {
                SetRaw(i, geometry);
                return;
            }
        }

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(geometry));
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("coordinates"u8, out var point) || point.ValueKind != JsonValueKind.Array || point.GetArrayLength() < 2)
            return;

        if (location?.Point is { } stored)
            SetRaw(schema.PositionOf(stored), Encoding.UTF8.GetBytes(point.GetRawText()));
        if (location is not { Longitude: { } longitude, Latitude: { } latitude })
            return;

        SetRaw(schema.PositionOf(longitude), Encoding.UTF8.GetBytes(point[0].GetRawText()));
        SetRaw(schema.PositionOf(latitude), Encoding.UTF8.GetBytes(point[1].GetRawText()));
    }

    private void SetRaw(int field, ReadOnlySpan<byte> value)
    {
        if (isSet[field])
            return;

        var reader = new Utf8JsonReader(value);
        reader.Read();
        Set(field, ref reader);
    }

    private void Set(int field, ref Utf8JsonReader reader)
    {
        isSet[field] = EverSet[field] = true;
        var start = texts.WrittenCount;
        var kind = CellKind.Typed;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                kind = CellKind.Null;
                break;
            case JsonTokenType.String:
                var length = reader.CopyString(texts.GetSpan(reader.ValueSpan.Length + 1));
                texts.Advance(length);
                kind = length == 0 ? CellKind.EmptyText : CellKind.Written;
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                using (var nested = JsonDocument.ParseValue(ref reader))
                    texts.Write(Encoding.UTF8.GetBytes(nested.RootElement.GetRawText()));
                if (schema.Fields[field] is { Format: "object" } point && point.Type == FieldType.GeoPoint)
                    kind = CellKind.Written;
                break;
            default:
                texts.Write(reader.TokenType == JsonTokenType.True ? "true"u8 : reader.TokenType == JsonTokenType.False ? "false"u8 : reader.ValueSpan);
                break;
        }

        cells[field] = (kind, start, texts.WrittenCount - start);
    }

    private void Remember(string name, long row)
    {
        if (Unknown.Count < MostUnknown && !Unknown.Exists(other => other.Name == name))
            Unknown.Add((name, row));
    }
}
