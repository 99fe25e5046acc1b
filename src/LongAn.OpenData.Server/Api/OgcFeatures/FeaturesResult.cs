using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>A page of features: the portal's GeoJSON, with the members and links that the standard adds behind the features.</summary>
internal sealed class FeaturesResult(Dataset dataset, RecordsPlan plan, string contentType, SqliteRecordStore store, TimeProvider clock) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        if (OgcValidator.IsNotModified(httpContext, dataset, plan, contentType, links))
            return;

        var cancel = httpContext.RequestAborted;
        var start = Stopwatch.GetTimestamp();
        long? matched = plan.CountsExactly || plan.HasKnownTotal ? await store.CountAsync(plan, cancel) : null;
        var counted = Stopwatch.GetElapsedTime(start);
        using var page = new PooledBuffer();
        var wide = RecordFormat.GeoJson.Widen(plan);
        WrittenPage written;
        using (var records = await store.OpenAsync(wide, extra: 1, cancel))
        using (var writer = RecordFormat.GeoJson.Create(page, RecordsHeading.Of(wide, plan.Fields.Count, dataset, FormatOptions.Default)))
            written = WrittenPage.Write(plan, records, writer);

        var (next, previous) = (At(written.Next, links), At(written.Previous, links));
        page.Write("]"u8);
        OgcMembers.Close(page, Members(written.Count, matched, next, previous, links));
        var response = httpContext.Response;
        response.ContentType = contentType;
        response.Headers.Link = PortalHeaders.Links(
            ("next", next), ("prev", previous), ("collection", links.Collection(dataset)), ("describedby", links.Collection(dataset) + "/queryables"),
            ("license", dataset.Description.Licences[0].Url), ("service-desc", links.Ogc() + "/api"));
        PortalHeaders.SetTiming(response, ("count", counted), ("query", Stopwatch.GetElapsedTime(start) - counted));
        await Answer.SendAsync(httpContext, page.Written);
    }

    private JsonObject Members(int count, long? matched, string? next, string? previous, PortalLinks links)
    {
        var members = new JsonObject
        {
            ["timeStamp"] = OgcMembers.Now(clock),
            ["numberReturned"] = count,
            ["links"] = OgcLink.ToJson(
                new("self", links.Self, contentType),
                new("alternate", links.With(("f", OgcMembers.OtherFormat(contentType))), OgcMembers.OtherType(contentType)),
                new("next", next, contentType),
                new("prev", previous, contentType),
                new("collection", links.Collection(dataset), OgcLinks.Json)),
        };
        if (matched is { } all)
            members["numberMatched"] = all;
        return members;
    }

    private static string? At(string? cursor, PortalLinks links) => cursor is null ? null : links.With(("cursor", cursor), ("offset", null));
}
