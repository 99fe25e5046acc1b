using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>JSON Schema of one field's values.</summary>
internal static class FieldSchema
{
    private static readonly Dictionary<string, JsonSchemaType> Types = new(StringComparer.Ordinal)
    {
        ["string"] = JsonSchemaType.String,
        ["integer"] = JsonSchemaType.Integer,
        ["number"] = JsonSchemaType.Number,
        ["boolean"] = JsonSchemaType.Boolean,
        ["array"] = JsonSchemaType.Array,
        ["object"] = JsonSchemaType.Object,
    };

    public static JsonSchemaType TypeOf(string jsonType) => Types[jsonType];

    /// <summary>The field as a member of a record: all that is known of it.</summary>
    public static OpenApiSchema Member(Field field, DatasetVersion version)
    {
        var schema = Value(field);
        var isNullable = !field.Constraints.Required && !version.Schema.PrimaryKey.Contains(field.Name);
        if (isNullable)
            schema.Type |= JsonSchemaType.Null;
        if (isNullable && schema.Enum is { } allowed)
            allowed.Add(JsonNullSentinel.JsonNull);
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true)
            schema.Items = field.Type == FieldType.List ? Plain(field.ListItems) : field.Type == FieldType.GeoPoint ? Plain(FieldType.Number) : new OpenApiSchema();
        schema.Description = Describe(field);
        schema.Examples = FieldExample.Of(field, version) is { } example ? [example] : null;
        schema.Extensions = Extensions(field, version.Schema);
        return schema;
    }

    /// <summary>What a read adds to a record: no field of the dataset, so not to be filtered by.</summary>
    public static OpenApiSchema Computed(Field field)
    {
        var schema = Plain(field.Type);
        schema.ReadOnly = true;
        schema.Minimum = "0";
        schema.Description = Describe(field);
        schema.Examples = [JsonValue.Create(1234.567)];
        schema.Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal) { ["x-unit"] = new JsonNodeExtension(JsonValue.Create(field.Unit!)) };
        return schema;
    }

    /// <summary>A value of the field in a request, with its constraints.</summary>
    public static OpenApiSchema Value(Field field)
    {
        var constraints = field.Constraints;
        var schema = Plain(field.Type);
        var isArray = schema.Type == JsonSchemaType.Array;
        if (constraints.Enum is { } allowed)
            schema.Enum = [.. allowed.Select(value => value.DeepClone())];
        if (field.Type == FieldType.String && (constraints.Pattern ?? field.PortalFormat?.Pattern) is { } pattern)
            schema.Pattern = $"^(?:{pattern})$";
        schema.MinLength = isArray ? null : (int?)constraints.MinLength;
        schema.MaxLength = isArray ? null : (int?)constraints.MaxLength;
        schema.MinItems = isArray ? (int?)constraints.MinLength : null;
        schema.MaxItems = isArray ? (int?)constraints.MaxLength : null;
        schema.Minimum = Bound(constraints.Minimum);
        schema.Maximum = Bound(constraints.Maximum);
        schema.ExclusiveMinimum = Bound(constraints.ExclusiveMinimum);
        schema.ExclusiveMaximum = Bound(constraints.ExclusiveMaximum);
        return schema;
    }

    /// <summary>The type alone.</summary>
    public static OpenApiSchema Plain(FieldType type) => new()
    {
        Type = type == FieldType.Any ? null : TypeOf(type.JsonType),
        Format = type.JsonFormat,
    };

    /// <summary>JSON Schema bounds numbers only; bounds of dates are told in words.</summary>
    private static string? Bound(object? value) => value is long or double or decimal ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static string Describe(Field field)
    {
        var (vi, en) = (Sentence(field.Title.Vi, field.Description.Vi), Sentence(field.Title.In("en"), field.Description.In("en")));
        if (field.PortalFormat is { } format)
            (vi, en) = ($"{vi} Là {format.Title.Vi}.", $"{en} It is {format.Title.En}.");
        if (field.Unit is { } unit)
            (vi, en) = ($"{vi} Đơn vị: {unit}.", $"{en} Unit: {unit}.");
        foreach (var (bound, viWord, enWord) in Bounds(field.Constraints).Where(row => row.Value is string))
            (vi, en) = ($"{vi} {viWord}: {bound}.", $"{en} {enWord}: {bound}.");
        return Bilingual.Paragraphs(vi, en);
    }

    private static string Sentence(string title, string description) => description.Length == 0 ? title + "." : $"{title}. {description}";

    private static IEnumerable<(object? Value, string Vi, string En)> Bounds(FieldConstraints constraints) =>
    [
        (constraints.Minimum, "Từ", "From"),
        (constraints.Maximum, "Đến", "To"),
        (constraints.ExclusiveMinimum, "Sau", "After"),
        (constraints.ExclusiveMaximum, "Trước", "Before"),
    ];

    private static Dictionary<string, IOpenApiExtension>? Extensions(Field field, TableSchema schema)
    {
        var extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        if (field.Unit is { } unit)
            extensions["x-unit"] = new JsonNodeExtension(JsonValue.Create(unit));
        if (field.PortalFormat is { } format)
            extensions["x-format"] = new JsonNodeExtension(JsonValue.Create(format.Name));
        if (schema.ForeignKeys.FirstOrDefault(key => key.Fields is [var only] && only == field.Name) is { } foreign)
            extensions["x-references"] = new JsonNodeExtension(new JsonObject { ["dataset"] = foreign.Dataset, ["field"] = foreign.ReferencedFields[0] });
        if (field.Categories.Count > 0)
            extensions["x-enumDescriptions"] = new JsonNodeExtension(new JsonObject([.. field.Categories.Select(category => KeyValuePair.Create(category.Value, (JsonNode?)Bilingual.Line(category.Label)))]));
        return extensions.Count > 0 ? extensions : null;
    }
}
