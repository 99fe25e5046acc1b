using System.Buffers;
using System.Text.Json;

namespace LongAn.OpenData.Formats;

/// <summary>
/// A stored geometry as the member of a feature: <c>[lon, lat]</c> becomes a point, geometries stay as they are, a feature gives its own,
/// a collection of features the geometries of all in it that have one.
/// </summary>
internal static class FeatureGeometry
{
    /// <param name="stored">A position or a GeoJSON object, as import has checked it.</param>
    public static void Write(IBufferWriter<byte> buffer, ReadOnlySpan<byte> stored)
    {
        if (stored is [(byte)'[', ..])
        {
            buffer.Write("{\"type\":\"Point\",\"coordinates\":"u8);
            buffer.Write(stored);
            buffer.Write("}"u8);
            return;
        }

        if (!IsFeature(stored))
        {
            buffer.Write(stored);
            return;
        }

        var reader = new Utf8JsonReader(stored);
        using var document = JsonDocument.ParseValue(ref reader);
        using var json = JsonRecordWriter.MakeWriter(buffer);
        WriteElement(json, document.RootElement);
    }

    /// <summary>Its own type, which may stand anywhere among its members, is that of a feature or of a collection of them.</summary>
    private static bool IsFeature(ReadOnlySpan<byte> stored)
    {
        var reader = new Utf8JsonReader(stored);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
                return reader.ValueTextEquals("Feature"u8) || reader.ValueTextEquals("FeatureCollection"u8);
            reader.Skip();
        }

        return false;
    }

    private static void WriteElement(Utf8JsonWriter json, JsonElement element)
    {
        var type = element.GetProperty("type");
        if (type.ValueEquals("Feature"u8))
        {
            if (element.TryGetProperty("geometry"u8, out var own) && own.ValueKind == JsonValueKind.Object)
                own.WriteTo(json);
            else
                json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "GeometryCollection"u8);
        json.WriteStartArray("geometries"u8);
        foreach (var feature in element.TryGetProperty("features"u8, out var features) && features.ValueKind == JsonValueKind.Array ? features.EnumerateArray() : default)
        {
            if (feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("geometry"u8, out var part) && part.ValueKind == JsonValueKind.Object)
                part.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
