using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Text;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>The guide. What explains problems is at the address of the document that lists them: browsers get the page.</summary>
internal static class DocsEndpoints
{
    public static void MapDocs(this RouteGroupBuilder pages)
    {
        var docs = pages.MapGroup("").WithMetadata(new KeepsAnswers());
        docs.MapGet(DocsTopic.Overview.Path, GetOverview);
        foreach (var topic in DocsTopic.All.Where(topic => topic.Write is not null))
            docs.MapGet(topic.Path, (DatasetCatalog catalog, IOptions<PortalOptions> options, TimeProvider clock) => GetTopic(topic, catalog, options.Value, PortalDay.Of(clock)));
        docs.MapGet("/problems/{code}", GetProblem);
    }

    private static PageResult<OverviewPage> GetOverview(DatasetCatalog catalog, IOptions<PortalOptions> options, TimeProvider clock)
    {
        var today = PortalDay.Of(clock);
        return new PageResult<OverviewPage>($"{catalog.Digest}{today:O}", modified: null, _ =>
        {
            var source = new DocsSource(catalog.Datasets, options.Value, today);
            var topics = new OverviewModel(source.Datasets is [var first, ..] ? first : null, source.Records(Filtered), source.Aggregate(Grouped));
            return ValueTask.FromResult<object>(topics);
        });
    }

    private static PageResult<DocsPage> GetTopic(DocsTopic topic, DatasetCatalog catalog, PortalOptions options, DateOnly today) =>
        new($"{topic.Path}{catalog.Digest}{today:O}", modified: null, _ => ValueTask.FromResult<object>(new DocsModel(topic, topic.Write!(new DocsSource(catalog.Datasets, options, today)))));

    private static IResult GetProblem(string code, DatasetCatalog catalog, IOptions<PortalOptions> options, TimeProvider clock)
    {
        if (ProblemCode.Find(code) is not { } kind)
            return ProblemPages.Page(new Problem(ProblemCode.NotFound, "Không có mã lỗi này.", "There is no such problem code.") { Parameter = "code", Suggestion = Nearest.To(code, ProblemCode.All.Select(row => row.Name)) });

        var today = PortalDay.Of(clock);
        return new PageResult<ProblemCodePage>($"{code}{catalog.Digest}", modified: null, _ =>
            ValueTask.FromResult<object>(new ProblemCodeModel(kind, ProblemAdvice.Of(kind), ProblemExamples.Of(kind, new DocsSource(catalog.Datasets, options.Value, today)))));
    }

    /// <summary>Numbers from the middle of their range on, the greatest first.</summary>
    private static (string Name, string Value)[]? Filtered(Dataset dataset) =>
        dataset.Schema.Fields.FirstOrDefault(field => field.Type == FieldType.Number) is { } field && DocsSource.ValueOf(dataset, field) is { } value
            ? [($"{field.Name}__gte", value), (RecordsParameter.Sort.Name, "-" + field.Name), (RecordsParameter.Limit.Name, "5")]
            : null;

    private static (string Name, string Value)[]? Grouped(Dataset dataset) =>
        dataset.Schema.Fields.FirstOrDefault(field => field.IsFaceted) is { } field ? [("group_by", field.Name), ("sort", "-count")] : null;
}
