using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
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
        var namesVersion = AskedVersion.IsPinned(httpContext) || (plan.After ?? plan.Before) is not null;
        var validator = RecordsValidator.Of(plan, format, options, dataset, namesVersion);
        if (PortalHeaders.IsNotModified(httpContext, AnswerTag.Of(validator.Tag, links.Self), validator.Modified, validator.IsPinned))
            return;

        var cancel = httpContext.RequestAborted;
        var start = Stopwatch.GetTimestamp();
        long? total = plan.CountsExactly || plan.HasKnownTotal ? await store.CountAsync(plan, cancel) : null;
        var counted = Stopwatch.GetElapsedTime(start);
        using var page = new PooledBuffer();
        WrittenPage around;
        TimeSpan opened;
        var wide = format.Widen(plan);
        var heading = RecordsHeading.Of(wide, plan.Fields.Count, dataset, options);
        using (var records = await store.OpenAsync(wide, extra: 1, cancel))
        {
            opened = Stopwatch.GetElapsedTime(start) - counted;
            around = format == RecordFormat.Json ? await WriteDocumentAsync(records, heading, page, total, links) : await WriteRecordsAsync(records, heading, page);
        }

        var written = Stopwatch.GetElapsedTime(start) - counted - opened;
        var response = httpContext.Response;
        response.ContentType = format.ContentTypeWith(options);
        response.Headers.Link = HeaderLinks(around, links);
        PortalHeaders.SetTiming(response, ("count", counted), ("query", opened), ("write", written));
        if (total is { } all)
            response.Headers["X-Total-Count"] = all.ToString(CultureInfo.InvariantCulture);
        await Answer.SendAsync(httpContext, page.Written);
    }

    private async ValueTask<WrittenPage> WriteDocumentAsync(RecordSet records, RecordsHeading heading, PooledBuffer page, long? total, PortalLinks links)
    {
        using var json = JsonRecordWriter.MakeWriter(page);
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Id);
        json.WriteNumber("version", plan.Version.Number);
        json.WriteString("provenance", JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Version.Provenance.ToString()));
        json.WritePropertyName("data");
        json.Flush();
        using var writer = new JsonRecordWriter(page, heading);
        var around = await WriteAsync(records, writer);
        page.Write(",\"page\":"u8);
        json.Reset();
        json.WriteStartObject();
        json.WriteNumber("limit", plan.Limit!.Value);
        json.WriteNumber("count", around.Count);
        if (total is { } all)
            json.WriteNumber("total", all);
        else
            json.WriteNull("total");
        json.WriteString("next_cursor", around.Next);
        json.WriteString("prev_cursor", around.Previous);
        json.WriteEndObject();
        json.Flush();
        page.Write(",\"links\":"u8);
        json.Reset();
        json.WriteStartObject();
        var self = links.Dataset(dataset.Id);
        json.WriteString("self", links.Self);
        json.WriteString("next", At(around.Next, links));
        json.WriteString("prev", At(around.Previous, links));
        json.WriteString("csv", links.Exports(plan.Version).First(export => export.Format == RecordFormat.Csv).Address);
        json.WriteString("schema", self + "/schema");
        json.WriteString("dataset", self);
        json.WriteEndObject();
        json.Flush();
        page.Write("}"u8);
        return around;
    }

    private async ValueTask<WrittenPage> WriteRecordsAsync(RecordSet records, RecordsHeading heading, PooledBuffer page)
    {
        using var writer = format.Create(page, heading);
        return await WriteAsync(records, writer);
    }

    private async ValueTask<WrittenPage> WriteAsync(RecordSet records, IRecordWriter writer)
    {
        var written = WrittenPage.Write(plan, records, writer);
        await writer.CompleteAsync();
        return written;
    }

    private string HeaderLinks(WrittenPage around, PortalLinks links)
    {
        var self = links.Dataset(dataset.Id);
        var others = PortalHeaders.Links(
            ("next", At(around.Next, links)),
            ("prev", At(around.Previous, links)),
            ("first", links.With(("cursor", null), ("offset", null))),
            ("describedby", self + "/schema"),
            ("license", dataset.Description.Licences[0].Url),
            ("latest-version", self + "/records"),
            ("service-doc", links.Root + "/swagger"));
        return $"{others}, {PortalHeaders.Alternates(links.Exports(plan.Version))}";
    }

    private static string? At(string? cursor, PortalLinks links) => cursor is null ? null : links.With(("cursor", cursor), ("offset", null));
}
