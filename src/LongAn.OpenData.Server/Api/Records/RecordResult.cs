using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Records;

/// <summary>One record, found by its primary key.</summary>
internal sealed class RecordResult(Dataset dataset, RecordsPlan plan, FormatOptions options, string key, SqliteRecordStore store) : IResult
{
    /// <summary>Which version the answer is of; all else that it follows from is in its address, but for the versions that others are read from.</summary>
    private string VersionText => string.Create(CultureInfo.InvariantCulture, $"{plan.Version.Number} {plan.Version.Digest}");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var (self, address) = (links.Self, links.Dataset(dataset.Id));
        var tag = AnswerTag.Of(plan.Expanded.Count == 0 ? VersionText : plan.AnswerText, "record", self);
        var isPinned = AskedVersion.IsPinned(httpContext);
        if (PortalHeaders.Holds(httpContext, tag) && PortalHeaders.IsNotModified(httpContext, tag, plan.Version.Created, isPinned))
            return;

        var start = Stopwatch.GetTimestamp();
        using var records = await store.OpenAsync(plan, extra: 0, httpContext.RequestAborted);
        if (!records.Read())
        {
            await new ProblemResult(ProblemMessages.UnknownRecord(dataset, key)).ExecuteAsync(httpContext);
            return;
        }

        if (PortalHeaders.IsNotModified(httpContext, tag, plan.Version.Created, isPinned))
            return;

        var opened = Stopwatch.GetElapsedTime(start);
        using var document = new PooledBuffer(4 * 1024);
        Write(records, document, self, address);
        var response = httpContext.Response;
        response.ContentType = RecordFormat.Json.ContentType;
        response.Headers.Link = PortalHeaders.Links(
            ("collection", address + "/records"), ("describedby", address + "/schema"), ("license", dataset.Description.Licences[0].Url));
        PortalHeaders.SetTiming(response, ("query", opened), ("write", Stopwatch.GetElapsedTime(start) - opened));
        await Answer.SendAsync(httpContext, document.Written);
    }

    private void Write(RecordSet records, PooledBuffer document, string self, string address)
    {
        using var json = JsonRecordWriter.MakeWriter(document);
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Id);
        json.WriteNumber("version", plan.Version.Number);
        json.WriteString("provenance", JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Version.Provenance.ToString()));
        json.WritePropertyName("data");
        json.Flush();
        using var writer = new JsonRecordWriter(document, RecordsHeading.Of(plan, plan.Fields.Count, dataset, options));
        writer.Write(records);
        document.Write(",\"links\":"u8);
        json.Reset();
        json.WriteStartObject();
        json.WriteString("self", self);
        json.WriteString("dataset", address);
        json.WriteString("schema", address + "/schema");
        json.WriteEndObject();
        json.Flush();
        document.Write("}"u8);
    }
}
