using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>The problems an operation may answer with, as components that all operations share.</summary>
internal static class ProblemResponses
{
    /// <summary>One row each: the component's name, an example, and the operations that answer with it.</summary>
    private static readonly IReadOnlyList<(string Name, ProblemCode Code, string? Parameter, Func<string, OpenApiOperation, bool> Applies)> Rows =
    [
        ("BadRequest", ProblemCode.UnknownParameter, "limt", (path, operation) => operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true),
        ("Unauthorized", ProblemCode.KeyUnknown, "Authorization", NeedsKey),
        ("Forbidden", ProblemCode.ScopeMissing, null, NeedsKey),
        ("TooManyRequests", ProblemCode.TooManyRequests, null, (path, operation) => NeedsKey(path, operation) || operation.Responses!.ContainsKey("429")),
        ("NotFound", ProblemCode.UnknownDataset, "id", (path, operation) => path.Contains('{', StringComparison.Ordinal)),
        ("Gone", ProblemCode.VersionRemoved, "version", IsOfVersion),
        ("NotAcceptable", ProblemCode.NotAcceptable, "Accept", (path, operation) => true),
        ("PreconditionFailed", ProblemCode.PreconditionFailed, null, (path, operation) => IsExport(path, operation) || TakesContent(path, operation)),
        ("Conflict", ProblemCode.PublishInProgress, null, TakesContent),
        ("ContentTooLarge", ProblemCode.ContentTooLarge, null, TakesContent),
        ("UnsupportedMediaType", ProblemCode.UnsupportedMediaType, "Content-Type", TakesContent),
        ("Rejected", ProblemCode.ContentRejected, null, TakesContent),
        ("PreconditionRequired", ProblemCode.PreconditionRequired, "If-Match", TakesContent),
        ("StorageFailed", ProblemCode.StorageFailed, null, TakesContent),
        ("RangeNotSatisfiable", ProblemCode.RangeNotSatisfiable, "Range", IsExport),
        ("Unavailable", ProblemCode.TooBusy, null, (path, operation) => PortalOperations.RecordsOf(operation) is not null),
    ];

    private static bool IsOfVersion(string path, OpenApiOperation operation) =>
        path.Contains("/versions/{", StringComparison.Ordinal) || path.EndsWith("/changes", StringComparison.Ordinal) || path.EndsWith("/rollback", StringComparison.Ordinal)
        || operation.Parameters?.Any(parameter => parameter.Name == RecordsParameter.Version.Name) == true;

    private static bool TakesContent(string path, OpenApiOperation operation) => operation.RequestBody is not null;

    private static bool NeedsKey(string path, OpenApiOperation operation) => KeySecurity.NeedsKey(operation);

    private static bool IsExport(string path, OpenApiOperation operation) => PortalOperations.RecordsOf(operation) == ReadsRecords.Everything;

    public static void AddTo(OpenApiDocument document, IOpenApiSchema schema)
    {
        document.Components!.Responses = Rows.ToDictionary(row => row.Name, IOpenApiResponse (row) => Response(row.Code, row.Parameter, schema), StringComparer.Ordinal);
        foreach (var (path, item) in document.Paths)
        {
            foreach (var operation in item.Operations!.Values)
                AddTo(operation, path, document);
        }
    }

    private static void AddTo(OpenApiOperation operation, string path, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (var row in Rows.Where(row => row.Applies(path, operation)))
            operation.Responses[row.Code.Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(row.Name, document);
    }

    private static OpenApiResponse Response(ProblemCode code, string? parameter, IOpenApiSchema schema) => new()
    {
        Description = Bilingual.Line(code.Title),
        Headers = code.Status switch
        {
            StatusCodes.Status401Unauthorized => Header("WWW-Authenticate", "Cách gửi khóa (RFC 6750).", "How to send a key (RFC 6750).", JsonSchemaType.String),
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => Header("Retry-After", "Số giây nên chờ.", "How many seconds to wait.", JsonSchemaType.Integer),
            StatusCodes.Status416RangeNotSatisfiable => Header("Content-Range", "bytes */ và độ dài của tệp.", "bytes */ and the file's length.", JsonSchemaType.String),
            _ => null,
        },
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [ProblemDocument.MediaType] = new OpenApiMediaType { Schema = schema, Example = Example(code, parameter) },
        },
    };

    private static Dictionary<string, IOpenApiHeader> Header(string name, string vi, string en, JsonSchemaType type) => new(StringComparer.Ordinal)
    {
        [name] = new OpenApiHeader { Description = Bilingual.Line(vi, en), Schema = new OpenApiSchema { Type = type } },
    };

    private static JsonNode Example(ProblemCode code, string? parameter) => JsonSerializer.SerializeToNode(
        new ProblemDocument
        {
            Type = "https://opendata.example/problems/" + code.Name,
            Title = code.Title.Vi,
            Status = code.Status,
            Detail = code.Title.Vi + ".",
            Instance = "/api/v1/datasets",
            Code = code.Name,
            Errors = [new ProblemError(code.Name, parameter, code.Title.Vi + ".", Suggestion: null, Maximum: null, Line: null, Column: null)],
            TraceId = "0af7651916cd43dd8448eb211c80319c",
        },
        PortalJson.Compact)!;
}
