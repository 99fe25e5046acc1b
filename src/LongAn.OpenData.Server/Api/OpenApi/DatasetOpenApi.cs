using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Suggest;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>Makes a dataset's own document out of the operations that every dataset has: concrete paths, parameters and records.</summary>
internal sealed partial class DatasetOpenApi
{
    private const string IdInPath = "{id}";
    private const string KeyInPath = "{key}";
    private const string FormatInPath = "{format}";
    private const string FieldInPath = "{field}";

    private readonly Dataset dataset;
    private readonly OpenApiDocument document;
    private readonly Dictionary<string, IOpenApiParameter> parameters = new(StringComparer.Ordinal);
    private readonly List<string> filters = [];

    private DatasetOpenApi(Dataset dataset, OpenApiDocument document)
    {
        this.dataset = dataset;
        this.document = document;
        foreach (var row in RecordsParameter.All.Where(HasMeaning))
            parameters.Add(row.Name, PortalParameters.Of(row, dataset.Current));
        foreach (var filter in FieldParameters.Of(dataset))
        {
            var name = ComponentName().IsMatch(filter.Name!) ? filter.Name! : $"filter-{filters.Count}";
            parameters.Add(name, filter);
            filters.Add(name);
        }
    }

    /// <param name="document">The document of the operations below <c>/datasets/{id}</c>, freshly made; it becomes the dataset's.</param>
    /// <param name="catalog">Says what other datasets say of this one.</param>
    public static OpenApiDocument Of(Dataset dataset, DatasetCatalog catalog, OpenApiDocument document)
    {
        new DatasetOpenApi(dataset, document).Write(catalog);
        return document;
    }

    private bool HasMeaning(RecordsParameter row) => row.AppliesTo(dataset.Current);

    private void Write(DatasetCatalog catalog)
    {
        document.Info = DatasetInfo.Of(dataset);
        document.Components!.Parameters = parameters;
        RecordSchemas.AddTo(document, dataset);
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.Where(pair => IsThere(pair.Key, catalog)))
        {
            var concrete = path.Replace(IdInPath, Uri.EscapeDataString(dataset.Id), StringComparison.Ordinal);
            foreach (var operation in item.Operations!.Values)
                Describe(operation);
            if (path.Contains(FormatInPath, StringComparison.Ordinal))
                AddFormats(paths, concrete, item);
            else
                paths.Add(concrete, item);
        }

        document.Paths = paths;
    }

    private Field[] SuggestedFields => [.. dataset.Schema.Fields.Where(row => row.Type.IsText && SuggestSql.CanSuggest(row, dataset.Current))];

    private bool IsThere(string path, DatasetCatalog catalog) =>
        (dataset.Schema.PrimaryKey.Count > 0 || !path.Contains(KeyInPath, StringComparison.Ordinal))
        && (SuggestedFields.Length > 0 || !path.Contains(FieldInPath, StringComparison.Ordinal))
        && (!path.EndsWith("/successors", StringComparison.Ordinal) || catalog.ChangesOf(dataset.Id, forward: true).Any())
        && (!path.EndsWith("/predecessors", StringComparison.Ordinal) || catalog.ChangesOf(dataset.Id, forward: false).Any());

    private void Describe(OpenApiOperation operation)
    {
        var inPath = operation.Parameters!.Where(parameter => parameter.In == ParameterLocation.Path && parameter.Name != "id");
        IEnumerable<IOpenApiParameter> inQuery = operation.Parameters!.Where(parameter => parameter.In == ParameterLocation.Query);
        if (PortalOperations.RecordsOf(operation) is { } records)
        {
            RemoveFormats(operation);
            inQuery = [.. records.Parameters.Where(HasMeaning).Select(row => RecordsParameter.All.Contains(row) ? Reference(row.Name) : (IOpenApiParameter)PortalParameters.Of(row, dataset.Current)), .. records.HasFilters ? filters.Select(Reference) : []];
        }

        operation.Parameters = [.. inPath.Select(parameter => parameter.Name switch { "key" => Key(), "field" => SuggestedField(), _ => parameter }), .. inQuery, .. operation.Parameters!.Where(parameter => parameter.In == ParameterLocation.Header)];
    }

    /// <summary>What this dataset cannot be had in.</summary>
    private void RemoveFormats(OpenApiOperation operation)
    {
        foreach (var format in RecordFormat.All.Where(format => !format.IsFor(dataset.Current)))
        {
            foreach (var response in operation.Responses!.Values)
                response.Content?.Remove(format.MediaType);
        }
    }

    /// <summary>An operation for each format, in the place of the one for all.</summary>
    private void AddFormats(OpenApiPaths paths, string path, IOpenApiPathItem item)
    {
        foreach (var format in RecordFormat.For(dataset.Current))
        {
            var copy = new OpenApiPathItem();
            foreach (var (method, operation) in item.Operations!)
            {
                copy.AddOperation(method, new OpenApiOperation(operation)
                {
                    OperationId = operation.OperationId + char.ToUpperInvariant(format.Name[0]) + format.Name[1..],
                    Summary = $"{operation.Summary?.TrimEnd('.')}: {format.Title.In("en")}.",
                    Parameters = [.. operation.Parameters!.Where(parameter => Takes(format, parameter))],
                    Responses = Narrowed(operation.Responses!, format),
                });
            }

            paths.Add(path.Replace(FormatInPath, format.Name, StringComparison.Ordinal), copy);
        }
    }

    /// <summary>The format stands in the path, and takes some options and not others.</summary>
    private static bool Takes(RecordFormat format, IOpenApiParameter parameter) =>
        (parameter.Name != "format" || parameter.In != ParameterLocation.Path)
        && (RecordsParameter.All.FirstOrDefault(row => row.IsOfFormat && row.Name == parameter.Name) is not { } option || format.Options.Contains(option));

    private OpenApiResponses Narrowed(OpenApiResponses responses, RecordFormat format)
    {
        var narrowed = new OpenApiResponses(responses);
        foreach (var (status, response) in responses.Where(pair => pair.Value.Content?.ContainsKey(format.MediaType) == true))
        {
            narrowed[status] = new OpenApiResponse
            {
                Description = response.Description,
                Headers = response.Headers,
                Content = new Dictionary<string, IOpenApiMediaType> { [format.MediaType] = response.Content![format.MediaType] },
            };
        }

        if (format != RecordFormat.Json)
            narrowed["200"].Content!.Add(RecordFormat.Json.MediaType, new OpenApiMediaType { Schema = ExportResponses.Manifest(document) });
        return narrowed;
    }

    private OpenApiParameterReference Reference(string name) => new(name, document);

    private OpenApiParameter SuggestedField()
    {
        var parameter = PortalParameters.InPath("field");
        parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. SuggestedFields.Select(field => JsonValue.Create(field.Name))] };
        parameter.Example = JsonValue.Create(SuggestedFields[0].Name);
        return parameter;
    }

    private OpenApiParameter Key()
    {
        var parameter = PortalParameters.InPath("key");
        var fields = dataset.Schema.PrimaryKey.Select(name => dataset.Schema.Find(name)!).ToArray();
        var examples = fields.Select(field => FieldExample.Of(field, dataset.Current)).OfType<JsonNode>().ToArray();
        if (fields is [var only])
        {
            parameter.Description = Bilingual.Line(only.Title);
            parameter.Schema = FieldSchema.Value(only);
            parameter.Example = examples.FirstOrDefault();
            return parameter;
        }

        // An array in a path is its items with commas between them, and a comma inside an item is percent-encoded.
        var names = string.Join(',', dataset.Schema.PrimaryKey);
        parameter.Description = Bilingual.Line($"Khóa chính: {names}.", $"The primary key: {names}.");
        parameter.Style = ParameterStyle.Simple;
        parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, MinItems = fields.Length, MaxItems = fields.Length };
        parameter.Example = examples.Length < fields.Length ? null : new JsonArray([.. examples.Select(example => JsonValue.Create(FieldExample.Text(example)))]);
        return parameter;
    }

    [GeneratedRegex("^[a-zA-Z0-9._-]+$")]
    private static partial Regex ComponentName();
}
