using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Api.Publishing;

internal static class ContentEndpoints
{
    private const long Megabyte = 1024 * 1024;

    public static void MapContent(this RouteGroupBuilder api)
    {
        var content = api.MapGroup("/datasets/{id}/content").WithTags("Publishing");
        content.MapGet("", GetContent).WithName("GetContent").WithSummary("Read which content is served, and the tag to replace it by.")
            .WithDescription("Phiên bản đang phục vụ; ETag là giá trị của If-Match khi đăng bản kế tiếp.\n\nThe version that is served; its ETag is the If-Match of who publishes the next.")
            .Produces<ContentDocument>().Takes();
        content.MapPut("", PutContent).WithName("PutContent").WithSummary("Publish the next version of a dataset.")
            .WithDescription("Nội dung thay toàn bộ bản ghi, được kiểm tra trước khi ai thấy; có lỗi thì không đăng gì và báo đủ từng dòng (Accept: text/csv để nhận CSV). Nội dung lớn được xử lý sau: 202 với một việc để theo dõi. Bộ dữ liệu mới chưa được mô tả: nêu license và provenance, các trường được suy ra từ tệp; dry_run cho xem bản mô tả.\n\nThe content replaces all records and is checked before anybody sees it; where it has errors nothing is published, and each row is told (as CSV for Accept: text/csv). Large content is published by a job: a 202 with where to follow it. Of a new dataset that nobody has described say license and provenance: its fields are inferred from the file, and dry_run shows the descriptor.")
            .Produces<PublishDocument>().Produces<PublishDocument>(StatusCodes.Status201Created).Produces<AcceptedDocument>(StatusCodes.Status202Accepted)
            .WithMetadata(new TakesParameters(ContentRequest.Parameters), new TakesHeaders(ContentRequest.Headers), new TakesContent([.. ContentFormat.All.Select(format => format.MediaType)]))
            .NeedsKey(KeyScope.Publish);
    }

    private static IResult GetContent(string id, HttpContext http, DatasetCatalog catalog, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (PortalHeaders.IsNotModified(http, new EntityTagHeaderValue(VersionTag.Of(dataset.Current)), dataset.Current.Created, isPinned: false))
            return Results.StatusCode(StatusCodes.Status304NotModified);

        http.Response.Headers.CacheControl = "no-cache"; // who is about to replace it must see what is there now
        return Results.Json(ContentDocument.Of(dataset, links), PortalJson.Indented);
    }

    private static async Task<IResult> PutContent(
        string id, HttpContext http, DatasetCatalog catalog, Uploads uploads, Submissions submissions, IdempotentRequests requests, ContentSources sources, IOptions<PortalOptions> options)
    {
        List<Problem> problems = [];
        if (ContentRequest.Read(http.Request, problems) is not { } request || ContentDigests.Read(http.Request.Headers, problems) is not { } digests)
            return new ProblemResult(problems);

        using var compared = digests;
        var attempt = WriteAttempt.Of(http);
        attempt.Reason = request.Reason;
        var conditions = VersionConditions.Of(http.Request);
        Problem? Check(Dataset? dataset) => conditions.Check(id, dataset?.Current, isRequired: !request.IsDryRun);
        if (Check(catalog.Find(id)) is { } broken && !IdempotentRequests.IsOne(http.Request))
            return new ProblemResult(broken); // before anything is sent; a request that is sent again finds its own version there

        if (request.New.Check(http.Request.Query, id, isNew: request.Format != ContentFormat.Package && sources.Describe(id, catalog.Find(id)) is null) is { Count: > 0 } unfit)
            return new ProblemResult(unfit);

        var upload = uploads.Open();
        attempt.Work = upload.Id;
        var isHandedOver = false;
        try
        {
            var path = Path.Combine(upload.Folder, "content");
            var most = options.Value.Publishing.ContentMegabytes * Megabyte;
            var (digest, unreadable) = await ReceivedContent.ReceiveAsync(http.Request, path, digests, most, http.RequestAborted);
            if (unreadable is not null)
                return new ProblemResult(unreadable);

            var order = new PublishOrder(id, upload, attempt, (dataset, report, cancel) => Task.FromResult(Prepare(id, dataset, request.Of(path) with { MostBytes = most }, request.New, upload, attempt.Key!, sources, report, cancel))) { IsDryRun = request.IsDryRun, AllowsBreaking = request.AllowsBreaking, Precondition = Check };
            var isJob = request.WantsJob || new FileInfo(path).Length > options.Value.Publishing.JobMegabytes * Megabyte;
            return await requests.DoOnceAsync(http, digest, () =>
            {
                isHandedOver = true;
                return submissions.AnswerAsync(http, order, isJob);
            }, submissions.Tell);
        }
        finally
        {
            if (!isHandedOver)
                upload.Dispose();
        }
    }

    /// <summary>What the content is of: what its package says, what was said of the next one, what the dataset is now, or what the file itself tells.</summary>
    private static PreparedContent? Prepare(string id, Dataset? dataset, SentContent content, NewDataset isNew, Upload upload, ApiKey key, ContentSources sources, ImportReport report, CancellationToken cancel)
    {
        List<Problem> problems = [];
        var said = content.Format == ContentFormat.Package ? null : sources.Describe(id, dataset);
        var prepared = said is null && content.Format != ContentFormat.Package
            ? isNew.Prepare(id, content, upload.Package, sources.PublisherOf(key), report, cancel)
            : content.Prepare(upload.Package, said, problems, cancel);
        report.AddRange(problems);
        if (prepared is not { Descriptor: var descriptor })
            return null;

        if (descriptor.Id != id)
            report.Add(new Problem(ProblemCode.DescriptorInvalid, $"Gói là của {descriptor.Id}, không phải {id}.", $"The package is {descriptor.Id}'s, not {id}'s.") { Place = new(DataPackageReader.FileName, Field: "/name"), Suggestion = id });
        else if (DatasetRights.Check(key, dataset, descriptor) is { } forbidden)
            report.Add(forbidden);
        return report.IsSound ? prepared : null;
    }
}
