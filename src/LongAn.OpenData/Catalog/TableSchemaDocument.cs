using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LongAn.OpenData.Catalog;

/// <summary>
/// The Table Schema (Data Package v2) of what the portal answers with: dates are ISO 8601 and numbers have a decimal point,
/// whatever the publisher's file had.
/// </summary>
public static class TableSchemaDocument
{
    public static JsonObject Of(TableSchema schema) => new()
    {
        ["$schema"] = "https://datapackage.org/profiles/2.0/tableschema.json",
        ["fields"] = new JsonArray([.. schema.Fields.Select(field => Of(field, schema))]),
        ["missingValues"] = new JsonArray(""),
        ["primaryKey"] = Names(schema.PrimaryKey),
        ["foreignKeys"] = new JsonArray([.. schema.ForeignKeys.Select(Of)]),
    };

    /// <summary>SHA-256 (hex) of the document's bytes as the API answers with them.</summary>
    public static string Digest(TableSchema schema) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object>(Of(schema), PortalJson.Indented)));

    private static JsonObject Of(Field field, TableSchema schema)
    {
        var json = new JsonObject
        {
            ["name"] = field.Name,
            ["type"] = field.Type == FieldType.List ? FieldType.Array.Name : field.Type.Name,
            ["title"] = field.Title.Vi,
            ["title_en"] = field.Title.En,
            ["description"] = field.Description.Vi,
            ["description_en"] = field.Description.En,
        };
        if (field.Canonical.Format is { } format)
            json["format"] = format;
        if (field.Unit is { } unit)
            json["unit"] = unit;
        if (field.Example is { } example)
            json["example"] = example;
        if (field.Categories.Count > 0)
            json["categories"] = new JsonArray([.. field.Categories.Select(category => new JsonObject { ["value"] = category.Value, ["label"] = category.Label.Vi, ["label_en"] = category.Label.En })]);
        if (Portal(field) is { Count: > 0 } portal)
            json["portal"] = portal;
        if (Constraints(field, schema) is { Count: > 0 } constraints)
            json["constraints"] = constraints;
        return json;
    }

    /// <summary>What Table Schema has no word for.</summary>
    private static JsonObject Portal(Field field)
    {
        var json = new JsonObject();
        if (field.PortalFormat is { } format)
            json["format"] = format.Name;
        if (field.PublicReason is { } reason)
            json["public"] = new JsonObject { ["reason"] = reason.Vi, ["reason_en"] = reason.En };
        return json;
    }

    private static JsonObject Constraints(Field field, TableSchema schema)
    {
        var constraints = field.Constraints;
        var json = new JsonObject();
        if (constraints.Required || schema.PrimaryKey.Contains(field.Name))
            json["required"] = true;
        if (constraints.Unique)
            json["unique"] = true;
        Add(json, "pattern", constraints.Pattern);
        Add(json, "minimum", constraints.Minimum);
        Add(json, "maximum", constraints.Maximum);
        Add(json, "exclusiveMinimum", constraints.ExclusiveMinimum);
        Add(json, "exclusiveMaximum", constraints.ExclusiveMaximum);
        Add(json, "minLength", constraints.MinLength);
        Add(json, "maxLength", constraints.MaxLength);
        if (constraints.Enum is { } values)
            json["enum"] = new JsonArray([.. values.Select(value => value.DeepClone())]);
        return json;
    }

    private static void Add(JsonObject json, string name, object? value)
    {
        if (value is not null)
            json[name] = JsonSerializer.SerializeToNode(value, PortalJson.Compact);
    }

    private static JsonObject Of(ForeignKey key) => new()
    {
        ["fields"] = Names(key.Fields),
        ["reference"] = new JsonObject { ["package"] = key.Dataset, ["resource"] = key.Dataset, ["fields"] = Names(key.ReferencedFields) },
    };

    private static JsonArray Names(IReadOnlyList<string> names) => new([.. names.Select(name => (JsonNode?)name)]);
}
