using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Api.Dcat.Rdf;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Api.Dcat;

/// <summary>Says in a graph which services there are, and which of the datasets in it they have.</summary>
internal static class ServiceGraph
{
    public static string AddressOf(PortalService service, PortalLinks links) => $"{links.Root}/catalog#service-{service.Name}";

    /// <param name="addresses">The datasets in the graph, with their addresses there.</param>
    public static RdfTerm Add(RdfGraph graph, PortalService service, DatasetGraph datasets, IEnumerable<(Dataset Dataset, string Address)> addresses, PortalLinks links)
    {
        var subject = graph.Add(AddressOf(service, links), "dcat:DataService")
            .Has("dct:title", RdfTerm.Of(service.Title))
            .Has("dct:description", RdfTerm.Of(service.Description))
            .Has("dcat:endpointURL", RdfTerm.Address(links.Root + service.Path))
            .Has("dct:publisher", datasets.Agent(PortalIdentity.Publisher))
            .Has("dct:license", datasets.License(PortalIdentity.Licence))
            .Has("dct:accessRights", graph.Add(Authority.PublicAccess, "dct:RightsStatement").Term)
            .Has("dct:conformsTo", graph.Add(service.Standard, "dct:Standard").Has("dct:title", RdfTerm.Literal(service.StandardTitle, "en")).Term)
            .Has("foaf:page", datasets.Page(links.Root + "/swagger"))
            .Has("dcat:servesDataset", addresses.Where(pair => service.Serves(pair.Dataset)).Select(pair => RdfTerm.Address(pair.Address)));
        if (service.Definition is { } definition)
            subject.Has("dcat:endpointDescription", RdfTerm.Address(links.Root + definition));
        return subject.Term;
    }
}
