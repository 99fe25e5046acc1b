using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Records;

/// <summary>
/// A page of records. It is written into memory first (at most 1,000 records): the reader is free before the client has it, the
/// next page's link can stand in a header, and a fault half way is still an honest 500.
/// </summary>
internal sealed class RecordsResult(Dataset dataset, RecordsPlan plan, RecordFormat format, SqliteRecordStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var isPinned = httpContext.Request.Query.ContainsKey("version") || (plan.After ?? plan.Before) is not null;
        var tag = PageTag.Of(plan, format.Name, links.Self);
        if (PortalHeaders.IsNotModified(httpContext, tag, plan.Version.Created, isPinned))
            return;

        var cancel = httpContext.RequestAborted;
        var start = Stopwatch.GetTimestamp();
        long? total = plan.CountsExactly || plan.HasKnownTotal ? await store.CountAsync(plan, cancel) : null;
        var counted = Stopwatch.GetElapsedTime(start);
        using var page = new PooledBuffer();
        Neighbours around;
        TimeSpan opened;
        using (var records = await store.OpenAsync(plan, extra: 1, cancel))
        {
            opened = Stopwatch.GetElapsedTime(start) - counted;
            around = format == RecordFormat.Json ? WriteDocument(records, page, total, links) : WriteRecords(records, page, format);
        }

        var written = Stopwatch.GetElapsedTime(start) - counted - opened;
        var response = httpContext.Response;
        response.ContentType = format.ContentType;
        response.ContentLength = page.Written.Length;
        response.Headers.Link = HeaderLinks(around, links);
        PortalHeaders.SetTiming(response, ("count", counted), ("query", opened), ("write", written));
        if (total is { } all)
            response.Headers["X-Total-Count"] = all.ToString(CultureInfo.InvariantCulture);
        await response.BodyWriter.WriteAsync(page.Written, cancel);
    }

    private Neighbours WriteDocument(RecordSet records, PooledBuffer page, long? total, PortalLinks links)
    {
        using var json = JsonRecordWriter.MakeWriter(page);
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Id);
        json.WriteNumber("version", plan.Version.Number);
        json.WriteString("provenance", JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Version.Provenance.ToString()));
        json.WritePropertyName("data");
        using var writer = new JsonRecordWriter(json, plan.Fields);
        var (count, around) = Write(records, writer);
        json.WriteStartObject("page");
        json.WriteNumber("limit", plan.Limit!.Value);
        json.WriteNumber("count", count);
        if (total is { } all)
            json.WriteNumber("total", all);
        else
            json.WriteNull("total");
        json.WriteString("next_cursor", around.Next);
        json.WriteString("prev_cursor", around.Previous);
        json.WriteEndObject();
        json.WriteStartObject("links");
        var self = links.Dataset(dataset.Id);
        json.WriteString("self", links.Self);
        json.WriteString("next", At(around.Next, links));
        json.WriteString("prev", At(around.Previous, links));
        json.WriteString("csv", Export("csv", links));
        json.WriteString("schema", self + "/schema");
        json.WriteString("dataset", self);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return around;
    }

    private Neighbours WriteRecords(RecordSet records, PooledBuffer page, RecordFormat into)
    {
        using var writer = into.Create(page, plan.Fields);
        return Write(records, writer).Around;
    }

    private (int Count, Neighbours Around) Write(RecordSet records, IRecordWriter writer)
    {
        writer.Begin();
        var count = 0;
        string? previous = null;
        string? next = null;
        IReadOnlyList<object?> position = [];
        while (records.Read())
        {
            if (count == plan.Limit)
            {
                next = PageCursor.After(plan, position).ToString();
                break;
            }

            if (count == 0 && records.HasPrevious)
                previous = PageCursor.Before(plan, records.GetPosition()).ToString();
            writer.Write(records);
            if (++count == plan.Limit)
                position = records.GetPosition();
        }

        writer.Complete();
        return (count, new Neighbours(previous, next));
    }

    private string HeaderLinks(Neighbours around, PortalLinks links)
    {
        var self = links.Dataset(dataset.Id);
        return PortalHeaders.Links(
            ("next", At(around.Next, links)),
            ("prev", At(around.Previous, links)),
            ("first", links.With(("cursor", null), ("offset", null))),
            ("describedby", self + "/schema"),
            ("license", dataset.Description.Licences[0].Url),
            ("alternate", Export("csv", links)),
            ("latest-version", self + "/records"),
            ("service-doc", links.Root + "/swagger")).ToString();
    }

    private static string? At(string? cursor, PortalLinks links) => cursor is null ? null : links.With(("cursor", cursor), ("offset", null));

    /// <summary>The same question, without a page, as a download.</summary>
    private string Export(string extension, PortalLinks links)
    {
        var query = links.With(("cursor", null), ("offset", null), ("limit", null), ("count", null), ("format", null));
        var at = query.IndexOf('?', StringComparison.Ordinal);
        return $"{links.Dataset(dataset.Id)}/export.{extension}{(at < 0 ? "" : query[at..])}";
    }

    /// <summary>The cursors of the pages before and behind this one; null where there is none.</summary>
    private readonly record struct Neighbours(string? Previous, string? Next);
}
