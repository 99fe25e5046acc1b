using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Explorer.Home;

internal static class HomePageEndpoints
{
    public static void MapHomePage(this RouteGroupBuilder pages) => pages.MapGet("/", GetHome).WithMetadata(new KeepsAnswers());

    private static PageResult<HomePage> GetHome(DatasetCatalog catalog, TimeProvider clock)
    {
        var today = PortalDay.Of(clock);
        return new PageResult<HomePage>($"{catalog.Digest}{today:O}", modified: null, new HomeModel(catalog.Datasets, today));
    }
}
