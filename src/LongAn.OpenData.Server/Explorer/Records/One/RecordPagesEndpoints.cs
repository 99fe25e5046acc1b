using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;

namespace LongAn.OpenData.Server.Explorer.Records.One;

internal static class RecordPagesEndpoints
{
    public static void MapRecordPage(this RouteGroupBuilder pages) => pages.MapGet("/datasets/{id}/records/{key}", GetRecord).WithMetadata(new KeepsAnswers(), new Counts(UsageKind.View));

    private static async Task<IResult> GetRecord(string id, string key, HttpRequest http, DatasetCatalog catalog, RecordPages records)
    {
        if (!DatasetPages.TryFind(id, http, catalog, out var dataset, out var version, out var problem))
            return problem;

        var (values, cancel) = (RecordKey.Read(http), http.HttpContext.RequestAborted);
        if (!RecordsPlanner.TryPlanRecord(RequestQuery.Read(http.Query), values, dataset, out var plan, out var problems) && problems.Any(mistake => mistake.Code != ProblemCode.UnknownRecord))
            return ProblemPages.Page(problems);
        if (plan is null || await records.FindAsync(plan, cancel) is not { } found)
            return new PageResult<MissingRecordPage>("", modified: null, await records.MakeMissingAsync(dataset, version, values, cancel)) { Status = StatusCodes.Status404NotFound };

        return new PageResult<RecordPage>($"{catalog.Digest}{plan.AnswerDigest}", DatasetPages.Modified(dataset), async stop => await records.MakeAsync(dataset, plan, values, found, stop));
    }
}
