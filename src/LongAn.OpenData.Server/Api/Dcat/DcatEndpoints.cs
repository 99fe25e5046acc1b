using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Api.Dcat.Rdf;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Dcat;

internal static class DcatEndpoints
{
    private static readonly string[] MediaTypes = [.. RdfFormat.All.Select(format => format.MediaType)];

    public static void MapDcat(this WebApplication app)
    {
        Describe(app.MapGet("/catalog", GetCatalog).WithName("GetDcatCatalog").WithSummary("Read the catalog as DCAT-AP, a page at a time."))
            .WithMetadata(new TakesParameters(DcatRequest.Parameters));
        Describe(app.MapGet("/dataset/{id}", GetDataset).WithName("GetDcatDataset").WithSummary("Read one dataset as DCAT-AP.")).Takes("version", "as_of").WithMetadata(new Counts(UsageKind.Call));
        app.MapGet("/dataset/{id}.{notation}", GetDatasetAs).ExcludeFromDescription().Takes("version", "as_of").WithMetadata(new Counts(UsageKind.Call));
        foreach (var format in RdfFormat.All) // a parameter in the only segment of a path would answer OPTIONS for everything at the root
            app.MapGet($"/catalog.{format.Name}", (HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links) => Catalog(format, http, catalog, stored, links)).ExcludeFromDescription();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.WithTags("Metadata")
        .WithDescription("DCAT-AP 3.0.1 dạng JSON-LD, Turtle hoặc RDF/XML: cùng một đồ thị, theo Accept, hoặc theo đuôi .jsonld, .ttl, .rdf của địa chỉ.\n\nDCAT-AP 3.0.1 as JSON-LD, Turtle or RDF/XML, the same graph in each: by Accept, or by .jsonld, .ttl or .rdf at the end of the address.")
        .Produces<string>(StatusCodes.Status200OK, MediaTypes[0], MediaTypes[1..]);

    private static IResult GetCatalog(HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links) =>
        Negotiation.Best(http, RdfFormat.All, format => format.MediaType) is { } format ? Catalog(format, http, catalog, stored, links) : NotAcceptable("Accept", http.Headers.Accept.ToString());

    /// <summary>A browser is led to the dataset's page.</summary>
    private static IResult GetDataset(string id, HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links)
    {
        http.HttpContext.Response.Headers.Vary = PortalHeaders.Vary;
        if (catalog.Find(id) is not null && Negotiation.Prefers(http, "text/html", over: RdfFormat.All[0].MediaType))
            return Results.Redirect(links.DatasetPage(id));

        return Negotiation.Best(http, RdfFormat.All, format => format.MediaType) is { } format ? Dataset(format, id, http, catalog, stored, links) : NotAcceptable("Accept", http.Headers.Accept.ToString());
    }

    /// <summary>An id may have a dot in it, and then its end looks like an extension.</summary>
    private static IResult GetDatasetAs(string id, string notation, HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links)
    {
        if (catalog.Find($"{id}.{notation}") is { } whole)
            return GetDataset(whole.Id, http, catalog, stored, links);

        return RdfFormat.Find(notation) is { } format ? Dataset(format, id, http, catalog, stored, links) : NotAcceptable(nameof(notation), notation);
    }

    private static IResult Catalog(RdfFormat format, HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links)
    {
        var request = new DcatRequest(http.Query);
        if (request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var graph = new CatalogGraph(request, request.Apply(catalog.Datasets), links);
        var files = new DcatFiles(stored, graph.Page.Select(dataset => (dataset, dataset.Current)));
        var modified = catalog.Datasets.Count == 0 ? (DateTimeOffset?)null : catalog.Datasets.Max(DcatRequest.ModifiedOf);
        http.HttpContext.Response.Headers.Link = PortalHeaders.Links(("first", graph.First), ("prev", graph.Previous), ("next", graph.Next), ("license", PortalIdentity.Licence.Url));
        return new WrittenResult($"{catalog.Digest}{files.Digest}", Latest(modified, files.Made), format.ContentType, () => format.Write(graph.Write(files, modified)));
    }

    private static IResult Dataset(RdfFormat format, string id, HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (AskedVersion.Find(dataset, http.Query, out var problem) is not { } found)
            return new ProblemResult(problem!);

        var pinned = http.Query.ContainsKey(RecordsParameter.Version.Name) || http.Query.ContainsKey(RecordsParameter.AsOf.Name) ? found : null;
        var files = new DcatFiles(stored, [(dataset, found)]);
        http.HttpContext.Response.Headers.Link = PortalHeaders.Links(("describes", links.Dataset(id)), ("collection", links.Root + "/catalog"), ("license", dataset.Description.Licences[0].Url));
        return new WrittenResult($"{dataset.Digest}{found.Number.ToString(CultureInfo.InvariantCulture)}{files.Digest}", Latest(DcatRequest.ModifiedOf(dataset), files.Made), format.ContentType, () =>
        {
            var graph = new RdfGraph();
            var datasets = new DatasetGraph(graph, links, files);
            var address = datasets.Add(dataset, pinned).Address;
            foreach (var service in PortalService.All.Where(service => service.Serves(dataset)))
                ServiceGraph.Add(graph, service, datasets, [(dataset, address)], links);
            return format.Write(graph);
        });
    }

    private static ProblemResult NotAcceptable(string parameter, string asked)
    {
        var list = string.Join(", ", RdfFormat.All.Select(format => $"{format.Name} ({format.MediaType})"));
        var shown = ProblemMessages.Cut(asked);
        return new ProblemResult(new Problem(ProblemCode.NotAcceptable, $"Không có định dạng «{shown}». Có: {list}.", $"There is no format \"{shown}\". There are: {list}.")
        {
            Parameter = parameter,
            Suggestion = Nearest.To(asked, RdfFormat.All.Select(format => format.Name)),
        });
    }

    private static DateTimeOffset? Latest(DateTimeOffset? a, DateTimeOffset? b) => a > b || b is null ? a : b;
}
