using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Api.SchemaOrg;

/// <summary>A version of a dataset as Croissant 1.0: schema.org, the CSV file with its digest, and what its columns hold.</summary>
/// <param name="csv">What is known of the CSV file.</param>
internal sealed class CroissantDataset(PortalLinks links, string language, ExportFacts csv)
{
    private const string Context = """
        {
          "@language": "vi",
          "@vocab": "https://schema.org/",
          "citeAs": "cr:citeAs",
          "column": "cr:column",
          "conformsTo": "dct:conformsTo",
          "cr": "http://mlcommons.org/croissant/",
          "rai": "http://mlcommons.org/croissant/RAI/",
          "data": { "@id": "cr:data", "@type": "@json" },
          "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
          "dct": "http://purl.org/dc/terms/",
          "examples": { "@id": "cr:examples", "@type": "@json" },
          "extract": "cr:extract",
          "field": "cr:field",
          "fileProperty": "cr:fileProperty",
          "fileObject": "cr:fileObject",
          "fileSet": "cr:fileSet",
          "format": "cr:format",
          "includes": "cr:includes",
          "isLiveDataset": "cr:isLiveDataset",
          "jsonPath": "cr:jsonPath",
          "key": "cr:key",
          "md5": "cr:md5",
          "parentField": "cr:parentField",
          "path": "cr:path",
          "recordSet": "cr:recordSet",
          "references": "cr:references",
          "regex": "cr:regex",
          "repeated": "cr:repeated",
          "replace": "cr:replace",
          "sc": "https://schema.org/",
          "separator": "cr:separator",
          "source": "cr:source",
          "subField": "cr:subField",
          "transform": "cr:transform"
        }
        """;

    private const string File = "records.csv";
    private const string Records = "records";

    /// <summary>The types of fields that are more than text: one row each.</summary>
    private static readonly Dictionary<FieldType, string> Types = new()
    {
        [FieldType.Integer] = "sc:Integer",
        [FieldType.Year] = "sc:Integer",
        [FieldType.Number] = "sc:Float",
        [FieldType.Boolean] = "sc:Boolean",
        [FieldType.Date] = "sc:Date",
        [FieldType.DateTime] = "sc:DateTime",
    };

    public JsonObject Of(Dataset dataset, DatasetVersion version)
    {
        var context = JsonNode.Parse(Context)!;
        context["@language"] = language;
        var number = version.Number.ToString(CultureInfo.InvariantCulture);
        var json = new SchemaOrgDataset(links, language).Base(dataset, version);
        json.Insert(0, "@context", context);
        json["@type"] = "sc:Dataset";
        json["conformsTo"] = "http://mlcommons.org/croissant/1.0";
        json["version"] = $"{number}.0.0";
        json["distribution"] = new JsonArray(new JsonObject
        {
            ["@type"] = "cr:FileObject",
            ["@id"] = File,
            ["name"] = $"{dataset.Id}-v{number}.csv",
            ["contentUrl"] = $"{links.Dataset(dataset.Id)}/export.csv?version={number}",
            ["contentSize"] = $"{csv.Bytes.ToString(CultureInfo.InvariantCulture)} B",
            ["encodingFormat"] = RecordFormat.Csv.MediaType,
            ["sha256"] = csv.Sha256,
        });
        var records = new JsonObject
        {
            ["@type"] = "cr:RecordSet",
            ["@id"] = Records,
            ["name"] = Records,
            ["field"] = new JsonArray([.. version.Schema.Fields.Select(Column)]),
        };
        if (version.Schema.PrimaryKey.Count > 0)
            records["key"] = new JsonArray([.. version.Schema.PrimaryKey.Select(name => new JsonObject { ["@id"] = $"{Records}/{name}" })]);
        json["recordSet"] = new JsonArray(records);
        return json;
    }

    private JsonObject Column(Field field) => new()
    {
        ["@type"] = "cr:Field",
        ["@id"] = $"{Records}/{field.Name}",
        ["name"] = field.Name,
        ["description"] = field.Description.In(language) is { Length: > 0 } text ? text : field.Title.In(language),
        ["dataType"] = Types.GetValueOrDefault(field.Type, "sc:Text"),
        ["source"] = new JsonObject { ["fileObject"] = new JsonObject { ["@id"] = File }, ["extract"] = new JsonObject { ["column"] = field.Name } },
    };
}
