using System.Buffers;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Import;
using LongAn.OpenData.Publishing.Jobs;

namespace LongAn.OpenData.Server.Api.Reports;

/// <summary>Every error of content that was refused.</summary>
/// <param name="ErrorCount">All that were found; where the list does not have all of them, its last row says so.</param>
internal sealed record ErrorReportDocument(string Id, string Dataset, DateTimeOffset Created, long ErrorCount, IReadOnlyList<ReportedProblem> Errors);

/// <summary>A kept report, streamed as JSON or a line each.</summary>
internal sealed class ErrorReportResult(ErrorReport report, string path, RecordFormat format) : IResult
{
    private const int FlushBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        using var rows = new ErrorRows(File.OpenRead(path));
        response.ContentType = format.ContentType;
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = PortalJson.Compact.Encoder, SkipValidation = true });
        var isList = format == RecordFormat.Json;
        if (isList)
            Begin(json);
        while (rows.Read() is { } row)
        {
            JsonSerializer.Serialize(json, row, PortalJson.Compact);
            if (!isList)
            {
                json.Flush();
                json.Reset();
                response.BodyWriter.Write("\n"u8);
            }

            if (json.BytesPending + response.BodyWriter.UnflushedBytes < FlushBytes)
                continue;

            json.Flush();
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }

        if (isList)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.Flush();
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Begin(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", report.Id);
        json.WriteString("dataset", report.Dataset);
        json.WriteString("created", report.Created);
        json.WriteNumber("error_count", report.Errors);
        json.WriteStartArray("errors");
    }
}
