using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>What System.Text.Json does with a type and the generator does not know of.</summary>
internal sealed class PortalSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } members)
            return;

        // An answer may have more members one day; clients are to pass over those they do not know.
        members.AdditionalPropertiesAllowed = true;
        members.Required = new SortedSet<string>(context.Type.GetProperties().Where(IsAlwaysWritten).Select(NameOf).Where(members.Properties.ContainsKey), StringComparer.Ordinal);
        foreach (var (name, member) in members.Properties.ToArray())
        {
            if (member is OpenApiSchema { AllOf: [var only], Description: null, Type: null })
                members.Properties[name] = only;
        }

        foreach (var property in context.Type.GetProperties())
        {
            if (members.Properties.TryGetValue(NameOf(property), out var found) && found is OpenApiSchema { Type: JsonSchemaType.Null } nullable)
                nullable.Type = TypeOf(property.PropertyType);
        }
    }

    /// <summary>OpenAPI 3.0 asks for a type beside <c>nullable</c>, also where a component is referred to; what may be anything may be null too.</summary>
    private static JsonSchemaType? TypeOf(Type type)
    {
        if (type == typeof(object))
            return null;

        var isEnum = (Nullable.GetUnderlyingType(type) ?? type).IsEnum;
        return JsonSchemaType.Null | (isEnum ? JsonSchemaType.String : JsonSchemaType.Object);
    }

    /// <summary>Null is written as null, not left out.</summary>
    private static bool IsAlwaysWritten(PropertyInfo property) => property.GetCustomAttribute<JsonIgnoreAttribute>() is null;

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
