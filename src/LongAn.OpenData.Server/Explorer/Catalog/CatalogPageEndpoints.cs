using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Catalog;

internal static class CatalogPageEndpoints
{
    private static readonly LocalizedText Publisher = new("Nhà xuất bản", "Publisher");
    private static readonly LocalizedText Theme = new("Chủ đề", "Theme");
    private static readonly LocalizedText Format = new("Định dạng", "Format");
    private static readonly LocalizedText Tag = new("Thẻ", "Tag");

    public static void MapCatalogPage(this RouteGroupBuilder pages) => pages.MapGet("/datasets", GetCatalog).WithMetadata(new KeepsAnswers());

    private static IResult GetCatalog(HttpRequest http, PageContext page, DatasetCatalog catalog, TimeProvider clock)
    {
        if (TidyQuery.Of(page) is { } tidy)
            return Results.Redirect(tidy);

        var (request, today, datasets) = (new CatalogRequest(http.Query), PortalDay.Of(clock), catalog.Datasets);
        if (request.Problems.Count > 0)
            return new PageResult<CatalogPage>("", modified: null, Refused(request, request.Problems, datasets, today)) { Status = new ProblemResult(request.Problems).Code.Status };

        return new PageResult<CatalogPage>($"{catalog.Digest}{today:O}", modified: null, _ => ValueTask.FromResult<object>(Find(request, datasets, today)));
    }

    private static CatalogModel Find(CatalogRequest request, IReadOnlyList<Dataset> datasets, DateOnly today)
    {
        var matching = request.Apply(datasets);
        var (page, next) = request.Cut(matching);
        return new CatalogModel(page, matching.Count, next, Groups(name => request.Apply(datasets, except: name)), request.Sort, new WordMarks(request.Words), today)
        {
            IsSearch = request.Words.Count > 0,
            Meant = matching.Count == 0 ? request.Meant(datasets) : null,
        };
    }

    private static CatalogModel Refused(CatalogRequest request, IReadOnlyList<Problem> problems, IReadOnlyList<Dataset> datasets, DateOnly today) =>
        new([], 0, NextCursor: null, Groups(_ => datasets), request.Sort, new WordMarks([]), today) { Problems = problems };

    /// <summary>Each is counted as if its own parameter were not given, so that one sees what else there is.</summary>
    private static IReadOnlyList<CatalogGroup> Groups(Func<string, IReadOnlyList<Dataset>> without) =>
    [
        new("theme", Theme, CatalogFacets.Themes(without("theme"))),
        new("publisher", Publisher, CatalogFacets.Publishers(without("publisher"))),
        new("format", Format, CatalogFacets.Count(without("format").SelectMany(dataset => RecordFormat.For(dataset.Current)).Select(format => (format.Name, format.Title)))),
        new("tag", Tag, CatalogFacets.Tags(without("tag"))),
    ];
}
