using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Feeds;

internal static class FeedsEndpoints
{
    private const int PageEntries = 50;
    private static readonly LocalizedText PortalTitle = new("Cổng dữ liệu mở Long An: mới công bố", "Long An open data: published");
    private static readonly LocalizedText PortalAuthor = new("Cổng dữ liệu mở Long An", "Long An open data portal");

    private static readonly QueryParameter Before = new("before", new("Chỉ các mục cũ hơn mục này; lấy từ liên kết next.", "Only entries older than this one; from the link next."))
    { JsonType = "integer", Minimum = 1 };

    private static readonly IReadOnlyList<QueryParameter> Parameters = [Before, QueryParameter.Of(RecordsParameter.Language)];

    public static void MapFeeds(this WebApplication app)
    {
        Describe(app.MapGet("/feed.atom", GetPortalFeed), "GetFeed", "Follow everything that is published (Atom).");
        Describe(app.MapGet("/api/v1/datasets/{id}/feed.atom", GetDatasetFeed), "GetDatasetFeed", "Follow what is published of a dataset (Atom).").WithMetadata(new Counts(UsageKind.Call));
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) =>
        route.WithTags("Feeds").WithName(name).WithSummary(summary)
            .WithDescription("Nguồn tin Atom (RFC 4287), mới nhất trước, mỗi lần công bố hoặc quay lui một mục: bao nhiêu bản ghi thêm, sửa, xóa, và liên kết tới thay đổi. Trang sau ở liên kết next (RFC 5005).\n\nAn Atom feed (RFC 4287), newest first, an entry for each publish and rollback: how many records were added, changed and removed, and a link to the changes. Older entries are at the link next (RFC 5005).")
            .WithMetadata(new TakesParameters(Parameters), new KeepsAnswers()).Produces<string>(StatusCodes.Status200OK, AtomFeed.MediaType);

    private static IResult GetPortalFeed(HttpRequest http, DatasetCatalog catalog, PortalLinks links)
    {
        var servings = catalog.Datasets.SelectMany(dataset => dataset.Servings.Select(serving => (dataset, serving)));
        return Answer(http, links, links.Root + "/feed.atom", links.Root + "/datasets", PortalTitle, PortalAuthor, catalog.Digest, servings);
    }

    private static IResult GetDatasetFeed(string id, HttpRequest http, DatasetCatalog catalog, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        return Answer(http, links, links.Dataset(id) + "/feed.atom", links.DatasetPage(id), dataset.Description.Title, dataset.Description.Publisher.Title, dataset.Digest, dataset.Servings.Select(serving => (dataset, serving)));
    }

    private static IResult Answer(
        HttpRequest http, PortalLinks links, string id, string home, LocalizedText title, LocalizedText author, string digest, IEnumerable<(Dataset Dataset, VersionServing Serving)> servings)
    {
        if (Check(http, out var before) is { Count: > 0 } problems)
            return new ProblemResult(problems);

        List<(Dataset Dataset, VersionServing Serving)> found = [.. servings.Where(pair => pair.Serving.Id < before).OrderByDescending(pair => pair.Serving.Id).Take(PageEntries + 1)];
        var page = found.Take(PageEntries).ToList();
        var next = found.Count > PageEntries ? string.Create(CultureInfo.InvariantCulture, $"{id}?{Before.Name}={page[^1].Serving.Id}") : null;
        var updated = page.Count > 0 ? page.Max(pair => pair.Serving.At) : DateTimeOffset.UnixEpoch;
        http.HttpContext.Response.Headers.Link = PortalHeaders.Links(("self", links.Self), ("next", next));
        return new TextResult(digest, updated, AtomFeed.MediaType + "; charset=utf-8", () =>
            new AtomFeed(id, title, author, links.Self, home, next, updated, [.. page.Select(pair => ServingEntry.Of(pair.Dataset, pair.Serving, links))]).Write());
    }

    private static List<Problem> Check(HttpRequest http, out long before)
    {
        before = long.MaxValue;
        List<Problem> problems = [.. QueryNames.Check(http.Query, [.. Parameters.Select(row => row.Name)])];
        if (http.Query.TryGetValue(Before.Name, out var text) && (!RecordsParameter.TryWhole(text[0] ?? "", out before) || before < 1))
            problems.Add(ProblemMessages.NotWhole(Before.Name, 1));
        if (!((string[])[AtomFeed.MediaType, "application/xml", "text/xml"]).Any(type => Negotiation.Accepts(http, type)))
            problems.Add(new Problem(ProblemCode.NotAcceptable, $"Chỉ có {AtomFeed.MediaType} ở đây.", $"Only {AtomFeed.MediaType} is available here.") { Parameter = "Accept" });
        return problems;
    }
}
