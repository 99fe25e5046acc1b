using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>
/// The records of a search. Few are written into memory first, so that a fault half way is still an honest 500; many are streamed, and a
/// fault cuts the connection.
/// </summary>
internal sealed class DatastoreAnswer(DatastoreSearch search, CkanCall call, string format, int limit, int offset, long? total)
{
    private const int MostInMemory = 1_000;
    private const int FlushBytes = 64 * 1024;

    /// <param name="before">What stands before the answer.</param>
    /// <param name="after">What stands behind it.</param>
    public async Task WriteAsync(HttpContext http, byte[] before, byte[] after)
    {
        var plan = search.Page(offset, limit);
        using var records = await call.Store.OpenAsync(plan, extra: 0, http.RequestAborted);
        if (limit <= MostInMemory)
        {
            using var page = new PooledBuffer();
            await WriteAsync(records, page, before, after, flush: null);
            await Answer.SendAsync(http, page.Written);
            return;
        }

        var pipe = http.Response.BodyWriter;
        try
        {
            await WriteAsync(records, pipe, before, after, async () =>
            {
                if (pipe.UnflushedBytes >= FlushBytes)
                    await pipe.FlushAsync(http.RequestAborted);
            });
            await pipe.FlushAsync(http.RequestAborted);
        }
        catch (Exception) when (http.Response.HasStarted || pipe.UnflushedBytes > 0)
        {
            http.Abort();
            throw;
        }
    }

    private async Task WriteAsync(RecordSet records, IBufferWriter<byte> into, byte[] before, byte[] after, Func<ValueTask>? flush)
    {
        into.Write(before);
        into.Write("{"u8);
        foreach (var (name, value) in Facts())
        {
            Write(into, name);
            into.Write(":"u8);
            into.Write(JsonSerializer.SerializeToUtf8Bytes(value, PortalJson.Compact));
            into.Write(","u8);
        }

        into.Write("\"records\":"u8);
        var last = format is "csv" or "tsv" ? await WriteTextAsync(records, into) : await WriteJsonAsync(records, into, flush);
        if (last is { } row && search.IsInRowOrder && call.Words.Flag("include_next_page"))
        {
            var next = new JsonObject { [DatastoreType.RowName] = new JsonObject { [search.Plan.RowsDescending ? "lt" : "gt"] = row } };
            into.Write(Encoding.UTF8.GetBytes($",\"next_page\":{next.ToJsonString()}"));
        }

        into.Write("}"u8);
        into.Write(after);
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> Facts()
    {
        var facts = new JsonObject
        {
            ["include_total"] = total is not null,
            ["limit"] = limit,
            ["records_format"] = format,
            ["resource_id"] = search.Resource.Id,
            ["total_estimation_threshold"] = call.Words["total_estimation_threshold"]?.DeepClone(),
        };
        if (call.Words.Has("offset"))
            facts["offset"] = offset;
        foreach (var name in (string[])["q", "filters", "sort", "plain", "language", "distinct"])
        {
            if (call.Words[name] is { } value)
                facts[name] = name == "filters" ? call.Words.Json(name)?.DeepClone() : value.DeepClone();
        }

        facts["fields"] = new JsonArray([.. search.Plan.Fields.Select(DatastoreActions.Describe)]);
        facts["_links"] = Links();
        if (total is { } count)
        {
            facts["total"] = count;
            facts["total_was_estimated"] = false;
        }

        return facts;
    }

    /// <summary>Addresses without the server, as CKAN has them; they differ in their offset.</summary>
    private JsonObject Links()
    {
        var links = new JsonObject { ["start"] = Link(0), ["next"] = Link((long)offset + limit) };
        if (offset > 0)
            links["prev"] = Link(Math.Max(0, (long)offset - limit));
        return links;
    }

    private string Link(long from)
    {
        var request = call.Http.Request;
        var query = new QueryString();
        foreach (var (name, value) in request.Query.Where(pair => pair.Key is not ("offset" or "callback")).SelectMany(pair => pair.Value.Select(value => (pair.Key, value))))
            query = query.Add(name, value ?? "");
        if (from > 0)
            query = query.Add("offset", from.ToString(CultureInfo.InvariantCulture));
        return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + query.ToUriComponent();
    }

    private RecordsHeading Heading(FormatOptions options) => RecordsHeading.Of(search.Plan, search.Plan.Fields.Count, search.Dataset, options);

    /// <returns>The number of the last row; null where there is none.</returns>
    private async Task<long?> WriteJsonAsync(RecordSet records, IBufferWriter<byte> into, Func<ValueTask>? flush)
    {
        using IRecordWriter writer = format == "lists" ? new JsonListRecordWriter(into, Heading(FormatOptions.Default)) : new JsonRecordWriter(into, Heading(FormatOptions.Default));
        return await WriteAsync(records, writer, flush);
    }

    /// <summary>The records as a text in the answer.</summary>
    private async Task<long?> WriteTextAsync(RecordSet records, IBufferWriter<byte> into)
    {
        using var text = new PooledBuffer();
        long? last;
        using (var writer = new CsvRecordWriter(text, Heading(DumpFormat.OptionsOf(format, header: "none"))))
            last = await WriteAsync(records, writer, flush: null);
        using var json = JsonRecordWriter.MakeWriter(into);
        json.WriteStringValue(text.Written.Span);
        json.Flush();
        return last;
    }

    private async Task<long?> WriteAsync(RecordSet records, IRecordWriter writer, Func<ValueTask>? flush)
    {
        var wantsLast = search.IsInRowOrder && call.Words.Flag("include_next_page");
        long? last = null;
        writer.Begin();
        while (records.Read())
        {
            writer.Write(records);
            if (wantsLast)
                last = (long)records.GetPosition()[^1]!;
            if (flush is not null)
                await flush();
        }

        await writer.CompleteAsync();
        return last;
    }

    private static void Write(IBufferWriter<byte> into, string name) => into.Write(JsonSerializer.SerializeToUtf8Bytes(name, PortalJson.Compact));
}
