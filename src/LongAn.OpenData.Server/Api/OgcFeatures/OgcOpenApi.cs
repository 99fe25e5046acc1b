using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>The service's OpenAPI 3.0 document: every collection has its own paths, with its own queryables as parameters.</summary>
internal sealed class OgcOpenApi(string language)
{
    private static readonly LocalizedText InPath = new("Id của đối tượng, được mã hóa phần trăm.", "The feature's id, percent-encoded.");

    public static JsonObject Of(IEnumerable<Dataset> datasets, PortalLinks links, string language) => new OgcOpenApi(language).Make([.. datasets], links);

    private JsonObject Make(Dataset[] datasets, PortalLinks links)
    {
        var paths = new JsonObject
        {
            ["/"] = Get("getLandingPage", "Capabilities", new("Điểm vào", "The landing page"), [], "object", OgcLinks.Json),
            ["/conformance"] = Get("getConformance", "Capabilities", new("Các tiêu chuẩn được tuân theo", "What it conforms to"), [], "object", OgcLinks.Json),
            ["/api"] = Get("getApi", "Capabilities", new("Tài liệu này", "This document"), [], "object", OgcLinks.OpenApi),
            ["/collections"] = Get("getCollections", "Capabilities", new("Các bộ dữ liệu", "The collections"), [], "object", OgcLinks.Json),
        };
        foreach (var dataset in datasets)
            Add(paths, dataset);
        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = LandingDocument.Title.In(language),
                ["version"] = "1.0.0",
                ["description"] = LandingDocument.Description.In(language),
                ["contact"] = new JsonObject { ["name"] = new LocalizedText("Nhóm LongAn.OpenData", "The LongAn.OpenData team").In(language) },
                ["license"] = new JsonObject { ["name"] = "CC-BY-4.0", ["url"] = "https://creativecommons.org/licenses/by/4.0/" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = links.Ogc() }),
            ["security"] = new JsonArray(new JsonObject()),
            ["tags"] = new JsonArray([Tag("Capabilities", LandingDocument.Description.In(language)), .. datasets.Select(dataset => Tag(dataset.Id, dataset.Description.Title.In(language)))]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["parameters"] = Parameters(),
                ["responses"] = Problems(),
                ["schemas"] = Schemas(),
            },
        };
    }

    private void Add(JsonObject paths, Dataset dataset)
    {
        var (path, title) = ($"/collections/{dataset.Id}", dataset.Description.Title);
        var name = OperationName(dataset.Id);
        paths[path] = Get("describe" + name, dataset.Id, title, [], "object", OgcLinks.Json);
        paths[path + "/queryables"] = Get("getQueryables" + name, dataset.Id, new($"{title.Vi}: lọc được theo gì", $"{title.In("en")}: what can be filtered by"), [], "object", OgcLinks.JsonSchema);
        paths[path + "/schema"] = Get("getSchema" + name, dataset.Id, new($"{title.Vi}: các thuộc tính", $"{title.In("en")}: the properties"), [], "object", OgcLinks.JsonSchema);
        JsonNode[] ofItems = [.. OgcParameter.All.Where(row => !row.IsOfDocument).Select(row => Reference("parameters", row.Name)), .. Queryables.Parameters(dataset.Current).Select(Queryable)];
        paths[path + "/items"] = Get("getFeatures" + name, dataset.Id, new($"{title.Vi}: đối tượng", $"{title.In("en")}: features"), ofItems, "FeatureCollection", OgcLinks.GeoJson);
        if (dataset.Schema.PrimaryKey.Count == 0)
            return;

        JsonNode[] ofOne = [Reference("parameters", OgcEndpoints.FeatureId), .. OgcParameter.All.Where(row => row.IsOfOne && !row.IsOfDocument).Select(row => Reference("parameters", row.Name))];
        paths[path + "/items/{featureId}"] = Get("getFeature" + name, dataset.Id, new($"{title.Vi}: một đối tượng", $"{title.In("en")}: one feature"), ofOne, "Feature", OgcLinks.GeoJson);
    }

    /// <param name="schema">A component, or a type.</param>
    private JsonObject Get(string id, string tag, LocalizedText summary, JsonNode[] parameters, string schema, string type)
    {
        var common = OgcParameter.All.Where(row => row.IsOfDocument).Select(row => Reference("parameters", row.Name));
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = new LocalizedText("Thành công.", "Success.").In(language),
                ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema == "object" ? new JsonObject { ["type"] = schema } : Reference("schemas", schema) } },
            },
        };
        foreach (var status in (string[])["400", "404", "406", "500", "503"])
            responses[status] = Reference("responses", "Problem");
        return new JsonObject
        {
            ["get"] = new JsonObject
            {
                ["operationId"] = id,
                ["tags"] = new JsonArray(tag),
                ["summary"] = summary.In(language),
                ["description"] = summary.In(language) + ".",
                ["parameters"] = new JsonArray([.. parameters, .. common]),
                ["responses"] = responses,
            },
        };
    }

    private JsonObject Queryable(Field field)
    {
        var schema = new JsonObject();
        Queryables.AddType(schema, field);
        return new JsonObject
        {
            ["name"] = field.Name,
            ["in"] = "query",
            ["description"] = Queryables.Of(field, language)["title"]!.GetValue<string>(),
            ["schema"] = schema,
        };
    }

    private JsonObject Parameters()
    {
        var parameters = new JsonObject
        {
            [OgcEndpoints.FeatureId] = new JsonObject
            {
                ["name"] = OgcEndpoints.FeatureId,
                ["in"] = "path",
                ["required"] = true,
                ["description"] = InPath.In(language),
                ["schema"] = new JsonObject { ["type"] = "string" },
            },
        };
        foreach (var row in OgcParameter.All)
        {
            var parameter = new JsonObject { ["name"] = row.Name, ["in"] = "query", ["description"] = row.Description.In(language), ["schema"] = row.Schema() };
            if (row.IsList)
                parameter["explode"] = false;
            parameters[row.Name] = parameter;
        }

        return parameters;
    }

    private JsonObject Problems() => new()
    {
        ["Problem"] = new JsonObject
        {
            ["description"] = new LocalizedText("Lỗi, theo RFC 9457.", "A problem (RFC 9457).").In(language),
            ["content"] = new JsonObject { [ProblemDocument.MediaType] = new JsonObject { ["schema"] = Reference("schemas", "Problem") } },
        },
    };

    private static JsonObject Schemas()
    {
        static JsonObject Any(string type) => new() { ["type"] = type };
        static JsonObject Link() => new() { ["type"] = "array", ["items"] = Any("object") };
        return new JsonObject
        {
            ["FeatureCollection"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("type", "features"),
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("FeatureCollection") },
                    ["features"] = new JsonObject { ["type"] = "array", ["items"] = Reference("schemas", "Feature") },
                    ["links"] = Link(),
                    ["timeStamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
                    ["numberMatched"] = Any("integer"),
                    ["numberReturned"] = Any("integer"),
                    ["provenance"] = Any("string"),
                },
            },
            ["Feature"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("type", "geometry", "properties"),
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("Feature") },
                    ["id"] = new JsonObject { ["oneOf"] = new JsonArray(Any("string"), Any("integer")) },
                    ["geometry"] = new JsonObject { ["type"] = "object", ["nullable"] = true },
                    ["properties"] = Any("object"),
                    ["links"] = Link(),
                },
            },
            ["Problem"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["type"] = Any("string"), ["title"] = Any("string"), ["status"] = Any("integer"), ["detail"] = Any("string"), ["code"] = Any("string"), ["errors"] = Link() },
            },
        };
    }

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static JsonObject Tag(string name, string description) => new() { ["name"] = name, ["description"] = description };

    private static string OperationName(string id) => string.Concat(id.Split('-', '.', '_').Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
