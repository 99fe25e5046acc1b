using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Api.Dcat.Rdf;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Api.Dcat;

/// <summary>A page of the catalog as a graph, and where the other pages are, as harvesters of CKAN look for them (Hydra's paged collection).</summary>
internal sealed class CatalogGraph(DcatRequest request, IReadOnlyList<Dataset> matching, PortalLinks links)
{
    public IReadOnlyList<Dataset> Page { get; } = [.. matching.Skip((request.Page - 1) * request.Limit).Take(request.Limit)];

    public string? Next => request.Page < Last ? At(request.Page + 1) : null;

    public string? Previous => request.Page > 1 ? At(Math.Min(request.Page - 1, Last)) : null;

    public string First => At(1);

    /// <summary>The number of the last page; an empty catalog has one.</summary>
    private int Last => Math.Max(1, (matching.Count + request.Limit - 1) / request.Limit);

    public RdfGraph Write(DcatFiles files, DateTimeOffset? modified)
    {
        var graph = new RdfGraph();
        var datasets = new DatasetGraph(graph, links, files);
        var catalog = graph.Add(links.Root + "/catalog", "dcat:Catalog")
            .Has("dct:title", RdfTerm.Of(PortalIdentity.Title))
            .Has("dct:description", RdfTerm.Of(PortalIdentity.Description))
            .Has("dct:publisher", datasets.Agent(PortalIdentity.Publisher))
            .Has("dct:license", datasets.License(PortalIdentity.Licence))
            .Has("dct:language", graph.Add(Authority.Vietnamese, "dct:LinguisticSystem").Term)
            .Has("dct:language", graph.Add(Authority.English, "dct:LinguisticSystem").Term)
            .Has("dct:spatial", graph.Add(Authority.Vietnam, "dct:Location").Term)
            .Has("dcat:themeTaxonomy", graph.Add(Authority.DataThemes, "skos:ConceptScheme").Has("dct:title", RdfTerm.Literal("Data theme", "en")).Term)
            .Has("foaf:homepage", datasets.Page(links.Root + "/"));
        if (modified is { } moment)
            catalog.Has("dct:modified", RdfTerm.Of(moment));
        AddPages(graph);
        var described = Page.Select(dataset => (dataset, datasets.Add(dataset, pinned: null).Address)).ToList();
        catalog.Has("dcat:dataset", described.Select(pair => RdfTerm.Address(pair.Address)));
        catalog.Has("dcat:service", PortalService.All.Select(service => ServiceGraph.Add(graph, service, datasets, described, links)));
        return graph;
    }

    private void AddPages(RdfGraph graph)
    {
        var page = graph.Add(At(request.Page), "hydra:PagedCollection")
            .Has("hydra:totalItems", Whole(matching.Count))
            .Has("hydra:itemsPerPage", Whole(request.Limit))
            .Has("hydra:firstPage", RdfTerm.Address(First))
            .Has("hydra:lastPage", RdfTerm.Address(At(Last)));
        if (Previous is { } previous)
            page.Has("hydra:previousPage", RdfTerm.Address(previous));
        if (Next is { } next)
            page.Has("hydra:nextPage", RdfTerm.Address(next));
    }

    private string At(int page) => links.With(("page", page.ToString(CultureInfo.InvariantCulture)));

    private static RdfTerm Whole(int number) => RdfTerm.Typed(number.ToString(CultureInfo.InvariantCulture), "xsd:integer");
}
