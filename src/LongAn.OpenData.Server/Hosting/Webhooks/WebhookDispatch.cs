using System.Data.Common;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Hosting.Webhooks;

/// <summary>
/// Tells webhooks what is published: at once, and where it does not arrive again after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10, 14, 20 and 24
/// hours, each a fifth more or less. After the last, some three days later, the webhook is disabled; one that answers 410 at once.
/// </summary>
internal sealed partial class WebhookDispatch(WebhookLedger ledger, WebhookSender sender, DatasetCatalog catalog, TimeProvider clock, ILogger<WebhookDispatch> log) : BackgroundService
{
    private const int AtOnce = 8;
    private const double Jitter = 0.2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops; what is not delivered is in the ledger.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var webhooks = ledger.ReadAll().Where(webhook => webhook.Disabled is null).ToDictionary(webhook => webhook.Id, StringComparer.Ordinal);
            foreach (var webhook in webhooks.Values)
                Take(webhook);
            var due = ledger.ReadDue(clock.GetUtcNow(), AtOnce).Where(delivery => webhooks.ContainsKey(delivery.Webhook));
            await Task.WhenAll(due.Select(delivery => DeliverAsync(webhooks[delivery.Webhook], delivery, cancel)));
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            Unreadable(fault);
        }
    }

    /// <summary>From the catalog as it is served, so that whoever is told can read what it is told of.</summary>
    private void Take(Webhook webhook)
    {
        var last = catalog.Datasets.SelectMany(dataset => dataset.Servings).Select(serving => serving.Id).DefaultIfEmpty(0).Max();
        if (last <= webhook.Seen)
            return;

        var servings = catalog.Datasets.Where(dataset => webhook.IsFor(dataset.Id)).SelectMany(dataset => dataset.Servings).Where(serving => serving.Id > webhook.Seen).OrderBy(serving => serving.Id);
        ledger.Take(webhook, servings, last, clock.GetUtcNow());
    }

    private async Task DeliverAsync(Webhook webhook, WebhookDelivery delivery, CancellationToken cancel)
    {
        if (Find(delivery.Serving) is not var (dataset, serving))
        {
            ledger.Note(delivery, "the dataset is gone", clock.GetUtcNow(), due: null);
            return;
        }

        var answer = await sender.SendAsync(webhook.Url, webhook.Secret, delivery.Id, WebhookMessage.Of(dataset, serving, webhook.Root), cancel);
        var now = clock.GetUtcNow();
        if (answer.IsTaken)
        {
            ledger.Note(delivery, WebhookDelivery.Delivered, now, due: null);
            return;
        }

        var isLast = delivery.Attempts >= Pauses.Length || answer.IsGone;
        if (isLast)
        {
            ledger.Disable(webhook.Id, now);
            Disabled(webhook.Id, webhook.Url.Host, answer.ToString());
        }

        ledger.Note(delivery, answer.ToString(), now, isLast ? null : now + Spread(Pauses[delivery.Attempts]));
    }

    private (Dataset Dataset, VersionServing Serving)? Find(long id)
    {
        foreach (var dataset in catalog.Datasets)
        {
            if (dataset.Servings.FirstOrDefault(serving => serving.Id == id) is { } serving)
                return (dataset, serving);
        }

        return null;
    }

    private static TimeSpan Spread(TimeSpan pause) => pause * (1 - Jitter + (2 * Jitter * System.Security.Cryptography.RandomNumberGenerator.GetInt32(1_001) / 1_000));

    [LoggerMessage(LogLevel.Warning, "The webhooks cannot be read; they are tried again")]
    private partial void Unreadable(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The webhook {Webhook} at {Host} is disabled: {Outcome}")]
    private partial void Disabled(string webhook, string host, string outcome);
}
