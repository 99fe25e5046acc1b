namespace LongAn.OpenData.Publishing;

/// <summary>An address that is told of what is published.</summary>
/// <param name="Id"><c>wh_</c> and 24 hex digits.</param>
/// <param name="Datasets">Those it is told of; empty for all.</param>
/// <param name="Secret">Signs what is sent, and lets its holder read and delete the webhook. It has to be kept as it is, since signing needs it.</param>
/// <param name="Root">What addresses in messages begin with: the portal's address where it was subscribed.</param>
/// <param name="Seen">The last serving that was taken for it.</param>
/// <param name="Disabled">Since when nothing is sent any more, because nothing arrived for too long; null while it works.</param>
public sealed record Webhook(string Id, Uri Url, IReadOnlyList<string> Datasets, string Secret, string Root, DateTimeOffset Created, long Seen, DateTimeOffset? Disabled)
{
    /// <summary>Whose key it was made with, who reads and deletes it too; null where none was.</summary>
    public string? Publisher { get; init; }

    public bool IsFor(string dataset) => Datasets.Count == 0 || Datasets.Contains(dataset);
}

/// <summary>One message to one webhook.</summary>
/// <param name="Serving">What it tells of.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Due">When it is tried next; null where it arrived, or was given up.</param>
/// <param name="Outcome">Of the last attempt: <c>delivered</c>, or what went wrong; null before the first.</param>
public sealed record WebhookDelivery(string Id, string Webhook, long Serving, int Attempts, DateTimeOffset? Due, DateTimeOffset? Tried, string? Outcome)
{
    public const string Delivered = "delivered";
}
