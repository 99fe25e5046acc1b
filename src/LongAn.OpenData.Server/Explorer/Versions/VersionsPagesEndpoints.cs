using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Versions;

/// <summary>Which versions there are; what changed in one, and how it is cited.</summary>
internal static class VersionsPagesEndpoints
{
    public static void MapVersionsPages(this RouteGroupBuilder pages)
    {
        var versions = pages.MapGroup("/datasets/{id}/versions").WithMetadata(new KeepsAnswers());
        versions.MapGet("", GetVersions);
        versions.MapGet("/{number:int}", GetVersion);
    }

    private static IResult GetVersions(string id, HttpContext http, DatasetCatalog catalog) => DatasetPages.TryFind(id, http.Request, catalog, out var dataset, out _, out var problem)
        ? new PageResult<VersionsPage>(dataset.Digest, DatasetPages.Modified(dataset), new VersionsModel(dataset))
        : problem;

    /// <param name="since">The version to compare with; the one served before, if left out.</param>
    /// <param name="after">Where the page of changes begins.</param>
    private static IResult GetVersion(string id, int number, int? since, long? after, DatasetCatalog catalog, SqliteChanges changes, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return ProblemPages.Page(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (dataset.FindVersion(number) is not { } version)
            return ProblemPages.Page(VersionChoice.Missing(dataset, number));
        if (since is { } asked && dataset.FindVersion(asked) is null)
            return ProblemPages.Page(VersionChoice.Missing(dataset, asked, "since"));

        var from = dataset.FindVersion(since ?? version.Counts?.Since ?? 0);
        var citation = new Citation(dataset, version, links);
        return new PageResult<VersionPage>($"{dataset.Digest}:{number.ToString(CultureInfo.InvariantCulture)}", DatasetPages.Modified(dataset), async cancel => new VersionModel(
            dataset, version, citation.Text, citation.BibTex,
            from is not null && from != version && version.Schema.CanFollow(from.Schema) ? await ChangesPage.ReadAsync(from, version, Math.Max(0, after ?? 0), changes, cancel) : null));
    }
}
