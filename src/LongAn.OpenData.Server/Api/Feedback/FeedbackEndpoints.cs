using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Feedback;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Feedback;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;

namespace LongAn.OpenData.Server.Api.Feedback;

internal static class FeedbackEndpoints
{
    private const string Bearer = "Bearer ";

    public static void MapFeedback(this RouteGroupBuilder api)
    {
        var feedback = api.MapGroup("/datasets/{id}/feedback").WithTags("Feedback").WithMetadata(new Counts(Kind: null));
        feedback.MapPost("", Take).RequireCors(PortalHost.AskedByPost).WithName("CreateFeedback").WithSummary("Report a problem with a dataset or a record.")
            .WithDescription("Không cần khóa. Thông điệp là văn bản thuần, ai cũng đọc được khi nhà xuất bản đã trả lời; cách liên hệ thì chỉ nhà xuất bản thấy. Câu trả lời có vé (ticket), chỉ hiện một lần, để xem tiến độ. Số lượt gửi từ một địa chỉ trong một giờ có hạn; địa chỉ không được lưu.\n\nNeeds no key. The message is plain text that everybody may read once the publisher has answered; the contact is for the publisher alone. The answer has a ticket, shown once, that reads how far it is. An address may send so many an hour; addresses are not kept.")
            .Accepts<FeedbackRequest>("application/json").Produces<FeedbackTicketDocument>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status429TooManyRequests).Takes();
        feedback.MapGet("", ListPublic).WithName("ListFeedback").WithSummary("Read what was reported and answered.")
            .WithDescription("Các phản ánh đã được trả lời, mới nhất trước, không có cách liên hệ.\n\nThe reports that were answered, the newest first, without contacts.")
            .Produces<FeedbackPageDocument>().WithMetadata(new TakesParameters(FeedbackListRequest.OfEverybody));
        feedback.MapGet("/{feedback:long}", Read).WithName("GetFeedback").WithSummary("Read a report.")
            .WithDescription("Phản ánh đã trả lời thì ai cũng đọc được; trước đó cần Authorization: Bearer và vé đã nhận khi gửi.\n\nAn answered report is for everybody; before that it needs Authorization: Bearer with the ticket that was given for it.")
            .Produces<FeedbackDocument>().Takes();
        feedback.MapPatch("/{feedback:long}", Change).WithName("AnswerFeedback").WithSummary("Answer a report, or say how far it is.")
            .WithDescription("Dành cho nhà xuất bản của bộ dữ liệu. answer trả lời và công khai phản ánh; listed: false thì giữ lại, ví dụ khi thông điệp nêu tên người.\n\nFor the dataset's publisher. answer answers it and makes it public; listed: false keeps it back, such as where the message names people.")
            .Accepts<FeedbackAnswerRequest>("application/json").Produces<FeedbackDocument>().NeedsKey(KeyScope.Answer).Takes();
        api.MapGet("/publishers/{publisher}/feedback", ListOwn).WithTags("Feedback").WithName("ListPublisherFeedback").WithSummary("Read all that was reported of a publisher's datasets.")
            .WithDescription("Dành cho nhà xuất bản: mọi phản ánh về các bộ dữ liệu của mình, kèm cách liên hệ, mới nhất trước.\n\nFor the publisher: every report about its datasets, with contacts, the newest first.")
            .Produces<FeedbackPageDocument>().WithMetadata(new TakesParameters(FeedbackListRequest.OfPublisher)).NeedsKey(KeyScope.Answer);
        api.MapGet("/feedback", GetWords).WithTags("Feedback").WithName("GetFeedbackWords").WithSummary("Read what may be reported, and how far a report may be.")
            .WithDescription("Các loại phản ánh và trạng thái.\n\nThe categories and states.").Produces<FeedbackWordsDocument>().Takes();
    }

    private static async Task<IResult> Take(string id, HttpContext http, DatasetCatalog catalog, FeedbackDesk desk, PortalLinks links, CancellationToken cancel)
    {
        if (catalog.Find(id) is not { } dataset)
            return UnknownDataset(id, catalog);

        var problems = new List<Problem>();
        var form = await FeedbackRequest.ReadAsync(http.Request, problems);
        if (form is null || problems.Count > 0)
            return new ProblemResult([.. problems, .. form?.Check() ?? []]);

        var receipt = await desk.TakeAsync(http, dataset, form, cancel);
        if (receipt.Entry is not { } entry)
            return new ProblemResult(receipt.Problems);

        var document = new FeedbackTicketDocument(entry.Number, id, entry.State.Name, receipt.Ticket!, FeedbackLinks.Of(entry, links));
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = document.Links.Self;
        return Results.Json(document, PortalJson.Indented, statusCode: StatusCodes.Status201Created);
    }

    private static IResult ListPublic(string id, HttpRequest http, DatasetCatalog catalog, FeedbackBook book, PortalLinks links)
    {
        if (catalog.Find(id) is null)
            return UnknownDataset(id, catalog);

        var request = new FeedbackListRequest(http.Query, FeedbackListRequest.OfEverybody);
        if (request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var (page, cursor) = request.Cut(book.ReadPublic(id, request.Before, request.Limit + 1));
        return new DocumentResult(string.Join(';', page.Select(entry => $"{entry.Number} {entry.Changed.UtcTicks}")), modified: null, () => Page(page.Select(entry => FeedbackDocument.Of(entry, links)), request.Limit, cursor, links));
    }

    private static IResult Read(string id, long feedback, HttpRequest http, FeedbackBook book, PortalLinks links)
    {
        var sent = http.Headers.Authorization.ToString();
        var isHolder = sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && book.IsTicket(feedback, sent[Bearer.Length..].Trim());
        if (book.Find(id, feedback) is not { } entry || !(isHolder || entry.IsPublic))
        {
            http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Unknown(feedback);
        }

        http.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Json(FeedbackDocument.Of(entry, links), PortalJson.Indented);
    }

    private static async Task<IResult> Change(string id, long feedback, HttpContext http, FeedbackBook book, PortalLinks links, TimeProvider clock)
    {
        if (book.Find(id, feedback) is not { } entry)
            return Unknown(feedback);

        var problems = new List<Problem>();
        if (await FeedbackAnswerRequest.ReadAsync(http.Request, entry, problems) is not { } change)
            return new ProblemResult(problems);

        var changed = book.Change(id, feedback, change, clock.GetUtcNow())!;
        WriteAttempt.Of(http).Outcome = changed.State.Name;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(FeedbackDocument.ForPublisher(changed, links), PortalJson.Indented);
    }

    private static IResult ListOwn(string publisher, HttpContext http, DatasetCatalog catalog, FeedbackBook book, PortalLinks links)
    {
        var key = WriteAttempt.Of(http).Key!;
        if (key.Publisher != publisher)
            return new ProblemResult(new Problem(ProblemCode.OtherPublisher, $"Các phản ánh này gửi cho {publisher}, khóa là của {key.Publisher}.", $"These reports are for {publisher}, and the key is {key.Publisher}'s.") { Parameter = nameof(publisher) });

        var request = new FeedbackListRequest(http.Request.Query, FeedbackListRequest.OfPublisher);
        if (request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var own = catalog.Datasets.Where(dataset => dataset.Description.Publisher.Id == publisher && key.IsFor(dataset.Id)).Select(dataset => dataset.Id).Where(id => request.Dataset is null || id == request.Dataset).ToList();
        var (page, cursor) = request.Cut(book.Read(own, request.State, request.Before, request.Limit + 1));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(Page(page.Select(entry => FeedbackDocument.ForPublisher(entry, links)), request.Limit, cursor, links), PortalJson.Indented);
    }

    private static DocumentResult GetWords() => new("feedback-words", modified: null, () => new FeedbackWordsDocument(
        [.. FeedbackCategory.All.Select(row => new FeedbackWord(row.Name, row.Title))], [.. FeedbackState.All.Select(row => new FeedbackWord(row.Name, row.Title))]));

    private static FeedbackPageDocument Page(IEnumerable<FeedbackDocument> entries, int limit, string? cursor, PortalLinks links)
    {
        var all = entries.ToList();
        return new FeedbackPageDocument(all, new FeedbackPage(limit, all.Count, cursor), new FeedbackPageLinks(links.Self, cursor is null ? null : links.With(("cursor", cursor))));
    }

    private static ProblemResult UnknownDataset(string id, DatasetCatalog catalog) => new(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

    private static ProblemResult Unknown(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new(new Problem(ProblemCode.UnknownFeedback, $"Không có phản ánh {text}, hoặc nó chưa được trả lời và Authorization: Bearer không mang vé của nó.", $"There is no report {text}, or it is not answered yet and Authorization: Bearer does not carry its ticket.") { Parameter = "feedback" });
    }
}
