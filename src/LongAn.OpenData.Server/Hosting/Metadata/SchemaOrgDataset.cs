using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Metadata;

/// <summary>A dataset as <c>Dataset</c> of schema.org, as search engines read it: in one language, the title of the other beside it.</summary>
/// <param name="language"><c>vi</c> or <c>en</c>.</param>
internal sealed class SchemaOrgDataset(PortalLinks links, string language)
{
    public const string Context = "https://schema.org/";

    public JsonObject Of(Dataset dataset)
    {
        var json = Base(dataset, dataset.Current);
        json.Insert(0, "@context", Context);
        json["distribution"] = new JsonArray([.. RecordFormat.For(dataset.Current).Select(format => Download(dataset, format))]);
        json["variableMeasured"] = new JsonArray([.. dataset.Schema.Fields.Select(field => Variable(field, dataset.Current))]);
        return json;
    }

    /// <summary>What is said of a dataset whatever vocabulary stands around it.</summary>
    public JsonObject Base(Dataset dataset, DatasetVersion version)
    {
        var description = dataset.Description;
        var json = Named(dataset);
        json["description"] = Text(description.Description);
        json["disambiguatingDescription"] = Text(ProvenanceText.Of(version.Provenance));
        json["identifier"] = dataset.Id;
        json["keywords"] = new JsonArray([.. description.Keywords.Concat(description.Themes.Select(theme => Text(theme.Title))).Distinct(StringComparer.Ordinal).Select(word => (JsonNode?)word)]);
        json["license"] = description.Licences[0].Url;
        json["isAccessibleForFree"] = true;
        json["inLanguage"] = "vi";
        json["creator"] = Organization(description.Publisher);
        json["publisher"] = Organization(description.Publisher);
        json["includedInDataCatalog"] = new JsonObject { ["@type"] = "DataCatalog", ["@id"] = Catalog, ["name"] = Text(PortalIdentity.Title), ["url"] = Catalog };
        json["datePublished"] = Moment(dataset.Versions[0].Created);
        json["dateModified"] = Moment(version.Created);
        json["version"] = version.Number.ToString(CultureInfo.InvariantCulture);
        if (description.Sources.Count > 0)
            json["isBasedOn"] = new JsonArray([.. description.Sources.Select(Source)]);
        if (description.Coverage is { From: not null } or { To: not null })
            json["temporalCoverage"] = $"{Day(description.Coverage.From)}/{Day(description.Coverage.To)}";
        if (Place(description.Coverage?.Place, version) is { } place)
            json["spatialCoverage"] = place;
        return json;
    }

    /// <summary>The portal as <c>DataCatalog</c>, with all its datasets by name.</summary>
    public JsonObject Of(IReadOnlyList<Dataset> datasets) => new()
    {
        ["@context"] = Context,
        ["@type"] = "DataCatalog",
        ["@id"] = Catalog,
        ["name"] = Text(PortalIdentity.Title),
        ["alternateName"] = OtherText(PortalIdentity.Title),
        ["description"] = Text(PortalIdentity.Description),
        ["url"] = links.Root + "/",
        ["license"] = PortalIdentity.Licence.Url,
        ["isAccessibleForFree"] = true,
        ["inLanguage"] = new JsonArray("vi", "en"),
        ["publisher"] = Organization(PortalIdentity.Publisher),
        ["dataset"] = new JsonArray([.. datasets.Select(Listed)]),
    };

    private string Catalog => links.Root + "/catalog";

    private JsonObject Listed(Dataset dataset)
    {
        var json = Named(dataset);
        json["description"] = Text(dataset.Description.Description);
        json["license"] = dataset.Description.Licences[0].Url;
        json["dateModified"] = Moment(dataset.Current.Created);
        return json;
    }

    private JsonObject Named(Dataset dataset)
    {
        var json = new JsonObject
        {
            ["@type"] = "Dataset",
            ["@id"] = $"{links.Root}/dataset/{Uri.EscapeDataString(dataset.Id)}",
            ["name"] = Text(dataset.Description.Title),
        };
        if (OtherText(dataset.Description.Title) is { } other)
            json["alternateName"] = other;
        json["url"] = links.DatasetPage(dataset.Id);
        return json;
    }

    private JsonObject Download(Dataset dataset, RecordFormat format) => new()
    {
        ["@type"] = "DataDownload",
        ["name"] = Text(format.Title),
        ["encodingFormat"] = format.MediaType,
        ["contentUrl"] = $"{links.Dataset(dataset.Id)}/export.{format.Name}",
    };

    private JsonObject Variable(Field field, DatasetVersion version)
    {
        var json = new JsonObject { ["@type"] = "PropertyValue", ["name"] = field.Name };
        if (Text(field.Title) is { Length: > 0 } title)
            json["alternateName"] = title;
        if (Text(field.Description) is { Length: > 0 } text)
            json["description"] = text;
        if (field.Unit is { } unit)
            json["unitText"] = unit;
        if (version.Profile.FirstOrDefault(profile => profile.Field == field.Name) is { Min: double or long } range)
        {
            json["minValue"] = JsonValue.Create(range.Min);
            json["maxValue"] = JsonValue.Create(range.Max);
        }

        return json;
    }

    private JsonObject Organization(Publisher publisher)
    {
        var json = new JsonObject { ["@type"] = "Organization", ["@id"] = $"{Catalog}#publisher-{Uri.EscapeDataString(publisher.Id)}", ["name"] = Text(publisher.Title) };
        if (publisher.Url is { } url)
            json["url"] = url;
        return json;
    }

    private static JsonObject Source(Source source)
    {
        var json = new JsonObject { ["@type"] = "CreativeWork", ["name"] = source.Title };
        if (source.Url is { } url)
            json["url"] = url;
        return json;
    }

    private JsonObject? Place(LocalizedText? name, DatasetVersion version)
    {
        var box = CoverageBox.Of(version);
        if (name is null && box is null)
            return null;

        var json = new JsonObject { ["@type"] = "Place" };
        if (name is not null)
            json["name"] = Text(name);
        if (box is var (west, south, east, north))
            json["geo"] = new JsonObject { ["@type"] = "GeoShape", ["box"] = string.Create(CultureInfo.InvariantCulture, $"{south} {west} {north} {east}") };
        return json;
    }

    private string Text(LocalizedText text) => text.In(language);

    /// <returns>Null where the other language says nothing else.</returns>
    private string? OtherText(LocalizedText text) => text.In(language == "en" ? "vi" : "en") is var other && other != Text(text) ? other : null;

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "..";

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
