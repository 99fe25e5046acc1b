using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Feedback;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Feedback;
using Microsoft.AspNetCore.Http.Features;

namespace LongAn.OpenData.Server.Explorer.Feedback;

/// <summary>A form for what is wrong with the data, what came of it, and what others reported.</summary>
internal static class FeedbackPagesEndpoints
{
    private const int PageSize = 20;

    /// <summary>Of a form: its four fields at their longest, each letter of three bytes percent-encoded, and some room.</summary>
    private const int MostBytes = 64 * 1024;

    public static void MapFeedbackPages(this RouteGroupBuilder pages)
    {
        var feedback = pages.MapGroup("/datasets/{id}/feedback");
        feedback.MapGet("", GetFeedback);
        feedback.MapPost("", Send);
        feedback.MapGet("/{number:long}", GetReport);
    }

    private static IResult GetFeedback(string id, HttpRequest http, DatasetCatalog catalog, FeedbackBook book)
    {
        if (catalog.Find(id) is not { } dataset)
            return Unknown(id, catalog);

        var before = long.TryParse(http.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        return Page(dataset, book, before, new FilledForm(http.Query["category"], http.Query["record"], null, null), []);
    }

    private static async Task<IResult> Send(string id, HttpContext http, DatasetCatalog catalog, FeedbackBook book, FeedbackDesk desk, CancellationToken cancel)
    {
        if (catalog.Find(id) is not { } dataset)
            return Unknown(id, catalog);
        if (!http.Request.HasFormContentType)
            return ProblemPages.Page(new Problem(ProblemCode.UnsupportedMediaType, "Biểu mẫu được gửi dưới dạng application/x-www-form-urlencoded.", "The form is sent as application/x-www-form-urlencoded."));

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostBytes;
        IFormCollection sent;
        try
        {
            sent = await http.Request.ReadFormAsync(cancel);
        }
        catch (InvalidDataException)
        {
            return ProblemPages.Page(new Problem(ProblemCode.FeedbackInvalid, "Biểu mẫu không đọc được.", "The form cannot be read."));
        }

        var form = new FeedbackForm(sent["category"], sent["record"], sent["message"], sent["contact"]);
        var receipt = await desk.TakeAsync(http, dataset, form, cancel);
        return receipt.Entry is { } entry
            ? new PageResult<ReportPage>("", modified: null, new ReportModel(dataset, entry, receipt.Ticket)) { Status = StatusCodes.Status201Created }
            : Page(dataset, book, before: null, new FilledForm(form.Category, form.Record, form.Message, form.Contact), receipt.Problems);
    }

    /// <summary>For whoever has the ticket, and for everybody once it is answered.</summary>
    private static IResult GetReport(string id, long number, string? ticket, DatasetCatalog catalog, FeedbackBook book)
    {
        if (catalog.Find(id) is not { } dataset)
            return Unknown(id, catalog);
        if (book.Find(id, number) is { } entry && (entry.IsPublic || (ticket is not null && book.IsTicket(number, ticket))))
            return new PageResult<ReportPage>("", modified: null, new ReportModel(dataset, entry, Ticket: null)) { IsFresh = true };

        return ProblemPages.Page(new Problem(ProblemCode.UnknownFeedback, "Không có phản ánh này, hoặc nó chưa được trả lời và mã tra cứu không đúng.", "There is no such report, or it is not answered yet and the ticket is not its own."));
    }

    private static PageResult<FeedbackPage> Page(Dataset dataset, FeedbackBook book, long? before, FilledForm form, IReadOnlyList<Problem> problems)
    {
        var answered = book.ReadPublic(dataset.Id, before, PageSize + 1);
        var model = new FeedbackModel(dataset, [.. answered.Take(PageSize)], answered.Count > PageSize ? answered[PageSize - 1].Number : null, form, problems);
        return new PageResult<FeedbackPage>("", modified: null, model) { IsFresh = true, Status = model.Status };
    }

    private static IResult Unknown(string id, DatasetCatalog catalog) => ProblemPages.Page(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
}
