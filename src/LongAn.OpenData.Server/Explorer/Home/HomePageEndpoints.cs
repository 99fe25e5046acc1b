using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Home;

internal static class HomePageEndpoints
{
    private const int ShownChanges = 6;

    public static void MapHomePage(this RouteGroupBuilder pages) => pages.MapGet("/", GetHome).WithMetadata(new KeepsAnswers());

    private static PageResult<HomePage> GetHome(DatasetCatalog catalog, SqliteRecordStore store, TimeProvider clock)
    {
        var today = PortalDay.Of(clock);
        return new PageResult<HomePage>($"{catalog.Digest}{today:O}", modified: null, async cancel =>
        {
            var datasets = catalog.Datasets;
            return new HomeModel(
                datasets,
                await new KeyFigureReader(store).ReadAsync(datasets, cancel),
                CatalogFacets.Themes(datasets),
                CatalogFacets.Publishers(datasets),
                Changes(datasets),
                today);
        });
    }

    private static IReadOnlyList<HomeChange> Changes(IReadOnlyList<Dataset> datasets) =>
        [.. datasets.SelectMany(dataset => dataset.Servings.Select(serving => (dataset, serving)))
            .OrderByDescending(pair => pair.serving.Id).ThenByDescending(pair => pair.serving.At)
            .Take(ShownChanges)
            .Select(pair => new HomeChange(pair.dataset, pair.serving, pair.dataset.CountsOf(pair.serving)))];
}
