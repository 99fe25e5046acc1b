using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Aggregates;

/// <summary>A page of groups, in any format that records have.</summary>
internal sealed class AggregateResult(Dataset dataset, AggregatePlan plan, RecordFormat format, SqliteRecordStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var isPinned = AskedVersion.IsPinned(httpContext) || plan.After is not null;
        if (PortalHeaders.IsNotModified(httpContext, AnswerTag.Of(plan.AnswerDigest, format.Name, links.Self), plan.Groups.Version.Created, isPinned))
            return;

        var cancel = httpContext.RequestAborted;
        var start = Stopwatch.GetTimestamp();
        var answer = await store.GroupAsync(plan.Groups, cancel);
        if (answer.Problem is { } overLimit)
        {
            httpContext.Response.Headers.Clear();
            await new ProblemResult(overLimit with { Parameter = "group_by" }).ExecuteAsync(httpContext);
            return;
        }

        var grouped = Stopwatch.GetElapsedTime(start);
        var table = answer.Tables[0];
        var next = plan.Next(table);
        var heading = new RecordsHeading(plan.Grouping.Columns, plan.Groups.Version.Schema, dataset.Description) { Version = plan.Groups.Version };
        using var page = new PooledBuffer(16 * 1024);
        if (format == RecordFormat.Json)
            await WriteDocumentAsync(table, heading, page, next, links);
        else
            await WriteAsync(table, format.Create(page, heading));

        var response = httpContext.Response;
        response.ContentType = format.ContentType;
        response.Headers.Link = HeaderLinks(next, links);
        response.Headers["X-Total-Count"] = table.GroupCount.ToString(CultureInfo.InvariantCulture);
        response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"groups;dur={grouped.TotalMilliseconds:0.###}, write;dur={(Stopwatch.GetElapsedTime(start) - grouped).TotalMilliseconds:0.###}");
        await Answer.SendAsync(httpContext, page.Written);
    }

    private async ValueTask WriteDocumentAsync(GroupTable table, RecordsHeading heading, PooledBuffer page, string? next, PortalLinks links)
    {
        using var json = JsonRecordWriter.MakeWriter(page);
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Id);
        json.WriteNumber("version", plan.Groups.Version.Number);
        json.WriteString("provenance", JsonNamingPolicy.SnakeCaseLower.ConvertName(dataset.Description.Provenance.ToString()));
        json.WritePropertyName("data");
        json.Flush();
        var count = await WriteAsync(table, new JsonRecordWriter(page, heading));
        page.Write(",\"page\":"u8);
        json.Reset();
        json.WriteStartObject();
        json.WriteNumber("limit", plan.Limit);
        json.WriteNumber("count", count);
        json.WriteNumber("total", table.GroupCount);
        json.WriteString("next_cursor", next);
        json.WriteString("prev_cursor", plan.Previous());
        json.WriteEndObject();
        json.Flush();
        page.Write(",\"links\":"u8);
        json.Reset();
        json.WriteStartObject();
        var self = links.Dataset(dataset.Id);
        json.WriteString("self", links.Self);
        json.WriteString("next", next is null ? null : links.With(("cursor", next)));
        json.WriteString("prev", plan.Previous() is { } previous ? links.With(("cursor", previous)) : null);
        json.WriteString("csv", links.With(("format", "csv")));
        json.WriteString("schema", self + "/schema");
        json.WriteString("dataset", self);
        json.WriteEndObject();
        json.Flush();
        page.Write("}"u8);
    }

    private async ValueTask<int> WriteAsync(GroupTable table, IRecordWriter into)
    {
        using var writer = into;
        using var records = new GroupRecordSet(table, plan.Start, plan.Limit);
        writer.Begin();
        var count = 0;
        for (; records.Read(); count++)
            writer.Write(records);
        await writer.CompleteAsync();
        return count;
    }

    private string HeaderLinks(string? next, PortalLinks links)
    {
        var self = links.Dataset(dataset.Id);
        return PortalHeaders.Links(
            ("next", next is null ? null : links.With(("cursor", next))),
            ("prev", plan.Previous() is { } previous ? links.With(("cursor", previous)) : null),
            ("first", links.With(("cursor", null))),
            ("describedby", self + "/schema"),
            ("license", dataset.Description.Licences[0].Url),
            ("alternate", links.With(("format", "csv"))),
            ("service-doc", links.Root + "/swagger")).ToString();
    }
}
