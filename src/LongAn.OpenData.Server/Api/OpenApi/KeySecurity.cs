using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Server.Hosting.Keys;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>Which operations need a key, and how it is sent.</summary>
internal static class KeySecurity
{
    private const string Name = "apiKey";

    public static Dictionary<string, IOpenApiSecurityScheme> Schemes => new(StringComparer.Ordinal)
    {
        [Name] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "lak_…",
            Description = Bilingual.Paragraphs(
                $"Khóa của nhà xuất bản, do người vận hành cổng cấp. Quyền: {string.Join(" ", KeyScope.All.Select(scope => $"{scope}: {scope.Description.Vi}"))}",
                $"A publisher's key, made by whoever runs the portal. Scopes: {string.Join(" ", KeyScope.All.Select(scope => $"{scope}: {scope.Description.In("en")}"))}"),
        },
    };

    public static bool NeedsKey(OpenApiOperation operation) => operation.Security is { Count: > 0 };

    public static void AddTo(OpenApiOperation operation, IEnumerable<object> metadata, OpenApiDocument document)
    {
        if (metadata.OfType<NeedsKey>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Name, document)] = [] }];
    }
}
