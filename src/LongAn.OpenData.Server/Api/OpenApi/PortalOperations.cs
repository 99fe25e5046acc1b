using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>Describes what a generator cannot read off a handler: parameters of a query string and answers that are streamed.</summary>
internal sealed class PortalOperations : IOperationFilter
{
    /// <returns>How the operation reads records; null where it does not.</returns>
    public static ReadsRecords? RecordsOf(OpenApiOperation operation) =>
        operation.Metadata is { } metadata && metadata.TryGetValue(nameof(ReadsRecords), out var found) ? (ReadsRecords)found : null;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var parameters = (operation.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Path).Select(parameter => PortalParameters.InPath(parameter.Name!)).ToList();
        if (metadata.OfType<TakesParameters>().FirstOrDefault() is { } taken)
            parameters.AddRange(taken.Parameters.Select(row => PortalParameters.Of(CkanOpenApi.Examples.TryGetValue((operation.OperationId ?? "", row.Name), out var example) ? row with { Example = example } : row)));
        var success = (OpenApiResponse)operation.Responses!.First(response => response.Key.StartsWith('2')).Value;
        success.Description = Bilingual.Line("Thành công.", "Success.");
        if (metadata.OfType<ReadsRecords>().FirstOrDefault() is { } records)
        {
            operation.Metadata = new Dictionary<string, object> { [nameof(ReadsRecords)] = records };
            parameters.AddRange(records.Parameters.Select(row => PortalParameters.Of(row, version: null)));
            if (records.HasFilters)
                parameters.Add(PortalParameters.AnyFilter());
            success.Content = records.Formats.ToDictionary(format => format.MediaType, IOpenApiMediaType (format) => RecordSchemas.Body(records, format, context.Document), StringComparer.Ordinal);
            if (records == ReadsRecords.Everything)
                ExportResponses.AddTo(operation, success, context.Document);
        }

        operation.Parameters = [.. parameters];
        KeySecurity.AddTo(operation, metadata, context.Document);
        WriteOperations.AddTo(operation, metadata);
    }
}
