namespace LongAn.OpenData.Server.Api.Dcat.Rdf;

/// <summary>The vocabularies in use: one row each.</summary>
internal sealed record RdfPrefix(string Name, string Namespace)
{
    public static readonly RdfPrefix Rdf = new("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

    public static IReadOnlyList<RdfPrefix> All { get; } =
    [
        Rdf,
        new("dcat", "http://www.w3.org/ns/dcat#"),
        new("dcatap", "http://data.europa.eu/r5r/"),
        new("dct", "http://purl.org/dc/terms/"),
        new("foaf", "http://xmlns.com/foaf/0.1/"),
        new("geo", "http://www.opengis.net/ont/geosparql#"),
        new("hydra", "http://www.w3.org/ns/hydra/core#"),
        new("prov", "http://www.w3.org/ns/prov#"),
        new("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        new("skos", "http://www.w3.org/2004/02/skos/core#"),
        new("spdx", "http://spdx.org/rdf/terms#"),
        new("vcard", "http://www.w3.org/2006/vcard/ns#"),
        new("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    private static readonly Dictionary<string, string> ByName = All.ToDictionary(prefix => prefix.Name, prefix => prefix.Namespace, StringComparer.Ordinal);

    /// <param name="name">A prefixed name, such as <c>dct:title</c>.</param>
    public static string Expand(string name)
    {
        var (prefix, local) = Split(name);
        return ByName[prefix] + local;
    }

    public static (string Prefix, string Local) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return (name[..colon], name[(colon + 1)..]);
    }
}
