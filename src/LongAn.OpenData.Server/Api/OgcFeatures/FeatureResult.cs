using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>One feature, found by its id.</summary>
internal sealed class FeatureResult(Dataset dataset, RecordsPlan plan, string id, string contentType, SqliteRecordStore store, TimeProvider clock) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        using var body = new PooledBuffer(4 * 1024);
        var wide = RecordFormat.GeoJson.Widen(plan);
        using (var records = await store.OpenAsync(wide, extra: 0, httpContext.RequestAborted))
        using (var writer = new GeoJsonRecordWriter(body, RecordsHeading.Of(wide, plan.Fields.Count, dataset, FormatOptions.Default)))
        {
            if (!records.Read())
            {
                await new ProblemResult(ProblemMessages.UnknownRecord(dataset, id) with { Parameter = OgcEndpoints.FeatureId }).ExecuteAsync(httpContext);
                return;
            }

            if (OgcValidator.IsNotModified(httpContext, dataset, plan, contentType, links))
                return;

            writer.WriteOpen(records);
        }

        var collection = links.Collection(dataset);
        OgcMembers.Close(body, new JsonObject
        {
            ["dataset"] = dataset.Id,
            ["version"] = plan.Version.Number,
            ["provenance"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Version.Provenance.ToString()),
            ["timeStamp"] = OgcMembers.Now(clock),
            ["links"] = OgcLink.ToJson(
                new("self", links.Self, contentType),
                new("alternate", links.With(("f", OgcMembers.OtherFormat(contentType))), OgcMembers.OtherType(contentType)),
                new("collection", collection, OgcLinks.Json)),
        });
        httpContext.Response.ContentType = contentType;
        httpContext.Response.Headers.Link = PortalHeaders.Links(("collection", collection), ("describedby", collection + "/schema"), ("license", dataset.Description.Licences[0].Url));
        await Answer.SendAsync(httpContext, body.Written);
    }
}
