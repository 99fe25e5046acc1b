using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Api.Exports;

internal static class ExportsEndpoints
{
    public static void AddExports(this IServiceCollection services) => services.AddSingleton<ExportManifest>();

    public static void MapExports(this RouteGroupBuilder api)
    {
        var exports = api.MapGroup("/datasets/{id}").WithTags("Exports");
        exports.MapGet("/export.{format}", GetExport).WithName("GetExport").WithSummary("Download everything that matches, in one file.")
            .WithDescription("Mọi bản ghi khớp bộ lọc, không phân trang. Không có bộ lọc và tùy chọn thì là tệp lưu sẵn: có độ dài, mã băm, tải tiếp được bằng Range; nếu không thì truyền dần. Tệp bị cắt giữa chừng thì kết nối bị ngắt, không bao giờ kết thúc êm.\n\nEvery record that matches, without pages. Without filters and options it is a kept file, with its length and digest, and Range goes on where a download ended; else it is streamed. Where a file fails half way its connection is cut; a short file never ends cleanly.")
            .WithMetadata(ReadsRecords.Everything, new Counts(UsageKind.Download));
        exports.MapGet("/exports", ListExports).WithName("ListExports").WithSummary("List the files of a version, with their digests.")
            .WithDescription("Mỗi định dạng và cách nén của toàn bộ phiên bản: số bản ghi, số byte, SHA-256. Tệp chưa ai hỏi thì chưa có mã băm; hỏi export.{format}?manifest=true thì có.\n\nEach format and encoding of a whole version: records, bytes, SHA-256. A file that nobody has asked for has no digest yet; export.{format}?manifest=true makes it.")
            .Produces<ExportsDocument>().Takes("version", "as_of");
        exports.MapGet("/verify", VerifyExport).WithName("VerifyExport").WithSummary("Say which version and format a file is, by its digest.")
            .WithDescription("Phiên bản, định dạng và cách nén của tệp có SHA-256 này trong các tệp đã được tạo; 404 nếu không có, kèm các tệp chưa được tạo và cách tạo.\n\nThe version, format and encoding of the file that has this SHA-256, of those that have been made; 404 where there is none, with the files that were not made yet and how to make them.")
            .WithMetadata(new TakesParameters(VerifyRequest.Parameters)).Produces<VerifiedDocument>();
    }

    private static async Task<IResult> GetExport(
        string id, string format, HttpContext http, DatasetCatalog catalog, SqliteRecordStore store, StoredExports stored, ExportManifest manifest, IOptions<PortalOptions> settings, CancellationToken cancel)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var all = RequestQuery.Read(http.Request.Query);
        var request = new RecordsRequest([.. all.Words.Where(word => word.Key != RecordsParameter.Manifest.Name)]) { IsExport = true };
        RecordsPlanner.TryPlan(request, dataset, out var plan, out var found);
        var formats = RecordFormat.For(plan?.Version ?? dataset.Current);
        if (formats.FirstOrDefault(row => row.Name == format) is not { } into)
            return new ProblemResult(Negotiation.NotAcceptable("format", format, formats));

        var problems = found.ToList();
        var options = FormatOptions.Read(request, into, problems);
        var asksManifest = AsksManifest(http.Request.Query, problems);
        if (plan is null || problems.Count > 0)
            return new ProblemResult(problems);

        var isWhole = WholeExport.Is(plan, options) && stored.Keeps(into);
        var question = WholeExport.Is(plan, options) ? "" : request.Question;
        if (asksManifest)
        {
            http.CountAs(UsageKind.Call, id);
            return isWhole ? await manifest.OfWholeAsync(dataset, plan.Version, into, cancel) : manifest.OfStreamed(dataset, plan, into, options, question);
        }

        var streamed = new ExportResult(dataset, plan, into, options, question, store);
        if (!isWhole)
            return streamed;

        var export = new WholeExport(dataset, plan.Version, into, ExportEncoding.Find(PortalHeaders.EncodingOf(http), into));
        var facts = await stored.TakeAsync(export, TimeSpan.FromSeconds(settings.Value.Storage.StoredExportSeconds), cancel);
        return facts is null ? streamed : new StoredExportResult(export, facts, streamed);
    }

    private static IResult ListExports(string id, HttpRequest http, DatasetCatalog catalog, StoredExports stored, ExportManifest manifest)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (AskedVersion.Find(dataset, http.Query, out var problem) is not { } found)
            return new ProblemResult(problem!);

        return manifest.OfKept(found, WholeExport.Of(dataset, found).Where(export => stored.Keeps(export.Format)));
    }

    private static IResult VerifyExport(string id, HttpRequest http, DatasetCatalog catalog, StoredExports stored, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = new VerifyRequest(http.Query);
        if (request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var files = dataset.Versions.SelectMany(version => WholeExport.Of(dataset, version))
            .Select(export => (Export: export, Facts: stored.Recall(export))).Where(file => file.Facts?.Sha256 == request.Sha256).ToList();
        if (files.Count == 0)
            return new ProblemResult(VerifyRequest.Unknown(WholeExport.Of(dataset, dataset.Current).Where(export => stored.Recall(export) is null), links.Dataset(id)));

        var digest = string.Join(';', files.Select(file => file.Export.FactsPath));
        return new DocumentResult($"{digest}:{request.Sha256}", files.Max(file => file.Facts!.Made), () =>
            new VerifiedDocument(id, request.Sha256, [.. files.Select(file => ExportFileDocument.Of(file.Export, file.Facts, links))]));
    }

    private static bool AsksManifest(IQueryCollection query, List<Problem> problems)
    {
        var row = RecordsParameter.Manifest;
        if (!query.TryGetValue(row.Name, out var asked))
            return false;

        if (asked.Count > 1)
            problems.Add(new Problem(ProblemCode.RepeatedParameter, $"{row.Name} chỉ được dùng một lần.", $"{row.Name} may be given once only.") { Parameter = row.Name });
        else if (!row.Choices!.Contains(asked[0]))
            problems.Add(new Problem(ProblemCode.InvalidValue, $"{row.Name} phải là true hoặc false.", $"{row.Name} must be true or false.") { Parameter = row.Name, Suggestion = Nearest.To(asked[0] ?? "", row.Choices!) });
        return asked[0] == "true";
    }
}
