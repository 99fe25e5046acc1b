using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Records.One;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Usage;

namespace LongAn.OpenData.Server.Explorer.Records;

internal static class RecordsPagesEndpoints
{
    public static void AddRecordPages(this IServiceCollection services) => services.AddScoped<RecordsPages>().AddScoped<RecordPages>();

    public static void MapRecordPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/datasets/{id}", GetRecords).WithMetadata(new KeepsAnswers(), new Counts(UsageKind.View));
        pages.MapRecordPage();
    }

    private static IResult GetRecords(string id, HttpRequest http, DatasetCatalog catalog, RecordsPages records, PageContext page, TimeProvider clock)
    {
        if (!DatasetPages.TryFind(id, http, catalog, out var dataset, out var version, out var problem))
            return problem;
        if (TidyAddress.Of(page, version.Schema) is { } tidy)
            return Results.Redirect(tidy);

        var question = RecordsQuestion.Read(http.Query, dataset, version);
        return new PageResult<RecordsPage>($"{catalog.Digest}{PortalDay.Of(clock):O}{question.Plan?.AnswerDigest}", DatasetPages.Modified(dataset), async cancel => await records.MakeAsync(question, cancel))
        {
            Status = question.Plan is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };
    }
}
