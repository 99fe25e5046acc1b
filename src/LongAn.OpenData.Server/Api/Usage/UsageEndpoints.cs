using System.Globalization;
using System.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;

namespace LongAn.OpenData.Server.Api.Usage;

internal static class UsageEndpoints
{
    public static void MapUsage(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/usage", GetUsage).WithTags("Usage").WithName("GetUsage").WithSummary("Read how often a dataset is viewed, called and downloaded.")
            .WithDescription("Số lượt theo ngày, loại và định dạng, ngày mới nhất trước; ghi lại mỗi phút. Không lưu địa chỉ hay danh tính; chương trình tự động được đếm như mọi người. Các ngày đã qua của mọi bộ dữ liệu là bộ dữ liệu usage.\n\nCounts by day, kind and format, the newest day first; written down every minute. No address or identity is kept; programs are counted as people are. The finished days of all datasets are the dataset usage.")
            .WithMetadata(new TakesParameters(UsageRequest.Parameters), new Counts(Kind: null)).Produces<UsageDocument>(StatusCodes.Status200OK, RecordFormat.Json.MediaType, RecordFormat.Csv.MediaType);

    private static IResult GetUsage(string id, HttpRequest http, DatasetCatalog catalog, UsageLedger ledger, PortalLinks links)
    {
        if (catalog.Find(id) is null)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = new UsageRequest(http.Query);
        var format = Negotiation.Choose(http, [RecordFormat.Json, RecordFormat.Csv], out var unacceptable);
        if (format is null)
            return new ProblemResult(unacceptable!);
        if (request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var counts = ledger.Read(id, request.From, request.To, request.After, request.Limit + 1);
        var page = counts.Take(request.Limit).ToList();
        var cursor = counts.Count > page.Count ? UsageRequest.CursorBehind(page[^1]) : null;
        var sums = ledger.Sum(id, request.From, request.To);
        http.HttpContext.Response.Headers.Link = PortalHeaders.Links(("next", cursor is null ? null : links.With(("cursor", cursor))), ("describedby", links.Dataset(id)));
        return new WrittenResult(Digest(page, sums), modified: null, format.ContentType, () => format == RecordFormat.Csv
            ? Encoding.UTF8.GetBytes(string.Concat(page.Select(Line).Prepend(UsageCsv.Line(["day", "kind", "format", "count"]))))
            : JsonSerializer.SerializeToUtf8Bytes(UsageDocument.Of(id, sums, page, request.Limit, cursor, links), PortalJson.Indented));
    }

    private static string Digest(List<UsageCount> page, IReadOnlyDictionary<UsageKey, long> sums) => AnswerTag.Of([.. page.Select(Line), .. sums.Values.Select(count => count.ToString(CultureInfo.InvariantCulture))]);

    private static string Line(UsageCount count) =>
        UsageCsv.Line([count.Day.ToString("O", CultureInfo.InvariantCulture), count.Key.Kind.Name, count.Key.Format, count.Count.ToString(CultureInfo.InvariantCulture)]);
}
