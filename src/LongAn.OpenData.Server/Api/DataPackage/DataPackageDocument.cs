using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Api.DataPackage;

/// <summary>
/// A version of a dataset as a Data Package (v2): its CSV file, and behind it those of the datasets that its foreign keys lead to, so that
/// every key in the package points to a resource in the package. Paths are addresses of versions, which never change.
/// </summary>
internal sealed class DataPackageDocument(DatasetCatalog catalog, StoredExports stored, PortalLinks links)
{
    private const string Profiles = "https://datapackage.org/profiles/2.0/";

    /// <summary>The version and all those it leads to, itself first.</summary>
    public static IReadOnlyList<DatasetVersion> Closure(DatasetVersion version)
    {
        var all = new List<DatasetVersion> { version };
        for (var i = 0; i < all.Count; i++)
            all.AddRange(all[i].References.Select(reference => reference.Version).OfType<DatasetVersion>().Where(other => all.All(known => known.Dataset != other.Dataset)).DistinctBy(other => other.Dataset));
        return all;
    }

    /// <summary>What is known of the CSV files: null for those that have not been made.</summary>
    public IReadOnlyList<ExportFacts?> Facts(IReadOnlyList<DatasetVersion> versions) =>
        [.. versions.Select(version => catalog.Find(version.Dataset) is { } dataset ? stored.Find(new WholeExport(dataset, version, RecordFormat.Csv, ExportEncoding.Identity)) : null)];

    public JsonObject Of(Dataset dataset, IReadOnlyList<DatasetVersion> versions, IReadOnlyList<ExportFacts?> facts)
    {
        var (description, version) = (dataset.Description, versions[0]);
        var json = new JsonObject
        {
            ["$schema"] = Profiles + "datapackage.json",
            ["name"] = dataset.Id,
            ["id"] = $"{links.Root}/dataset/{Uri.EscapeDataString(dataset.Id)}?version={Number(version)}",
            ["homepage"] = links.DatasetPage(dataset.Id),
            ["version"] = $"{Number(version)}.0.0",
            ["created"] = version.Created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        Describe(json, description);
        json["provenance"] = version.Provenance.ToString().ToLowerInvariant();
        json["provenance_note"] = ProvenanceText.Of(version.Provenance).Vi;
        json["provenance_note_en"] = ProvenanceText.Of(version.Provenance).In("en");
        json["portal"] = PortalMembers.Of(description, version.Provenance);
        json["resources"] = new JsonArray([.. versions.Select((other, i) => Resource(other, facts[i], versions))]);
        return json;
    }

    private JsonObject Resource(DatasetVersion version, ExportFacts? facts, IReadOnlyList<DatasetVersion> versions)
    {
        var json = new JsonObject
        {
            ["$schema"] = Profiles + "dataresource.json",
            ["name"] = version.Dataset,
            ["type"] = "table",
            ["path"] = $"{links.Dataset(version.Dataset)}/export.csv?version={Number(version)}",
            ["format"] = RecordFormat.Csv.Name,
            ["mediatype"] = RecordFormat.Csv.MediaType,
            ["encoding"] = "utf-8",
        };
        var portal = PortalMembers.Of(version);
        if (catalog.Find(version.Dataset)?.Description is { } description)
        {
            Describe(json, description);
            foreach (var (name, value) in PortalMembers.Of(description, version.Provenance))
                portal[name] = value?.DeepClone();
            if (description.KeyFigures is { } figures)
                portal[KeyFigures.Member] = PortalMembers.Of(figures);
        }

        if (facts is not null)
        {
            json["bytes"] = facts.Bytes;
            json["hash"] = "sha256:" + facts.Sha256;
        }

        json["dialect"] = new JsonObject { ["$schema"] = Profiles + "tabledialect.json", ["header"] = true, ["delimiter"] = ",", ["lineTerminator"] = "\r\n", ["quoteChar"] = "\"", ["doubleQuote"] = true, ["skipInitialSpace"] = false };
        json["schema"] = Schema(version, versions);
        if (portal.Count > 0)
            json["portal"] = portal;
        return json;
    }

    /// <summary>What a dataset is and who answers for it: said of the package, and of each resource, since each is a dataset.</summary>
    private static void Describe(JsonObject json, DatasetDescription description)
    {
        PortalMembers.Add(json, "title", description.Title);
        PortalMembers.Add(json, "description", description.Description);
        if (description.Keywords.Count > 0)
            json["keywords"] = PortalMembers.Names(description.Keywords);
        json["licenses"] = new JsonArray([.. description.Licences.Select(Of)]);
        if (description.Sources.Count > 0)
            json["sources"] = new JsonArray([.. description.Sources.Select(Of)]);
        json["contributors"] = new JsonArray(Of(description.Publisher));
    }

    /// <summary>
    /// The schema of the API, with keys that point into the package; one that leads to nothing that is kept is left out. Clients of version 1
    /// take an instant without a word on its format for UTC, so it is said that the offset may be any.
    /// </summary>
    private static JsonObject Schema(DatasetVersion version, IReadOnlyList<DatasetVersion> versions)
    {
        var schema = TableSchemaDocument.Of(version.Schema);
        foreach (var (field, json) in version.Schema.Fields.Zip(schema["fields"]!.AsArray()))
        {
            PortalMembers.AddUses(json!.AsObject(), field);
            if (field.Type == FieldType.DateTime)
                json["format"] = "any";
        }

        var keys = new JsonArray();
        foreach (var key in version.Schema.ForeignKeys.Where(key => versions.Any(other => other.Dataset == key.Dataset)))
        {
            var reference = new JsonObject { ["resource"] = key.Dataset == version.Dataset ? "" : key.Dataset, ["fields"] = PortalMembers.Names(key.ReferencedFields) };
            keys.Add(new JsonObject { ["fields"] = PortalMembers.Names(key.Fields), ["reference"] = reference });
        }

        if (keys.Count > 0)
            schema["foreignKeys"] = keys;
        else
            schema.Remove("foreignKeys");
        if (version.Schema.PrimaryKey.Count == 0)
            schema.Remove("primaryKey");
        return schema;
    }

    private static JsonObject Of(Licence licence)
    {
        var json = new JsonObject { ["name"] = licence.Name, ["path"] = licence.Url };
        if (licence.Title is { } title)
            json["title"] = title;
        return json;
    }

    private static JsonObject Of(Source source)
    {
        var json = new JsonObject { ["title"] = source.Title };
        if (source.Url is { } url)
            json["path"] = url;
        return json;
    }

    private static JsonObject Of(Publisher publisher)
    {
        var json = new JsonObject { ["name"] = publisher.Id };
        PortalMembers.Add(json, "title", publisher.Title);
        json["roles"] = new JsonArray("publisher");
        if (publisher.Url is { } url)
            json["path"] = url;
        return json;
    }

    private static string Number(DatasetVersion version) => version.Number.ToString(CultureInfo.InvariantCulture);
}
