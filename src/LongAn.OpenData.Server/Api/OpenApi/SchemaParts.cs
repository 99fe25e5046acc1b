using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>What schemas written by hand are made of.</summary>
internal static class SchemaParts
{
    public const string Link = "uri";

    public static OpenApiSchemaReference Reference(string name, OpenApiDocument document) => new(name, document);

    public static OpenApiSchema List(string vi, string en, IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items, Description = Bilingual.Line(vi, en) };

    /// <summary>The answer to a question about records: which dataset, which version, and what was asked for.</summary>
    public static OpenApiSchema Answer(string vi, string en, Dataset? dataset, params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> members)
    {
        var id = Words("Mã bộ dữ liệu.", "The dataset's id.");
        id.Examples = [dataset?.Id ?? "districts"];
        var provenance = Words("Bản ghi từ đâu mà có.", "How the records came to be.");
        provenance.Enum = [.. Enum.GetValues<Provenance>().Select(value => JsonValue.Create(Name(value)))];
        provenance.Examples = [Name(dataset?.Description.Provenance ?? Provenance.Compiled)];
        return Object(vi, en, [("dataset", id), ("version", Whole("Phiên bản của dữ liệu.", "The version of the data.")), ("provenance", provenance), .. members]);
    }

    private static string Name(Provenance provenance) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(provenance.ToString());

    public static OpenApiSchema Object(string vi, string en, params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> members)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = Bilingual.Line(vi, en),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal),
            Required = new HashSet<string>(StringComparer.Ordinal),
        };
        foreach (var (name, member) in members)
        {
            schema.Properties.Add(name, member);
            schema.Required.Add(name);
        }

        return schema;
    }

    public static OpenApiSchema Words(string vi, string en, string? format = null) => new() { Type = JsonSchemaType.String, Format = format, Description = Bilingual.Line(vi, en) };

    public static OpenApiSchema Whole(string vi, string en) => new() { Type = JsonSchemaType.Integer, Format = "int64", Description = Bilingual.Line(vi, en) };

    public static OpenApiSchema Nullable(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }
}
