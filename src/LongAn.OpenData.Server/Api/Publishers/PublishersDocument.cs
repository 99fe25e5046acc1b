using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Publishers;

/// <summary>Who publishes here.</summary>
internal sealed record PublishersDocument(IReadOnlyList<PublisherDocument> Data);

/// <summary>A publisher: a department, and the datasets it answers for.</summary>
/// <param name="Id">Never changes; what <c>publisher=</c> takes.</param>
/// <param name="Url">Its own page.</param>
/// <param name="Updated">When one of its datasets last had a new version.</param>
internal sealed record PublisherDocument(string Id, LocalizedText Title, string? Url, int DatasetCount, DateTimeOffset Updated, IReadOnlyList<PublishedDataset> Datasets, PublisherLinks Links)
{
    public static PublisherDocument Of(Publisher publisher, IEnumerable<Dataset> datasets, PortalLinks links)
    {
        var all = datasets.ToList();
        var id = Uri.EscapeDataString(publisher.Id);
        return new PublisherDocument(
            publisher.Id, publisher.Title, publisher.Url, all.Count, all.Max(dataset => dataset.Current.Created),
            [.. all.Select(dataset => new PublishedDataset(dataset.Id, dataset.Description.Title, dataset.Current.Number, dataset.Current.RecordCount, links.Dataset(dataset.Id)))],
            new PublisherLinks($"{links.Root}/api/v1/publishers/{id}", $"{links.Root}/api/v1/datasets?publisher={id}", $"{links.Root}/api/v1/publishers/{id}/log"));
    }
}

internal sealed record PublishedDataset(string Id, LocalizedText Title, int Version, long RecordCount, string Url);

/// <param name="Log">For who holds a key of the publisher.</param>
internal sealed record PublisherLinks(string Self, string Datasets, string Log);

/// <summary>A page of a publisher's log, the newest first.</summary>
internal sealed record LogDocument(IReadOnlyList<LogEntryDocument> Data, LogPage Page, LogLinks Links);

/// <param name="NextCursor">The value of <c>cursor</c> for the next page; null on the last.</param>
internal sealed record LogPage(int Limit, int Count, string? NextCursor);

internal sealed record LogLinks(string Self, string? Next);

/// <summary>One write that was tried.</summary>
/// <param name="Action">The operation's name, as the OpenAPI documents have it.</param>
/// <param name="Outcome">What became of it, or the code of the problem it was answered with.</param>
/// <param name="Request">The <c>trace_id</c> of its answer.</param>
/// <param name="Publisher">Whose key it was; null where it was no key.</param>
/// <param name="Key">The key's id.</param>
/// <param name="Remote">The address it came from.</param>
/// <param name="Version">What is served since.</param>
internal sealed record LogEntryDocument(
    long Number, DateTimeOffset At, string Action, int Status, string Outcome, string Request, string? Publisher, string? Key, string? KeyName, string? Dataset, int? Version, string? Remote, string? Reason, string? Job)
{
    public static LogEntryDocument Of(LogEntry entry) => new(
        entry.Number, entry.At, entry.Action, entry.Status, entry.Outcome, entry.Request, entry.Publisher, entry.KeyId, entry.KeyName, entry.Dataset, entry.Version, entry.Remote, entry.Reason, entry.Job);
}
