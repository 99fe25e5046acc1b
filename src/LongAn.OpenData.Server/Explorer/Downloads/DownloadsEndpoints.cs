using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Explorer.Downloads;

/// <summary>Every format with its size and digest, of all records or of those that a question chooses.</summary>
internal static class DownloadsEndpoints
{
    /// <summary>Files of versions up to so many records are made here and now, so that their size can be told.</summary>
    private const int MostRecordsMadeNow = 50_000;

    private static readonly TimeSpan MakingAtMost = TimeSpan.FromSeconds(1);

    public static void MapDownloads(this RouteGroupBuilder pages) => pages.MapGet("/datasets/{id}/downloads", GetDownloads);

    private static IResult GetDownloads(string id, HttpContext http, DatasetCatalog catalog, StoredExports exports, PortalLinks links)
    {
        if (!DatasetPages.TryFind(id, http.Request, catalog, out var dataset, out var version, out var problem))
            return problem;
        var request = RequestQuery.Read(http.Request.Query) with { IsExport = true };
        if (!RecordsPlanner.TryPlan(request, dataset, out _, out var problems))
            return ProblemPages.Page(problems);

        return new PageResult<DownloadsPage>("", modified: null, async cancel =>
        {
            var question = string.Join('&', request.Words.Where(word => word.Key != RecordsParameter.Language.Name).Select(word => $"{Uri.EscapeDataString(word.Key)}={Uri.EscapeDataString(word.Value)}"));
            var isWhole = request.Question.Length == 0;
            var files = new List<DownloadRow>();
            foreach (var format in FormatUse.Sort(RecordFormat.For(version)))
                files.Add(new DownloadRow(format, $"{links.Dataset(id)}/export.{format.Name}{(question.Length == 0 ? "" : "?" + question)}", isWhole ? await FindAsync(exports, new WholeExport(dataset, version, format, ExportEncoding.Identity), cancel) : null));
            return new DownloadsModel(dataset, version, isWhole ? "" : request.Question, files, [.. MetadataDialect.All.Select(row => new DescriptionRow(row.Title, row.MediaType, row.For(id, links)))]);
        })
        { IsFresh = true };
    }

    private static async ValueTask<ExportFacts?> FindAsync(StoredExports exports, WholeExport export, CancellationToken cancel) =>
        exports.Find(export) ?? (export.Version.RecordCount <= MostRecordsMadeNow ? await exports.TakeAsync(export, MakingAtMost, cancel) : null);
}
