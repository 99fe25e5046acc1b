using LongAn.OpenData.Catalog;
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
            .WithDescription("Nội dung thay toàn bộ bản ghi, được kiểm tra trước khi ai thấy; có lỗi thì không đăng gì và báo đủ từng dòng (Accept: text/csv để nhận CSV). Nội dung lớn được xử lý sau: 202 với một việc để theo dõi.\n\nThe content replaces all records and is checked before anybody sees it; where it has errors nothing is published, and each row is told (as CSV for Accept: text/csv). Large content is published by a job: a 202 with where to follow it.")
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

        var upload = uploads.Open();
        var isHandedOver = false;
        try
        {
            var path = Path.Combine(upload.Folder, "content");
            var most = options.Value.Publishing.ContentMegabytes * Megabyte;
            var (digest, unreadable) = await ReceivedContent.ReceiveAsync(http.Request, path, digests, most, http.RequestAborted);
            if (unreadable is not null)
                return new ProblemResult(unreadable);

            var order = new PublishOrder(id, upload, attempt, (dataset, found, cancel) => Task.FromResult(Prepare(id, dataset, request.Of(path) with { MostBytes = most }, upload, attempt.Key!, sources, found, cancel))) { IsDryRun = request.IsDryRun, AllowsBreaking = request.AllowsBreaking, Precondition = Check };
            var isJob = request.WantsJob || new FileInfo(path).Length > options.Value.Publishing.JobMegabytes * Megabyte;
            return await requests.DoOnceAsync(http, digest, () =>
            {
                isHandedOver = true;
                return submissions.AnswerAsync(http, order, isJob);
            });
        }
        finally
        {
            if (!isHandedOver)
                upload.Dispose();
        }
    }

    /// <summary>What the content is of: what its package says, what was said of the next one, or what the dataset is now.</summary>
    private static PreparedContent? Prepare(string id, Dataset? dataset, SentContent content, Upload upload, ApiKey key, ContentSources sources, List<Problem> problems, CancellationToken cancel)
    {
        var said = content.Format == ContentFormat.Package ? null : sources.Describe(id, dataset);
        if (said is null && content.Format != ContentFormat.Package)
        {
            problems.Add(new Problem(ProblemCode.DescriptorNeeded, $"Chưa biết {id} là gì: hãy gửi datapackage.json trước, PUT /api/v1/datasets/{id}.", $"What {id} is, is not known yet: send its datapackage.json first, PUT /api/v1/datasets/{id}.") { Parameter = nameof(id) });
            return null;
        }

        if (content.Prepare(upload.Package, said, problems, cancel) is not { } prepared)
            return null;

        var descriptor = prepared.Descriptor;
        if (descriptor.Id != id)
            problems.Add(new Problem(ProblemCode.DescriptorInvalid, $"Gói là của {descriptor.Id}, không phải {id}.", $"The package is {descriptor.Id}'s, not {id}'s.") { Place = new(DataPackageReader.FileName, Field: "/name"), Suggestion = id });
        else if (DatasetRights.Check(key, dataset, descriptor) is { } forbidden)
            problems.Add(forbidden);
        return problems.Count == 0 ? prepared : null;
    }
}
