using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Csvw;

/// <summary>What one CSV file holds (W3C Metadata Vocabulary for Tabular Data): its columns, as they were asked for, and its dialect.</summary>
/// <param name="address">Of the CSV file.</param>
internal sealed class CsvwDocument(Dataset dataset, RecordsPlan plan, FormatOptions options, string address, PortalLinks links)
{
    /// <summary>The datatypes of columns; what is not here is JSON as text. One row each.</summary>
    private static readonly Dictionary<FieldType, string> Datatypes = new()
    {
        [FieldType.String] = "string",
        [FieldType.Any] = "string",
        [FieldType.Integer] = "long",
        [FieldType.Number] = "double",
        [FieldType.Boolean] = "boolean",
        [FieldType.Date] = "date",
        [FieldType.DateTime] = "dateTime",
        [FieldType.Time] = "time",
        [FieldType.Year] = "gYear",
        [FieldType.YearMonth] = "gYearMonth",
        [FieldType.Duration] = "duration",
    };

    public JsonObject Make()
    {
        var description = dataset.Description;
        var provenance = ProvenanceText.Of(plan.Version.Provenance, description.Sources);
        return new JsonObject
        {
            ["@context"] = new JsonArray("http://www.w3.org/ns/csvw", new JsonObject { ["@language"] = "vi" }),
            ["@type"] = "Table",
            ["url"] = address,
            ["dc:title"] = Texts(description.Title),
            ["dc:description"] = Texts(description.Description),
            ["dc:publisher"] = Texts(description.Publisher.Title),
            ["dc:license"] = new JsonObject { ["@id"] = description.Licences[0].Url },
            ["dc:provenance"] = Texts(provenance),
            ["dc:modified"] = new JsonObject { ["@value"] = plan.Version.Created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), ["@type"] = "xsd:dateTime" },
            ["dialect"] = new JsonObject
            {
                ["encoding"] = "utf-8",
                ["delimiter"] = options.Delimiter.ToString(),
                ["header"] = options.Header != CsvHeader.None,
                ["headerRowCount"] = options.Header == CsvHeader.None ? 0 : 1,
                ["lineTerminators"] = new JsonArray("\r\n"),
                ["quoteChar"] = "\"",
                ["doubleQuote"] = true,
            },
            ["tableSchema"] = Schema(),
        };
    }

    private JsonObject Schema()
    {
        var json = new JsonObject { ["columns"] = new JsonArray([.. plan.Fields.Select(Column)]) };
        var key = plan.Version.Schema.PrimaryKey;
        if (key.Count == 0 || plan.IsDistinct || !key.All(name => plan.Fields.Any(field => field.Name == name)))
            return json;

        json["primaryKey"] = new JsonArray([.. key.Select(name => (JsonNode?)Name(name))]);
        json["aboutUrl"] = $"{links.Dataset(dataset.Id)}/records/{string.Join(',', key.Select(name => $"{{{Name(name)}}}"))}";
        return json;
    }

    private JsonObject Column(Field field)
    {
        var json = new JsonObject { ["name"] = Name(field.Name), ["titles"] = Titles(field) };
        if (field.Title.Vi.Length > 0)
            json["dc:title"] = Texts(field.Title);
        if (field.Description.Vi.Length > 0)
            json["dc:description"] = Texts(field.Description);
        json["datatype"] = Datatype(field);
        if (field.Within is null && (field.Constraints.Required || plan.Version.Schema.PrimaryKey.Contains(field.Name)))
            json["required"] = true;
        return json;
    }

    /// <summary>What the header of the file says, since a reader compares the two.</summary>
    private JsonNode Titles(Field field) => options.Header switch
    {
        CsvHeader.TitlesVi => new JsonObject { ["vi"] = field.Title.Vi },
        CsvHeader.TitlesEn => new JsonObject { ["en"] = field.Title.In("en") },
        _ => JsonValue.Create(field.Name),
    };

    /// <summary>For a spreadsheet cells are written as formulas where they must be, so they are text.</summary>
    private JsonNode Datatype(Field field)
    {
        if (options.IsForSpreadsheet)
            return JsonValue.Create("string");

        return field.Type == FieldType.Boolean
            ? new JsonObject { ["base"] = "boolean", ["format"] = "true|false" }
            : JsonValue.Create(Datatypes.GetValueOrDefault(field.Type, "json"));
    }

    /// <summary>A name is a variable of a URI template (RFC 6570), so other letters are percent-encoded.</summary>
    private static string Name(string field) => Uri.EscapeDataString(field).Replace("-", "%2D", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);

    private static JsonObject Texts(LocalizedText text)
    {
        var json = new JsonObject { ["vi"] = text.Vi };
        if (text.En is { Length: > 0 } english)
            json["en"] = english;
        return json;
    }
}
