using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>CKAN's action API: for portals that harvest CKAN, and for its clients (ckanapi, ckanr).</summary>
internal static class CkanEndpoints
{
    /// <summary>The document that describes these routes.</summary>
    public const string Document = "ckan";

    public static void AddCkan(this IServiceCollection services) => services.AddSingleton<CkanCatalog>();

    public static void MapCkan(this WebApplication app)
    {
        app.MapGet("/api/3", GetVersion).ExcludeFromDescription();
        app.MapGet("/api/3/action", GetVersion).ExcludeFromDescription(); // where the API catalog leads
        app.MapGet("/api", GetVersion).ExcludeFromDescription();
        app.MapGet("/dataset/{id:guid}", GoToDataset).ExcludeFromDescription();
        app.MapGet("/datastore/dump/{id}", DatastoreDump.GetDump).WithGroupName(Document).WithTags("CKAN DataStore").WithName("dump").WithSummary("Download the records of a resource.")
            .WithDescription("Mọi bản ghi khớp bộ lọc, với cột _id: csv, tsv, json hoặc xml.\n\nEvery record that matches, with a column _id: csv, tsv, json or xml.")
            .WithMetadata(new TakesParameters(CkanParameters.OfDump));
        foreach (var action in CkanAction.All)
            MapAction(app, action);
        MapPosts(app.MapMethods("/api/3/action/{name}", Methods, RefuseUnknown));
        MapPosts(app.MapMethods("/api/action/{name}", Methods, RefuseUnknown));
    }

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    private static void MapAction(WebApplication app, CkanAction action)
    {
        var faults = new TellsFaults(problem => new CkanErrorResult(problem.Code.Status < StatusCodes.Status500InternalServerError ? CkanError.BadRequest(problem.Message.In("en"), problem.Code.Status) : CkanError.Fault(problem), action.Name));
        app.MapGet($"/api/3/action/{action.Name}", (HttpRequest http) => Act(action, http)).RequireCors(PortalHost.AskedByPost)
            .WithGroupName(Document).WithTags(action.Tag).WithName(action.Name).WithSummary(action.Summary).WithDescription(action.Help)
            .WithMetadata(new TakesParameters(action.Parameters), new KeepsAnswers(), faults).Produces<CkanEnvelope>();
        MapPosts(app.MapPost($"/api/3/action/{action.Name}", (HttpRequest http) => Act(action, http)).WithMetadata(faults));
        MapPosts(app.MapMethods($"/api/action/{action.Name}", Methods, (HttpRequest http) => Act(action, http)).WithMetadata(faults));
    }

    private static void MapPosts(RouteHandlerBuilder route) => route.RequireCors(PortalHost.AskedByPost).ExcludeFromDescription();

    private static async Task<IResult> Act(CkanAction action, HttpRequest http)
    {
        var (words, mistake) = await CkanBinding.ReadAsync(http, http.HttpContext.RequestAborted);
        return mistake is null ? new CkanResult(action, words!) : new CkanErrorResult(mistake, action.Name);
    }

    /// <summary>A name that changes things is refused as CKAN refuses it to strangers; any other is not known.</summary>
    private static CkanErrorResult RefuseUnknown(string name, HttpRequest http)
    {
        if (!CkanAction.Changes(name))
            return new CkanErrorResult(CkanError.UnknownAction(name), name);

        return new CkanErrorResult(HttpMethods.IsPost(http.Method) ? CkanError.Denied(name) : CkanError.BadRequest("JSON Error: Invalid request. Please use POST method for your request"), name);
    }

    private static DocumentResult GetVersion() => new("3", modified: null, () => new CkanVersion(3));

    /// <summary>CKAN's page of a dataset, by its id; by its name it is the dataset as DCAT-AP, or for a browser a page.</summary>
    private static IResult GoToDataset(string id, CkanCatalog catalog, DatasetCatalog datasets, PortalLinks links) => catalog.Find(id) is { } package
        ? Results.Redirect(links.DatasetPage(package.Dataset.Id))
        : new ProblemResult(ProblemMessages.UnknownDataset(id, datasets.Suggest(id)));
}

/// <summary>The version of the API.</summary>
internal sealed record CkanVersion(int Version);

/// <summary>What stands around every answer of an action.</summary>
/// <param name="Help">Where the action is explained.</param>
/// <param name="Result">What the action answers with.</param>
internal sealed record CkanEnvelope(string Help, bool Success, object Result);
