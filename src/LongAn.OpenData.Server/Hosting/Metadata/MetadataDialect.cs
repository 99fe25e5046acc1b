using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Metadata;

/// <summary>The words, beside the portal's own, that a dataset is described in: one row each. Links to them follow from the row.</summary>
/// <param name="Name">As the member of <c>links</c> is called; rows with one name are one description in several notations, the first being linked there.</param>
/// <param name="Path">Below the portal's root, with <c>{id}</c> for the dataset's.</param>
internal sealed record MetadataDialect(string Name, string MediaType, string Path, LocalizedText Title)
{
    private const string Api = "/api/v1/datasets/{id}/";

    public static readonly MetadataDialect DcatJson = new("dcat", "application/ld+json", "/dataset/{id}.jsonld", new("DCAT-AP 3", "DCAT-AP 3"));
    public static readonly MetadataDialect DcatTurtle = new("dcat", "text/turtle", "/dataset/{id}.ttl", DcatJson.Title);
    public static readonly MetadataDialect DcatXml = new("dcat", "application/rdf+xml", "/dataset/{id}.rdf", DcatJson.Title);
    public static readonly MetadataDialect SchemaOrg = new("schema_org", "application/ld+json", Api + "schema-org.jsonld", new("schema.org", "schema.org"));
    public static readonly MetadataDialect DataPackage = new("datapackage", "application/json", Api + "datapackage.json", new("Data Package 2.0", "Data Package 2.0"));
    public static readonly MetadataDialect Croissant = new("croissant", "application/ld+json", Api + "croissant.jsonld", new("Croissant 1.0", "Croissant 1.0"));
    public static readonly MetadataDialect Csvw = new("csvw", "application/csvm+json", Api + "export.csv-metadata.json", new("CSV on the Web", "CSV on the Web"));

    public static IReadOnlyList<MetadataDialect> All { get; } = [DcatJson, DcatTurtle, DcatXml, SchemaOrg, DataPackage, Croissant, Csvw];

    public string For(string id, PortalLinks links) => links.Root + Path.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal);
}
