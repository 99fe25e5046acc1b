using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>What features can be filtered by (OGC 19-079r2, section 6), and all that they have, as JSON Schema.</summary>
internal static class Queryables
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The fields that can be parameters: single values whose names are no parameter of the standard's.</summary>
    public static IEnumerable<Field> Parameters(DatasetVersion version) => Of(version).Where(field => OgcParameter.Find(field.Name) is null);

    public static JsonObject Document(Dataset dataset, string self, string language) => Document(dataset, Of(dataset.Current), self, language);

    /// <summary>Every property, those that cannot be filtered by included.</summary>
    public static JsonObject Schema(Dataset dataset, string self, string language) => Document(dataset, dataset.Schema.Fields.Where(field => field.Name != Place.Of(dataset.Current)!.Name), self, language);

    /// <summary>The type of a field's values, with what is said of them.</summary>
    public static JsonObject Of(Field field, string language)
    {
        var schema = new JsonObject { ["title"] = field.Title.Vi.Length == 0 ? field.Name : field.Title.In(language) };
        if (field.Description.Vi.Length > 0)
            schema["description"] = field.Description.In(language);
        AddType(schema, field);
        if (field.Unit is { } unit)
            schema["x-ogc-unit"] = unit;
        return schema;
    }

    public static void AddType(JsonObject schema, Field field)
    {
        schema["type"] = field.Type.JsonType;
        if (field.Type.JsonFormat is { } format)
            schema["format"] = format;
        if (field.Constraints.Enum is { } allowed)
            schema["enum"] = new JsonArray([.. allowed.Select(value => value.DeepClone())]);
        if (field.Type.JsonType == "array")
            schema["items"] = new JsonObject();
    }

    private static IEnumerable<Field> Of(DatasetVersion version) => version.Schema.Fields.Where(field => field.Type.Kind != ValueKind.Json);

    private static JsonObject Document(Dataset dataset, IEnumerable<Field> fields, string self, string language)
    {
        var place = Place.Of(dataset.Current)!;
        var properties = new JsonObject
        {
            [place.Name] = new JsonObject
            {
                ["title"] = new LocalizedText("Vị trí", "Position").In(language),
                ["format"] = "geometry-point",
                ["x-ogc-role"] = "primary-geometry",
            },
        };
        foreach (var field in fields)
        {
            var schema = Of(field, language);
            if (dataset.Schema.PrimaryKey is [var key] && key == field.Name)
                schema["x-ogc-role"] = "id";
            properties[field.Name] = schema;
        }

        return new JsonObject
        {
            ["$schema"] = Dialect,
            ["$id"] = self,
            ["type"] = "object",
            ["title"] = dataset.Description.Title.In(language),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }
}
