using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>The documents there are at this moment: the portal's, and one for each dataset in the catalog.</summary>
internal sealed class OpenApiDocuments(ISwaggerProvider generator, DatasetCatalog catalog)
{
    public const string Portal = "portal";

    /// <summary>The document of CKAN's actions: the group of its routes.</summary>
    public const string Ckan = "ckan";

    /// <summary>The generator's document of what every dataset has; a dataset cannot have this id.</summary>
    public const string AnyDataset = "{id}";

    /// <summary>Where the documents' addresses begin when nobody asks for them.</summary>
    public const string AnyServer = "/";

    /// <summary>The portal's and CKAN's first, then by the datasets' ids.</summary>
    public IEnumerable<string> Names => [Portal, Ckan, .. catalog.Datasets.Select(dataset => dataset.Id)];

    /// <param name="server">The address that paths are appended to.</param>
    /// <returns>Null where there is no such document.</returns>
    public JsonNode? Make(string name, string server)
    {
        if (name is Portal or Ckan)
            return Write(generator.GetSwagger(name), server);

        return catalog.Find(name) is { } dataset ? Write(DatasetOpenApi.Of(dataset, catalog, generator.GetSwagger(AnyDataset)), server) : null;
    }

    /// <summary>OpenAPI 3.0, which more tools read than 3.1, and nothing here needs more.</summary>
    private static JsonNode Write(OpenApiDocument document, string server)
    {
        document.Servers = [new OpenApiServer { Url = server }];
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV3(new OpenApiJsonWriter(text));
        var json = JsonNode.Parse(text.ToString())!;
        while (DropsUnused(json))
        {
            // What only something unused named is unused now.
        }

        return json;
    }

    /// <summary>An operation that a dataset does not have leaves the schema of its answer behind.</summary>
    private static bool DropsUnused(JsonNode document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var text = document.ToJsonString();
        string[] unused = [.. schemas.Select(pair => pair.Key).Where(name => !text.Contains($"\"#/components/schemas/{name}\"", StringComparison.Ordinal))];
        foreach (var name in unused)
            schemas.Remove(name);
        return unused.Length > 0;
    }
}
