using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LongAn.OpenData.Catalog;

/// <summary>Parsers of what is stored as JSON: arrays, objects, lists, points (<c>[lon, lat]</c>, degrees, WGS 84) and GeoJSON.</summary>
internal static class JsonParsers
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    public static bool Array(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value) =>
        TryJson(text, JsonValueKind.Array, out value);

    public static bool Object(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value) =>
        TryJson(text, JsonValueKind.Object, out value);

    public static bool GeoJson(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        if (!TryJson(text, JsonValueKind.Object, out value))
            return false;

        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(value.Text), Strict);
        return field.Format == "topojson"
            ? document.RootElement.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Topology")
            : GeoJsonRules.IsSound(document.RootElement);
    }

    /// <summary>Table Schema's <c>list</c>: values of one type around a delimiter.</summary>
    public static bool List(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = default;
        if (text.IsEmpty)
        {
            value = ParsedValue.OfJson("[]"u8);
            return true;
        }

        var list = new JsonArray();
        foreach (var part in Encoding.UTF8.GetString(text).Split(field.ListDelimiter))
        {
            if (!field.ListItems.Parse(Encoding.UTF8.GetBytes(part), field.ListItem, scratch, out var item))
                return false;

            list.Add(item.Kind switch
            {
                ValueKind.Integer => JsonValue.Create(item.Integer),
                ValueKind.Real => JsonValue.Create(item.Real),
                ValueKind.Boolean => JsonValue.Create(item.Integer != 0),
                _ => (JsonNode?)JsonValue.Create(Encoding.UTF8.GetString(item.Text)),
            });
        }

        value = ParsedValue.OfJson(Encoding.UTF8.GetBytes(list.ToJsonString(PortalJson.Compact)));
        return true;
    }

    public static bool GeoPoint(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = default;
        if (!TryPoint(text, field.Format, out var longitude, out var latitude) || Math.Abs(longitude) > 180 || Math.Abs(latitude) > 90)
            return false;

        value = ParsedValue.OfJson(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new[] { longitude, latitude })));
        return true;
    }

    private static bool TryPoint(ReadOnlySpan<byte> text, string? format, out double longitude, out double latitude)
    {
        longitude = latitude = 0;
        if (format is null)
        {
            var comma = text.IndexOf((byte)',');
            return comma > 0 && TryDegrees(text[..comma].Trim((byte)' '), out longitude) && TryDegrees(text[(comma + 1)..].Trim((byte)' '), out latitude);
        }

        try
        {
            var point = JsonNode.Parse(text, documentOptions: Strict);
            var (lon, lat) = format == "array" ? (point?[0], point?[1]) : (point?["lon"], point?["lat"]);
            return TryDegrees(Encoding.UTF8.GetBytes(lon?.ToString() ?? ""), out longitude) && TryDegrees(Encoding.UTF8.GetBytes(lat?.ToString() ?? ""), out latitude);
        }
        catch (Exception notAPoint) when (notAPoint is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static bool TryDegrees(ReadOnlySpan<byte> text, out double degrees) =>
        Utf8Parser.TryParse(text, out degrees, out int read) && read == text.Length && double.IsFinite(degrees);

    private static bool TryJson(ReadOnlySpan<byte> text, JsonValueKind kind, out ParsedValue value)
    {
        value = default;
        try
        {
            using var document = JsonDocument.Parse(text.ToArray(), Strict);
            value = ParsedValue.OfJson(JsonSerializer.SerializeToUtf8Bytes(document.RootElement, PortalJson.Compact));
            return document.RootElement.ValueKind == kind;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
