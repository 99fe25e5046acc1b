using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Hosting.Webhooks;

/// <summary>What a webhook is told: that a version is served from a moment on.</summary>
/// <param name="Type"><c>dataset.published</c> or <c>dataset.rolled-back</c>.</param>
/// <param name="Timestamp">From when on the version was served.</param>
internal sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, WebhookServing Data)
{
    public static byte[] Of(Dataset dataset, VersionServing serving, string root)
    {
        var version = dataset.FindVersion(serving.Number);
        var self = $"{root}/api/v1/datasets/{Uri.EscapeDataString(dataset.Id)}";
        var message = new WebhookMessage(serving.IsReturn ? "dataset.rolled-back" : "dataset.published", serving.At, new WebhookServing(
            dataset.Id, serving.Number, serving.Before, serving.By, version?.RecordCount, version?.Counts is { } counts && counts.Since == (serving.Before ?? 0) ? counts : null,
            new WebhookLinks(
                self,
                string.Create(CultureInfo.InvariantCulture, $"{self}/versions/{serving.Number}"),
                string.Create(CultureInfo.InvariantCulture, $"{self}/changes?since={serving.Before ?? 0}&to={serving.Number}"),
                string.Create(CultureInfo.InvariantCulture, $"{self}/export.csv?version={serving.Number}"))));
        return JsonSerializer.SerializeToUtf8Bytes(message, PortalJson.Compact);
    }
}

/// <param name="Before">The version served until then; null for the first.</param>
/// <param name="Changes">How many records differ from that one; null where it is not known.</param>
internal sealed record WebhookServing(string Dataset, int Version, int? Before, VersionOrigin By, long? RecordCount, ChangeCounts? Changes, WebhookLinks Links);

internal sealed record WebhookLinks(string Dataset, string Version, string Changes, string Csv);
