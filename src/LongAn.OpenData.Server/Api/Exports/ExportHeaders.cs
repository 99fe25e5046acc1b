using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Api.Exports;

/// <summary>What every export says of itself, streamed or kept.</summary>
internal static class ExportHeaders
{
    /// <summary>How many records the file has: a header of one that is kept, a trailer of one that is streamed.</summary>
    public const string RowCount = "X-Row-Count";

    /// <summary>The digest of the whole file in its encoding, whatever part of it is sent (RFC 9530).</summary>
    public const string ReprDigest = "Repr-Digest";

    /// <summary>The digest of what is sent (RFC 9530).</summary>
    public const string ContentDigest = "Content-Digest";

    /// <summary>Clients read so much of a header and no more, so what the columns hold is linked where the question is not long.</summary>
    private const int LongestQuestion = 2_000;

    public static void Set(HttpContext http, Dataset dataset, DatasetVersion version, RecordFormat format)
    {
        var headers = http.Response.Headers;
        var links = http.RequestServices.GetRequiredService<PortalLinks>();
        var others = PortalHeaders.Links(
            ("describedby", links.Dataset(dataset.Id) + "/schema"), ("license", dataset.Description.Licences[0].Url), ("latest-version", $"{links.Dataset(dataset.Id)}/export.{format.Name}"));
        headers.ContentDisposition = $"attachment; filename=\"{dataset.Id}-v{version.Number}.{format.Name}\"";
        if (format == RecordFormat.Csv && http.Request.QueryString.Value!.Length < LongestQuestion)
            others += $", {PortalHeaders.Link("describedby", MetadataDialect.Csvw.For(dataset.Id, links) + http.Request.QueryString.ToUriComponent(), MetadataDialect.Csvw.MediaType)}";
        headers.Link = $"{others}, {PortalHeaders.Alternates(links.Exports(version).Where(export => export.Format != format))}";
        headers["X-Provenance"] = version.Provenance.ToString().ToLowerInvariant();
    }

    /// <param name="sha256">32 bytes.</param>
    public static string Digest(ReadOnlySpan<byte> sha256) => $"sha-256=:{Convert.ToBase64String(sha256)}:";
}
