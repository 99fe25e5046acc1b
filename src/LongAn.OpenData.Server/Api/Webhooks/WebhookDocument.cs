using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Webhooks;

/// <summary>A webhook.</summary>
/// <param name="Datasets">Those it is told of; null for all.</param>
/// <param name="Secret">Shown once, when the webhook is made: it signs what is sent, and reads and deletes the webhook.</param>
/// <param name="Publisher">Whose key it was made with; null where none was.</param>
/// <param name="Disabled">Since when nothing is sent any more, because nothing arrived for too long; null while it works.</param>
/// <param name="Deliveries">The last messages, the newest first.</param>
internal sealed record WebhookDocument(
    string Id, Uri Url, IReadOnlyList<string>? Datasets, string? Secret, string? Publisher, DateTimeOffset Created, DateTimeOffset? Disabled, IReadOnlyList<DeliveryDocument> Deliveries, WebhookSelf Links)
{
    public static WebhookDocument Of(Webhook webhook, IEnumerable<WebhookDelivery> deliveries, bool withSecret, PortalLinks links) => new(
        webhook.Id, webhook.Url, webhook.Datasets.Count == 0 ? null : webhook.Datasets, withSecret ? webhook.Secret : null, webhook.Publisher, webhook.Created, webhook.Disabled,
        [.. deliveries.Select(delivery => new DeliveryDocument(delivery.Id, delivery.Attempts, delivery.Tried, delivery.Outcome, delivery.Due))], new WebhookSelf($"{links.Root}/api/v1/webhooks/{webhook.Id}"));
}

/// <summary>The webhooks of a publisher, each with its last message.</summary>
internal sealed record WebhooksDocument(string Publisher, IReadOnlyList<WebhookDocument> Data);

/// <summary>A message to a webhook.</summary>
/// <param name="Id">As the header <c>webhook-id</c> has it.</param>
/// <param name="Outcome">Of the last attempt: <c>delivered</c>, or what went wrong; null before the first.</param>
/// <param name="NextAttempt">Null where it arrived, or was given up.</param>
internal sealed record DeliveryDocument(string Id, int Attempts, DateTimeOffset? LastAttempt, string? Outcome, DateTimeOffset? NextAttempt);

internal sealed record WebhookSelf(string Self);
