namespace LongAn.OpenData.Server.Api.Dcat.Rdf;

/// <summary>The notations a graph is written in: one row each; the first is what is answered where nothing is asked for.</summary>
/// <param name="Name">The extension of an address.</param>
internal sealed record RdfFormat(string Name, string MediaType, Func<RdfGraph, byte[]> Write)
{
    public string ContentType { get; private init; } = MediaType;

    public static IReadOnlyList<RdfFormat> All { get; } =
    [
        new("jsonld", "application/ld+json", JsonLdWriter.Write),
        new("ttl", "text/turtle", TurtleWriter.Write) { ContentType = "text/turtle; charset=utf-8" },
        new("rdf", "application/rdf+xml", RdfXmlWriter.Write) { ContentType = "application/rdf+xml; charset=utf-8" },
    ];

    public static RdfFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
