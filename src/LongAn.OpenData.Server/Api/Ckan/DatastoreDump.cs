using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary><c>/datastore/dump</c>: every record that matches, streamed. It is no action, so its mistakes are problems like any other's.</summary>
internal static partial class DatastoreDump
{
    private const int FlushBytes = 64 * 1024;

    public static IResult GetDump(string id, HttpRequest http, CkanCatalog catalog, SqliteRecordStore store)
    {
        var snapshot = catalog.Current;
        if (snapshot.FindTable(id) is not { } resource)
        {
            var meant = Nearest.To(id, snapshot.Packages.Select(package => package.Dataset.Id));
            return new ProblemResult(new Problem(ProblemCode.NotFound, $"Không có tài nguyên này trong DataStore.{ProblemMessages.MeantVi(meant)}", $"DataStore resource not found.{ProblemMessages.MeantEn(meant)}") { Parameter = "id", Suggestion = meant });
        }

        var words = CkanBinding.OfQuery(http);
        var name = words.Text("format") ?? "csv";
        var format = DumpFormat.All.FirstOrDefault(row => row.Name == name);
        if (format is null)
            words.Report("format", $"Value must be one of {string.Join(", ", DumpFormat.All.Select(row => row.Name))}");
        var search = DatastoreSearch.Read(resource, words, "format", "bom");
        var (offset, limit) = (words.Natural("offset", 0), words.Has("limit") ? words.Natural("limit", 0) : (int?)null);
        if (words.Mistakes.Count > 0)
            return new ProblemResult([.. words.Mistakes.Select(mistake => new Problem(ProblemCode.InvalidValue, $"{mistake.Key}: {mistake.Value}", $"{mistake.Key}: {mistake.Value}") { Parameter = mistake.Key })]);

        http.HttpContext.CountAs(UsageKind.Download, resource.Package.Dataset.Id);
        return new DumpResult(search!, format!, offset, limit, words.Flag("bom"), store);
    }

    /// <summary>A fault after the first byte cuts the connection, so that a short file never looks like a whole one.</summary>
    private sealed partial class DumpResult(DatastoreSearch search, DumpFormat format, int offset, int? limit, bool hasMark, SqliteRecordStore store) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, version) = (httpContext.Response, search.Plan.Version);
            if (PortalHeaders.IsNotModified(httpContext, AnswerTag.Of(search.Plan.AnswerDigest, format.Name, $"{offset},{limit},{hasMark}"), version.Created, isPinned: false))
                return;

            response.ContentType = format.ContentType;
            response.Headers.ContentDisposition = $"attachment; filename=\"{search.Resource.Id}.{format.Name}\"";
            response.Headers["X-Provenance"] = search.Resource.Package.Of("extras_provenance")[0];
            if (httpContext.IsHead())
                return;

            try
            {
                await WriteAsync(httpContext);
            }
            catch (OperationCanceledException)
            {
                httpContext.Abort();
            }
            catch (Exception fault) when (response.HasStarted || response.BodyWriter.UnflushedBytes > 0)
            {
                CutShort(httpContext.RequestServices.GetRequiredService<ILogger<CkanCatalog>>(), fault, search.Dataset.Id, format.Name);
                httpContext.Abort();
            }
        }

        private async Task WriteAsync(HttpContext http)
        {
            var pipe = http.Response.BodyWriter;
            using var records = await store.OpenAsync(search.Page(offset, limit: null), extra: 0, http.RequestAborted);
            using var writer = format.Make(pipe, options => Formats.RecordsHeading.Of(search.Plan, search.Plan.Fields.Count, search.Dataset, options), hasMark);
            writer.Begin();
            for (var count = 0L; (limit is null || count < limit) && records.Read(); count++)
            {
                writer.Write(records);
                if (pipe.UnflushedBytes < FlushBytes)
                    continue;

                await writer.ReleaseAsync();
                if (await pipe.FlushAsync(http.RequestAborted) is { IsCompleted: true })
                    throw new OperationCanceledException("The reader has gone.");
            }

            await writer.CompleteAsync();
            await pipe.FlushAsync(http.RequestAborted);
        }
    }

    [LoggerMessage(LogLevel.Error, "The dump of {Dataset} as {Format} failed half way; its connection is cut")]
    private static partial void CutShort(ILogger log, Exception fault, string dataset, string format);
}
