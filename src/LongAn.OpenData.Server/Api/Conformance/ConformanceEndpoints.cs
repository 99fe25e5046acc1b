using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Conformance;

internal static class ConformanceEndpoints
{
    public static void MapConformance(this RouteGroupBuilder api)
    {
        api.MapGet("/conformance", GetConformance).WithTags("Portal").WithName("GetConformance").WithSummary("Read which standards the API conforms to, and what a filter may use.").Produces<ConformanceDocument>();
    }

    private static DocumentResult GetConformance() => new("conformance", DateTimeOffset.UnixEpoch, () => ConformanceDocument.Current);
}
