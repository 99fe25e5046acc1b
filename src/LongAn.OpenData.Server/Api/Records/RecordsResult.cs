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
internal sealed class RecordsResult(Dataset dataset, RecordsPlan plan, RecordFormat format, FormatOptions options, SqliteRecordStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var validator = RecordsValidator.Of(plan, format, options, dataset, namesVersion: httpContext.Request.Query.ContainsKey("version") || plan.After is not null);
        if (PortalHeaders.IsNotModified(httpContext, AnswerTag.Of(validator.Tag, links.Self), validator.Modified, validator.IsPinned))
            return;

        var cancel = httpContext.RequestAborted;
        var start = Stopwatch.GetTimestamp();
        long? total = plan.CountsExactly || plan.Filter.Parts.Count == 0 ? await store.CountAsync(plan, cancel) : null;
        var counted = Stopwatch.GetElapsedTime(start);
        using var page = new PooledBuffer();
        string? next;
        TimeSpan opened;
        var wide = format.Widen(plan);
        var heading = RecordsHeading.Of(wide, plan.Fields.Count, dataset, options);
        using (var records = await store.OpenAsync(wide, extra: 1, cancel))
        {
            opened = Stopwatch.GetElapsedTime(start) - counted;
            next = format == RecordFormat.Json ? await WriteDocumentAsync(records, heading, page, total, links) : await WriteRecordsAsync(records, heading, page);
        }

        var written = Stopwatch.GetElapsedTime(start) - counted - opened;
        var response = httpContext.Response;
        response.ContentType = format.ContentTypeWith(options);
        response.ContentLength = page.Written.Length;
        response.Headers.Link = HeaderLinks(next, links);
        PortalHeaders.SetTiming(response, ("count", counted), ("query", opened), ("write", written));
        if (total is { } all)
            response.Headers["X-Total-Count"] = all.ToString(CultureInfo.InvariantCulture);
        await response.BodyWriter.WriteAsync(page.Written, cancel);
    }

    private async ValueTask<string?> WriteDocumentAsync(RecordSet records, RecordsHeading heading, PooledBuffer page, long? total, PortalLinks links)
    {
        using var json = JsonRecordWriter.MakeWriter(page);
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Id);
        json.WriteNumber("version", plan.Version.Number);
        json.WriteString("provenance", JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Version.Provenance.ToString()));
        json.WritePropertyName("data");
        using var writer = new JsonRecordWriter(json, heading);
        var (count, next) = await WriteAsync(records, writer);
        json.WriteStartObject("page");
        json.WriteNumber("limit", plan.Limit!.Value);
        json.WriteNumber("count", count);
        if (total is { } all)
            json.WriteNumber("total", all);
        else
            json.WriteNull("total");
        json.WriteString("next_cursor", next);
        json.WriteEndObject();
        json.WriteStartObject("links");
        var self = links.Dataset(dataset.Id);
        json.WriteString("self", links.Self);
        json.WriteString("next", next is null ? null : Next(next, links));
        json.WriteString("csv", links.Exports(plan.Version).First(export => export.Format == RecordFormat.Csv).Address);
        json.WriteString("schema", self + "/schema");
        json.WriteString("dataset", self);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return next;
    }

    private async ValueTask<string?> WriteRecordsAsync(RecordSet records, RecordsHeading heading, PooledBuffer page)
    {
        using var writer = format.Create(page, heading);
        return (await WriteAsync(records, writer)).Next;
    }

    /// <returns>How many records, and the cursor behind the last of them where there are more.</returns>
    private async ValueTask<(int Count, string? Next)> WriteAsync(RecordSet records, IRecordWriter writer)
    {
        writer.Begin();
        var count = 0;
        string? next = null;
        IReadOnlyList<object?> position = [];
        while (records.Read())
        {
            if (count == plan.Limit)
            {
                next = PageCursor.At(plan, position).ToString();
                break;
            }

            writer.Write(records);
            if (++count == plan.Limit)
                position = records.GetPosition();
        }

        await writer.CompleteAsync();
        return (count, next);
    }

    private string HeaderLinks(string? next, PortalLinks links)
    {
        var self = links.Dataset(dataset.Id);
        var others = PortalHeaders.Links(
            ("next", next is null ? null : Next(next, links)),
            ("first", links.With(("cursor", null), ("offset", null))),
            ("describedby", self + "/schema"),
            ("license", dataset.Description.Licences[0].Url),
            ("latest-version", self + "/records"),
            ("service-doc", links.Root + "/swagger"));
        return $"{others}, {PortalHeaders.Alternates(links.Exports(plan.Version))}";
    }

    private static string Next(string cursor, PortalLinks links) => links.With(("cursor", cursor), ("offset", null));
}
