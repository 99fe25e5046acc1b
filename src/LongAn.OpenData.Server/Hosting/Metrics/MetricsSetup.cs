namespace LongAn.OpenData.Server.Hosting.Metrics;

internal static class MetricsSetup
{
    public static void AddPortalMetrics(this IServiceCollection services)
    {
        services.AddSingleton<PortalMeter>();
        services.AddSingleton<PortalMetrics>();
    }

    /// <summary>Beside the health checks: for whoever runs the portal, and open as they are, since nothing in it is anybody's.</summary>
    public static void MapMetrics(this WebApplication app) => app.MapGet("/metrics", async (HttpContext http, PortalMetrics metrics) =>
    {
        http.Response.ContentType = PortalMetrics.ContentType;
        http.Response.Headers.CacheControl = "no-store";
        await metrics.WriteAsync(http.Response.Body, http.RequestAborted);
    }).ExcludeFromDescription();
}
