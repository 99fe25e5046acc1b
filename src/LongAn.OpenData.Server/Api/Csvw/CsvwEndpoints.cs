using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Csvw;

internal static class CsvwEndpoints
{
    /// <summary>What bears on the columns; whatever else the file was asked for with is taken too.</summary>
    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        .. new[] { RecordsParameter.Delimiter, RecordsParameter.ByteOrderMark, RecordsParameter.Header, RecordsParameter.Profile, RecordsParameter.Version, RecordsParameter.AsOf, RecordsParameter.Language }.Select(QueryParameter.Of),
    ];

    public static void MapCsvw(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/export.csv-metadata.json", GetMetadata).WithTags("Metadata").WithName("GetCsvMetadata").WithSummary("Read what the columns of a CSV file hold (CSV on the Web).")
            .WithDescription("Mô tả của export.csv với cùng các tham số: hỏi với chính phần sau dấu ? của tệp.\n\nDescribes export.csv with the same parameters: ask with whatever follows the ? of the file.")
            .WithMetadata(new TakesParameters(Parameters), new KeepsAnswers()).Produces<JsonObject>(StatusCodes.Status200OK, MetadataDialect.Csvw.MediaType);

    private static IResult GetMetadata(string id, HttpRequest http, DatasetCatalog catalog, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = RequestQuery.Read(http.Query) with { IsExport = true };
        RecordsPlanner.TryPlan(request, dataset, out var plan, out var found);
        List<Problem> problems = [.. found];
        var options = FormatOptions.Read(request, RecordFormat.Csv, problems);
        if (plan is null || problems.Count > 0)
            return new ProblemResult(problems);

        var address = $"{links.Dataset(id)}/export.csv{http.QueryString.ToUriComponent()}";
        var modified = dataset.MetadataModified > plan.Version.Created ? dataset.MetadataModified : plan.Version.Created;
        return new DocumentResult($"{dataset.Digest}{plan.AnswerDigest}{options.Tag}", modified, () => new CsvwDocument(dataset, plan, options, address, links).Make()) { ContentType = MetadataDialect.Csvw.MediaType };
    }
}
