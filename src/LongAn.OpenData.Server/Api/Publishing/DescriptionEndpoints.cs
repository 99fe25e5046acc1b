using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Publishing;

internal static class DescriptionEndpoints
{
    public static void MapDescriptions(this RouteGroupBuilder api)
    {
        var datasets = api.MapGroup("/datasets/{id}").WithTags("Publishing");
        datasets.MapPatch("", PatchDataset).WithName("PatchDataset").WithSummary("Change what is said about a dataset.")
            .WithDescription("JSON Merge Patch (RFC 7396) trên phần mô tả của datapackage.json: tiêu đề, mô tả, từ khóa, giấy phép, nguồn, chủ đề, tần suất... Các trường đổi cùng nội dung, không đổi ở đây.\n\nA JSON Merge Patch (RFC 7396) of what datapackage.json says about the dataset: title, description, keywords, licences, sources, themes, frequency... Fields change with the content, not here.")
            .Produces<DescriptionDocument>().WithMetadata(new TakesContent(["application/merge-patch+json", "application/json"]), new TakesHeaders([Header("If-Match")])).NeedsKey(KeyScope.Describe).Takes();
        datasets.MapPut("", PutDataset).WithName("PutDataset").WithSummary("Say what a dataset's next content is: datapackage.json.")
            .WithDescription("Bộ dữ liệu mới được mô tả trước rồi mới đăng nội dung. Với bộ dữ liệu đã có: nếu các trường không đổi thì có hiệu lực ngay, nếu đổi thì có hiệu lực cùng nội dung kế tiếp.\n\nA new dataset is described before its content is published. For one that is there: where the fields stay the same it holds at once, else with the next content.")
            .Produces<DescriptionDocument>().WithMetadata(new TakesContent(["application/json"]), new TakesHeaders([Header("If-Match"), Header("If-None-Match")])).NeedsKey(KeyScope.Describe).Takes();
    }

    private static async Task<IResult> PatchDataset(string id, HttpContext http, DatasetCatalog catalog, Descriptions descriptions)
    {
        if (catalog.Find(id) is null)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (await ReadAsync(http) is not { } patch)
            return NotAnObject();

        List<Problem> problems = [.. MergePatch.FindForeign(patch)];
        return problems.Count > 0
            ? new ProblemResult(ProblemCode.ChangesInvalid, problems)
            : await AnswerAsync(http, id, descriptions, isRequired: false, current => MergePatch.Apply(JsonNode.Parse(current!.Json), patch)!.ToJsonString(PortalJson.Compact));
    }

    private static async Task<IResult> PutDataset(string id, HttpContext http, Descriptions descriptions)
    {
        if (await ReadAsync(http) is not { } package)
            return NotAnObject();

        return await AnswerAsync(http, id, descriptions, isRequired: true, _ => package.ToJsonString(PortalJson.Compact));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string id, Descriptions descriptions, bool isRequired, Func<DatasetDescriptor?, string> next)
    {
        var attempt = WriteAttempt.Of(http);
        var conditions = VersionConditions.Of(http.Request);
        var (document, problem) = await descriptions.ChangeAsync(id, attempt, dataset => conditions.Check(id, dataset?.Current, isRequired), next, http.RequestAborted);
        if (document is null)
            return problem!;

        attempt.Outcome = document.Outcome;
        http.Response.Headers.ETag = document.Tag;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(document, PortalJson.Indented);
    }

    private static async Task<JsonObject?> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, documentOptions: new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false }, cancellationToken: http.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProblemResult NotAnObject() => new(new Problem(ProblemCode.DescriptorUnreadable, "Nội dung phải là một đối tượng JSON.", "The content must be a JSON object."));

    private static QueryParameter Header(string name) => ContentRequest.Headers.First(row => row.Name == name);
}
