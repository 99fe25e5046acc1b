using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>What requests that write bring with them, and what their answers say beside the body.</summary>
internal static class WriteOperations
{
    private static readonly Dictionary<string, (string Vi, string En)> Statuses = new(StringComparer.Ordinal)
    {
        ["201"] = ("Đã đăng phiên bản mới.", "A new version is served."),
        ["202"] = ("Đã nhận; việc sẽ được làm sau.", "Accepted; a job does it."),
    };

    public static void AddTo(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<TakesHeaders>().FirstOrDefault() is { } taken)
            operation.Parameters = [.. operation.Parameters!, .. taken.Headers.Select(InHeader)];
        if (metadata.OfType<TakesContent>().FirstOrDefault() is { } content)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = content.MediaTypes.ToDictionary(type => type, IOpenApiMediaType (type) => new OpenApiMediaType { Schema = Body(type) }, StringComparer.Ordinal),
            };
        }

        foreach (var (status, text) in Statuses)
        {
            if (operation.Responses!.TryGetValue(status, out var found) && found is OpenApiResponse response)
            {
                response.Description = Bilingual.Line(text.Vi, text.En);
                response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["Location"] = new OpenApiHeader { Description = Bilingual.Line("Địa chỉ của phiên bản, hoặc của việc.", "The address of the version, or of the job."), Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = SchemaParts.Link } } };
            }
        }
    }

    private static OpenApiParameter InHeader(QueryParameter row)
    {
        var parameter = PortalParameters.Of(row);
        parameter.In = ParameterLocation.Header;
        parameter.Explode = false;
        return parameter;
    }

    private static OpenApiSchema Body(string type) => type.EndsWith("json", StringComparison.Ordinal) && !type.Contains("nd", StringComparison.Ordinal)
        ? new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() }
        : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
}
