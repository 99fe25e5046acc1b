using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Import.Changes;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Changes;

/// <summary>The changes from one version to another: a page of them as JSON, or all that are left, a line each.</summary>
internal sealed partial class ChangesResult(Dataset dataset, ChangesRequest request, SqliteChanges changes) : IResult
{
    private const int FlushBytes = 64 * 1024;
    private readonly DatasetVersion to = request.To!;

    private int SinceNumber => request.Since?.Number ?? 0;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var tag = AnswerTag.Of(
            "changes", request.Since?.Digest ?? "", SinceNumber.ToString(CultureInfo.InvariantCulture), to.Digest, to.Number.ToString(CultureInfo.InvariantCulture),
            request.After.ToString(CultureInfo.InvariantCulture), request.Limit?.ToString(CultureInfo.InvariantCulture) ?? "", request.Format, links.Self);
        if (PortalHeaders.IsNotModified(httpContext, tag, to.Created, request.NamesBoth))
            return;

        if (request.Format == ChangesRequest.Ndjson)
            await StreamAsync(httpContext, links);
        else
            await WritePageAsync(httpContext, links);
    }

    private async Task WritePageAsync(HttpContext http, PortalLinks links)
    {
        var cancel = http.RequestAborted;
        var counts = await changes.CountAsync(request.Since, to, cancel);
        using var page = new PooledBuffer();
        var limit = request.Limit!.Value;
        string? next = null;
        using (var found = await changes.OpenAsync(request.Since, to, request.After, limit + 1, cancel))
        {
            WriteHead(page, counts);
            var (count, last) = WriteChanges(found, page, limit);
            next = count > limit ? Cursor(last) : null;
            WriteTail(page, Math.Min(count, limit), next, links);
        }

        http.Response.ContentType = RecordFormat.Json.ContentType;
        http.Response.Headers.Link = Links(next, links);
        await Answer.SendAsync(http, page.Written);
    }

    private void WriteHead(PooledBuffer page, ChangeCounts counts)
    {
        using var json = JsonRecordWriter.MakeWriter(page);
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Id);
        json.WriteNumber("since", SinceNumber);
        json.WriteNumber("to", to.Number);
        json.WritePropertyName("counts");
        JsonSerializer.Serialize(json, counts, PortalJson.Compact);
        json.WritePropertyName("schema_changes");
        JsonSerializer.Serialize(json, request.Since is null ? [] : SchemaComparison.Between(request.Since.Schema, to.Schema, request.Since.Profile, to.Profile), PortalJson.Compact);
        json.WritePropertyName("data");
        json.Flush();
        page.Write("["u8);
    }

    private (int Count, long Last) WriteChanges(SqliteChangeSet found, PooledBuffer page, int limit)
    {
        var writer = new ChangeWriter(page, dataset.Description, request.Since, to);
        var count = 0;
        long last = 0;
        while (found.Read() && ++count <= limit)
        {
            if (count > 1)
                page.Write(","u8);
            writer.Write(found);
            last = found.Position;
        }

        return (count, last);
    }

    private void WriteTail(PooledBuffer page, int count, string? next, PortalLinks links)
    {
        page.Write("],\"page\":"u8);
        using var json = JsonRecordWriter.MakeWriter(page);
        json.WriteStartObject();
        json.WriteNumber("limit", request.Limit!.Value);
        json.WriteNumber("count", count);
        json.WriteString("next_cursor", next);
        if (next is null)
            json.WriteNumber("next_since", to.Number);
        else
            json.WriteNull("next_since");
        json.WriteEndObject();
        json.Flush();
        page.Write(",\"links\":"u8);
        json.Reset();
        json.WriteStartObject();
        json.WriteString("self", links.Self);
        json.WriteString("next", next is null ? null : Next(next, links));
        json.WriteString("poll", Poll(links));
        json.WriteString("dataset", links.Dataset(dataset.Id));
        json.WriteEndObject();
        json.Flush();
        page.Write("}"u8);
    }

    private async Task StreamAsync(HttpContext http, PortalLinks links)
    {
        var (response, cancel) = (http.Response, http.RequestAborted);
        using var found = await changes.OpenAsync(request.Since, to, request.After, request.Limit, cancel);
        response.ContentType = RecordFormat.Ndjson.ContentType;
        response.Headers.Link = Links(next: null, links);
        if (http.IsHead())
            return;

        found.LiftDeadline();
        try
        {
            var writer = new ChangeWriter(response.BodyWriter, dataset.Description, request.Since, to);
            while (found.Read())
            {
                writer.Write(found);
                response.BodyWriter.Write("\n"u8);
                if (response.BodyWriter.UnflushedBytes > FlushBytes)
                    await response.BodyWriter.FlushAsync(cancel);
            }

            await response.BodyWriter.FlushAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
        catch (Exception fault) when (response.HasStarted || response.BodyWriter.UnflushedBytes > 0)
        {
            CutShort(http.RequestServices.GetRequiredService<ILogger<ChangesResult>>(), fault, dataset.Id);
            http.Abort(); // a short list of changes never ends cleanly
        }
    }

    private string Links(string? next, PortalLinks links) => PortalHeaders.Links(
        ("next", next is null ? null : Next(next, links)), ("poll", Poll(links)), ("describedby", links.Dataset(dataset.Id) + "/schema"), ("license", dataset.Description.Licences[0].Url)).ToString();

    private static string Next(string cursor, PortalLinks links) => links.With(("cursor", cursor), ("since", null), ("to", null));

    /// <summary>Where to ask for what comes next, once everything here has been taken.</summary>
    private string Poll(PortalLinks links) => links.With(("since", to.Number.ToString(CultureInfo.InvariantCulture)), ("to", null), ("cursor", null));

    private string Cursor(long position) => string.Create(CultureInfo.InvariantCulture, $"{SinceNumber}-{to.Number}-{position}");

    [LoggerMessage(LogLevel.Error, "The changes of {Dataset} failed half way; the connection is cut")]
    private static partial void CutShort(ILogger log, Exception fault, string dataset);
}
