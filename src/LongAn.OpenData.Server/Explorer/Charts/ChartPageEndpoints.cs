using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Charts;

internal static class ChartPageEndpoints
{
    public static void MapChartPage(this RouteGroupBuilder pages) => pages.MapGet("/datasets/{id}/chart", GetChart).WithMetadata(new KeepsAnswers());

    private static async Task<IResult> GetChart(string id, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, CancellationToken cancel)
    {
        if (!DatasetPages.TryFind(id, http, catalog, out var dataset, out var version, out var problem))
            return problem;

        if (Joined(http.Query) is { } address)
            return Results.Redirect(http.PathBase + http.Path + address);

        var model = new ChartPageModel(dataset, version, ChartChoices.Of(version), ChartQuestion.Of(RequestQuery.Read(http.Query).Words, version), null, []);
        if (model.Question is null)
            return new PageResult<ChartPage>(dataset.Digest, DatasetPages.Modified(dataset), model);
        if (!model.Question.TryPlan(dataset, out var plan, out var problems))
            return new PageResult<ChartPage>("", modified: null, model with { Problems = problems }) { Status = StatusCodes.Status400BadRequest };

        var (chart, overLimit) = await ChartReader.ReadAsync(model.Question, plan, store, cancel);
        return overLimit is null
            ? new PageResult<ChartPage>($"{dataset.Digest}{plan.Digest}", DatasetPages.Modified(dataset), model with { Chart = chart })
            : new PageResult<ChartPage>("", modified: null, model with { Problems = [overLimit] }) { Status = StatusCodes.Status400BadRequest };
    }

    /// <summary>The form sends each key on its own, and an empty one for none; the API takes them in one word.</summary>
    /// <returns>The question as the API takes it; null where it is so already.</returns>
    private static string? Joined(IQueryCollection query)
    {
        var keys = query[AggregateParameter.GroupBy.Name];
        if (keys.Count < 2 && !query.Any(pair => pair.Value.Contains("")))
            return null;

        var joined = new QueryString();
        foreach (var (name, values) in query.Where(pair => pair.Key != AggregateParameter.GroupBy.Name))
        {
            foreach (var value in values.Where(value => !string.IsNullOrEmpty(value)))
                joined = joined.Add(name, value!);
        }

        var named = string.Join(',', keys.Where(key => !string.IsNullOrEmpty(key)).Distinct());
        return (named.Length == 0 ? joined : joined.Add(AggregateParameter.GroupBy.Name, named)).ToUriComponent();
    }
}
