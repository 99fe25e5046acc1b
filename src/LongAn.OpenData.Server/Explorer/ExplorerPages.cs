using System.Text.Encodings.Web;
using System.Text.Unicode;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Explorer.Assets;
using LongAn.OpenData.Server.Explorer.Catalog;
using LongAn.OpenData.Server.Explorer.Charts;
using LongAn.OpenData.Server.Explorer.Dictionary;
using LongAn.OpenData.Server.Explorer.Docs;
using LongAn.OpenData.Server.Explorer.Downloads;
using LongAn.OpenData.Server.Explorer.Feedback;
using LongAn.OpenData.Server.Explorer.Found;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Home;
using LongAn.OpenData.Server.Explorer.Map;
using LongAn.OpenData.Server.Explorer.Records;
using LongAn.OpenData.Server.Explorer.Usage;
using LongAn.OpenData.Server.Explorer.Versions;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Usage;

namespace LongAn.OpenData.Server.Explorer;

/// <summary>The pages: one line for each area.</summary>
internal static class ExplorerPages
{
    public static void AddExplorer(this IServiceCollection services)
    {
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Vietnamese stays readable in a page's source
        services.AddSingleton<ExplorerAssets>();
        services.AddRecordPages();
        services.AddSingleton<UsageFigures>();
        services.AddSingleton<MatcherPolicy, BrowserPolicy>();
        services.AddScoped(provider => new PageContext(
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request, provider.GetRequiredService<PortalLinks>(), provider.GetRequiredService<ExplorerAssets>()));
    }

    public static void MapExplorer(this WebApplication app)
    {
        app.MapAssets();
        app.MapFound();
        var pages = app.MapGroup("").ExcludeFromDescription().WithMetadata(new ForBrowsers(), new Counts(UsageKind.View));
        pages.MapHomePage();
        pages.MapRecordPages();
        pages.MapDictionary();
        pages.MapDownloads();
        pages.MapVersionsPages();
        pages.MapCatalogPage();
        pages.MapChartPage();
        pages.MapMapPage();
        pages.MapFeedbackPages();
        pages.MapDocs();
    }
}
