using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>An example of a field's values: what the publisher gives, else what the data has.</summary>
internal static class FieldExample
{
    /// <returns>A value of the field's type in the portal's own form; null where there is none.</returns>
    public static JsonNode? Of(Field field, DatasetVersion version)
    {
        if (field.Example is { } example)
            return Parse(example, field) ?? Parse(example, field.Canonical);
        if (field.Constraints.Enum is [var first, ..])
            return first.DeepClone();
        if (version.Profile.FirstOrDefault(row => row.Field == field.Name) is not { } profile)
            return null;

        var value = profile.Top is [var top, ..] ? top.Value : profile.Min;
        return value is null ? null : JsonSerializer.SerializeToNode(value, PortalJson.Compact);
    }

    /// <summary>The example as it is written in a query string or a path.</summary>
    public static string Text(JsonNode example) =>
        example.GetValueKind() == JsonValueKind.String ? example.GetValue<string>() : example.ToJsonString(PortalJson.Compact);

    private static JsonNode? Parse(string text, Field field)
    {
        if (!field.Type.Parse(Encoding.UTF8.GetBytes(text), field, stackalloc byte[64], out var value))
            return null;

        return value.Kind switch
        {
            ValueKind.Null => null,
            ValueKind.Integer => JsonValue.Create(value.Integer),
            ValueKind.Boolean => JsonValue.Create(value.Integer != 0),
            ValueKind.Real => JsonNode.Parse(value.Real.ToString("R", CultureInfo.InvariantCulture)),
            ValueKind.Json => JsonNode.Parse(value.Text),
            _ => JsonValue.Create(Encoding.UTF8.GetString(value.Text)),
        };
    }
}
