using LongAn.OpenData.Text;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>What is of the document of CKAN's actions alone: its title, CKAN's errors, and examples that name datasets.</summary>
internal static class CkanOpenApi
{
    private const string Error = "CkanError";

    public static readonly LocalizedText Title = new("Giao diện CKAN", "CKAN's API");

    /// <summary>By action and parameter.</summary>
    public static IReadOnlyDictionary<(string Action, string Parameter), string> Examples { get; } = new Dictionary<(string, string), string>
    {
        [("package_show", "id")] = "districts",
        [("resource_show", "id")] = "739c324d-8435-5679-bf6d-201eb4a64d16",
        [("datastore_search", "resource_id")] = "districts",
        [("datastore_info", "id")] = "districts",
    };

    /// <summary>One row each: the status, the component and what it says.</summary>
    private static readonly IReadOnlyList<(string Status, string Name, LocalizedText Description)> Errors =
    [
        ("400", "CkanBadRequest", new("Yêu cầu không đọc được, hoặc câu hỏi tìm kiếm sai cú pháp.", "The request cannot be read, or a search is malformed.")),
        ("404", "CkanNotFound", new("Không tìm thấy.", "Not found.")),
        ("409", "CkanConflict", new("Tham số sai; mỗi tham số có danh sách lỗi riêng.", "Parameters are wrong; the mistakes are listed under each.")),
    ];

    public static OpenApiInfo Info => new()
    {
        Title = Bilingual.Line(Title),
        Version = "3",
        Description = Bilingual.Paragraphs(
            "Các hành động của CKAN 2.11 mà cổng trả lời, bằng GET với tham số trong địa chỉ hoặc POST với JSON hay biểu mẫu; cũng ở /api/action/. Chỉ đọc.",
            "The actions of CKAN 2.11 that the portal answers, by GET with parameters in the address or by POST with JSON or a form; also at /api/action/. Read-only."),
        Contact = PortalOpenApi.Info.Contact,
        License = PortalOpenApi.Info.License,
    };

    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas[Error] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = Bilingual.Line("Lỗi như CKAN báo.", "A mistake as CKAN tells it."),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["help"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["success"] = new OpenApiSchema { Type = JsonSchemaType.Boolean },
                ["error"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema(), Description = Bilingual.Line("__type, và message hoặc lỗi theo tham số.", "__type, and a message or the mistakes by parameter.") },
            },
        };
        document.Components.Responses = Errors.ToDictionary(row => row.Name, IOpenApiResponse (row) => new OpenApiResponse
        {
            Description = Bilingual.Line(row.Description),
            Content = new Dictionary<string, IOpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Error, document) } },
        }, StringComparer.Ordinal);
        foreach (var operation in document.Paths.Values.SelectMany(item => item.Operations!.Values))
        {
            foreach (var (status, name, _) in Errors)
                operation.Responses![status] = new OpenApiResponseReference(name, document);
        }
    }
}
