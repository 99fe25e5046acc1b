using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

internal static class OpenApiEndpoints
{
    /// <summary>The documents follow from the code too, so another build has other tags.</summary>
    private static readonly string Build = typeof(OpenApiEndpoints).Module.ModuleVersionId.ToString("N");

    public static void AddOpenApiDocuments(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<OpenApiDocuments>();
        services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc(OpenApiDocuments.Portal, PortalOpenApi.Info);
            swagger.SwaggerDoc(OpenApiDocuments.Ckan, CkanOpenApi.Info);
            swagger.SwaggerDoc(OpenApiDocuments.AnyDataset, PortalOpenApi.Info);
            swagger.DocInclusionPredicate((name, operation) => name == OpenApiDocuments.Ckan
                ? operation.GroupName == OpenApiDocuments.Ckan
                : operation.GroupName is null && (name == OpenApiDocuments.Portal || operation.RelativePath!.Contains("datasets/{id}", StringComparison.Ordinal)));
            swagger.OperationFilter<PortalOperations>();
            swagger.SchemaFilter<PortalSchemas>();
            swagger.DocumentFilter<PortalOpenApi>();
            swagger.MapType<JsonObject>(() => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() });
            swagger.SupportNonNullableReferenceTypes();
            swagger.UseAllOfToExtendReferenceSchemas();
            swagger.IncludeXmlComments(typeof(Dataset).Assembly);
            swagger.IncludeXmlComments(typeof(OpenApiEndpoints).Assembly);
        });
    }

    public static void MapOpenApiDocuments(this WebApplication app)
    {
        app.MapGet("/openapi/{document}.json", GetDocument).ExcludeFromDescription().Takes().WithMetadata(new KeepsAnswers());
        app.UsePortalSwaggerUI();
    }

    private static IResult GetDocument(string document, OpenApiDocuments documents, DatasetCatalog catalog, PortalLinks links)
    {
        if (!documents.Names.Contains(document))
            return new ProblemResult(ProblemMessages.UnknownDataset(document, Nearest.To(document, documents.Names)) with { Parameter = nameof(document) });

        var dataset = catalog.Find(document);
        return new DocumentResult(Build + dataset?.Digest + catalog.Digest, dataset?.MetadataModified ?? DateTimeOffset.UnixEpoch, () => documents.Make(document, links.Root)!);
    }
}
