using System.Diagnostics;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Facets;

/// <summary>Facets: counted, labelled, written.</summary>
internal sealed class FacetsResult(Dataset dataset, FacetsPlan plan, IReadOnlyList<LabelSource?> labels, SqliteRecordStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        if (PortalHeaders.IsNotModified(httpContext, AnswerTag.Of(plan.AnswerDigest, links.Self), plan.Version.Created, AskedVersion.IsPinned(httpContext)))
            return;

        var cancel = httpContext.RequestAborted;
        var start = Stopwatch.GetTimestamp();
        var tables = new GroupTable[plan.Facets.Count];
        foreach (var pass in plan.Passes)
        {
            var answer = await store.GroupAsync(pass.Groups, cancel);
            if (answer.Problem is { } overLimit)
            {
                httpContext.Response.Headers.Clear();
                await new ProblemResult(overLimit with { Parameter = "fields" }).ExecuteAsync(httpContext);
                return;
            }

            for (var i = 0; i < answer.Tables.Count; i++)
                tables[pass.Facets[i]] = answer.Tables[i];
        }

        var counted = Stopwatch.GetElapsedTime(start);
        using var document = new PooledBuffer(16 * 1024);
        using (var json = JsonRecordWriter.MakeWriter(document))
        {
            var writer = new FacetsDocument(json, dataset, plan);
            writer.Begin();
            for (var i = 0; i < tables.Length; i++)
                writer.Write(plan.Facets[i], tables[i], labels[i] is { } source ? await FacetLabels.ReadAsync(source, ValuesOf(tables[i]), store, cancel) : null);
            writer.Complete(links);
        }

        var response = httpContext.Response;
        response.ContentType = RecordFormat.Json.ContentType;
        response.Headers.Link = PortalHeaders.Links(
            ("collection", links.Dataset(dataset.Id) + "/records"), ("describedby", links.Dataset(dataset.Id) + "/schema"), ("license", dataset.Description.Licences[0].Url), ("service-doc", links.Root + "/swagger"));
        response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"groups;dur={counted.TotalMilliseconds:0.###}, write;dur={(Stopwatch.GetElapsedTime(start) - counted).TotalMilliseconds:0.###}");
        await Answer.SendAsync(httpContext, document.Written);
    }

    private static object[] ValuesOf(GroupTable table) => [.. table.Rows.Select(row => row.Values[0]).OfType<object>()];
}
