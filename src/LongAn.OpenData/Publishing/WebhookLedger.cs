using Dapper;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Publishing;

/// <summary>The webhooks and what is still to be sent to them: kept in the catalog's file, so that it survives a restart.</summary>
public sealed class WebhookLedger(CatalogFile file)
{
    private const string Columns = "id, url, datasets, secret, root, created, seen, disabled, publisher";
    private const string DeliveryColumns = "id, webhook, serving, attempts, due, tried, outcome";

    /// <summary>Adds a webhook, which is told of what is published from now on.</summary>
    public void Add(Webhook webhook)
    {
        using var connection = file.Open();
        connection.Execute(
            "INSERT INTO webhooks (id, url, datasets, secret, root, created, seen, publisher) VALUES (@Id, @url, @datasets, @Secret, @Root, @created, (SELECT COALESCE(MAX(id), 0) FROM servings), @Publisher)",
            new { webhook.Id, url = webhook.Url.AbsoluteUri, datasets = webhook.Datasets.Count == 0 ? null : string.Join(',', webhook.Datasets), webhook.Secret, webhook.Root, created = CatalogFile.ToText(webhook.Created), webhook.Publisher });
    }

    public IReadOnlyList<Webhook> ReadAll()
    {
        using var connection = file.Open();
        return [.. connection.Query<WebhookRow>($"SELECT {Columns} FROM webhooks ORDER BY id").Select(ToWebhook)];
    }

    public Webhook? Find(string id)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<WebhookRow>($"SELECT {Columns} FROM webhooks WHERE id = @id", new { id }) is { } row ? ToWebhook(row) : null;
    }

    /// <summary>What is still to be sent to it goes with it.</summary>
    public void Remove(string id)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM webhooks WHERE id = @id", new { id });
    }

    /// <summary>Takes servings that a webhook has not seen for sending, each once.</summary>
    /// <param name="seen">The last serving that was looked at, whether it is for this webhook or not.</param>
    public void Take(Webhook webhook, IEnumerable<VersionServing> servings, long seen, DateTimeOffset now)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "INSERT OR IGNORE INTO webhook_deliveries (id, webhook, serving, due) VALUES (@id, @webhook, @serving, @due)",
            servings.Select(serving => new { id = $"msg_{Guid.NewGuid():N}", webhook = webhook.Id, serving = serving.Id, due = CatalogFile.ToText(now) }), transaction);
        connection.Execute("UPDATE webhooks SET seen = @seen WHERE id = @id", new { seen, id = webhook.Id }, transaction);
        transaction.Commit();
    }

    /// <summary>What is to be sent now, the longest due first.</summary>
    public IReadOnlyList<WebhookDelivery> ReadDue(DateTimeOffset now, int atMost)
    {
        using var connection = file.Open();
        return [.. connection.Query<DeliveryRow>($"SELECT {DeliveryColumns} FROM webhook_deliveries WHERE due <= @now ORDER BY due LIMIT @atMost", new { now = CatalogFile.ToText(now), atMost }).Select(ToDelivery)];
    }

    /// <summary>The last messages to a webhook, the newest first.</summary>
    public IReadOnlyList<WebhookDelivery> ReadDeliveries(string webhook, int atMost)
    {
        using var connection = file.Open();
        return [.. connection.Query<DeliveryRow>($"SELECT {DeliveryColumns} FROM webhook_deliveries WHERE webhook = @webhook ORDER BY serving DESC LIMIT @atMost", new { webhook, atMost }).Select(ToDelivery)];
    }

    /// <summary>Notes an attempt.</summary>
    /// <param name="due">When it is tried again; null for never.</param>
    public void Note(WebhookDelivery delivery, string outcome, DateTimeOffset now, DateTimeOffset? due)
    {
        using var connection = file.Open();
        connection.Execute(
            "UPDATE webhook_deliveries SET attempts = attempts + 1, tried = @now, outcome = @outcome, due = @due WHERE id = @Id",
            new { delivery.Id, outcome, now = CatalogFile.ToText(now), due = due is { } at ? CatalogFile.ToText(at) : null });
    }

    /// <summary>Nothing more is sent to it; what was to be sent is given up.</summary>
    public void Disable(string id, DateTimeOffset now)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute("UPDATE webhooks SET disabled = @now WHERE id = @id AND disabled IS NULL", new { id, now = CatalogFile.ToText(now) }, transaction);
        connection.Execute("UPDATE webhook_deliveries SET due = NULL WHERE webhook = @id", new { id }, transaction);
        transaction.Commit();
    }

    private static Webhook ToWebhook(WebhookRow row) => new(
        row.Id, new Uri(row.Url), row.Datasets?.Split(',') ?? [], row.Secret, row.Root, CatalogFile.ToInstant(row.Created), row.Seen, row.Disabled is { } at ? CatalogFile.ToInstant(at) : null)
    { Publisher = row.Publisher };

    private static WebhookDelivery ToDelivery(DeliveryRow row) => new(
        row.Id, row.Webhook, row.Serving, (int)row.Attempts, row.Due is { } due ? CatalogFile.ToInstant(due) : null, row.Tried is { } tried ? CatalogFile.ToInstant(tried) : null, row.Outcome);

    private sealed record WebhookRow(string Id, string Url, string? Datasets, string Secret, string Root, string Created, long Seen, string? Disabled, string? Publisher);

    private sealed record DeliveryRow(string Id, string Webhook, long Serving, long Attempts, string? Due, string? Tried, string? Outcome);
}
