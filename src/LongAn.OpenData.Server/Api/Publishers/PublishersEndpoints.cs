using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Publishers;

internal static class PublishersEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;
    private static readonly QueryParameter Limit = new("limit", new("Số mục tối đa trong một trang.", "The most entries in a page.")) { JsonType = "integer", Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit };
    private static readonly QueryParameter Cursor = new("cursor", new("Con trỏ của trang kế tiếp, lấy từ page.next_cursor.", "The cursor of the next page, from page.next_cursor."));

    public static void MapPublishers(this RouteGroupBuilder api)
    {
        var publishers = api.MapGroup("/publishers").WithTags("Publishers");
        publishers.MapGet("", ListPublishers).WithName("ListPublishers").WithSummary("List who publishes here.")
            .WithDescription("Các nhà xuất bản và số bộ dữ liệu của mỗi nơi.\n\nThe publishers, and how many datasets each has.")
            .Produces<PublishersDocument>().Takes();
        publishers.MapGet("/{publisher}", GetPublisher).WithName("GetPublisher").WithSummary("Read who a publisher is and what it publishes.")
            .WithDescription("Tên, trang và các bộ dữ liệu của nhà xuất bản.\n\nIts name, page and datasets.")
            .Produces<PublisherDocument>().Takes();
        publishers.MapGet("/{publisher}/log", GetLog).WithName("GetPublisherLog").WithSummary("Read what was tried with a publisher's keys and datasets.")
            .WithDescription("Mọi lần ghi đã thử, kể cả bị từ chối: ai, gì, khi nào, từ đâu, kết quả; mới nhất trước. Nhật ký chỉ được thêm vào.\n\nEvery write that was tried, refused ones too: who, what, when, from where, and what became of it; the newest first. The log is only ever appended to.")
            .Produces<LogDocument>().WithMetadata(new TakesParameters([Limit, Cursor, QueryParameter.Of(RecordsParameter.All.First(row => row.Name == "lang"))])).NeedsKey(KeyScope.Log);
    }

    private static DocumentResult ListPublishers(DatasetCatalog catalog, PortalLinks links) =>
        new(catalog.Digest, modified: null, () => new PublishersDocument([.. ByPublisher(catalog).Select(group => PublisherDocument.Of(group.Last().Description.Publisher, group, links))]));

    private static IResult GetPublisher(string publisher, DatasetCatalog catalog, PortalLinks links) =>
        ByPublisher(catalog).FirstOrDefault(group => group.Key == publisher) is { } group
            ? new DocumentResult(catalog.Digest, modified: null, () => PublisherDocument.Of(group.Last().Description.Publisher, group, links))
            : Unknown(publisher, catalog);

    private static IResult GetLog(string publisher, HttpRequest http, PublishLog log, PortalLinks links)
    {
        var key = WriteAttempt.Of(http.HttpContext).Key!;
        if (key.Publisher != publisher)
            return new ProblemResult(new Problem(ProblemCode.OtherPublisher, $"Nhật ký này của {publisher}, khóa là của {key.Publisher}.", $"This log is {publisher}'s, and the key {key.Publisher}'s.") { Parameter = nameof(publisher) });

        var problems = QueryNames.Check(http.Query, [Limit.Name, Cursor.Name, "lang"]).ToList();
        var limit = Limit.ReadWhole(http.Query, problems);
        var before = Cursor.ReadWhole(http.Query, problems);
        if (problems.Count > 0)
            return new ProblemResult(problems);

        var entries = log.Read(publisher, before, (int)limit + 1);
        var page = entries.Take((int)limit).ToList();
        var next = entries.Count > page.Count ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : null;
        http.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new LogDocument([.. page.Select(LogEntryDocument.Of)], new LogPage((int)limit, page.Count, next), new LogLinks(links.Self, next is null ? null : links.With((Cursor.Name, next)))),
            PortalJson.Indented);
    }

    private static IEnumerable<IGrouping<string, Dataset>> ByPublisher(DatasetCatalog catalog) =>
        catalog.Datasets.GroupBy(dataset => dataset.Description.Publisher.Id, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);

    private static ProblemResult Unknown(string publisher, DatasetCatalog catalog)
    {
        var meant = Nearest.To(publisher, ByPublisher(catalog).Select(group => group.Key));
        var shown = ProblemMessages.Cut(publisher);
        return new ProblemResult(new Problem(
            ProblemCode.UnknownPublisher,
            $"Không có nhà xuất bản «{shown}».{ProblemMessages.MeantVi(meant)}",
            $"There is no publisher \"{shown}\".{ProblemMessages.MeantEn(meant)}")
        { Parameter = nameof(publisher), Suggestion = meant });
    }
}
