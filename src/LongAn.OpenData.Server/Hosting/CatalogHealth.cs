using LongAn.OpenData.Catalog;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Ready when there is something to serve.</summary>
internal sealed class CatalogHealth(DatasetCatalog catalog) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalog.Datasets.Count > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("There is no dataset to serve."));
}
