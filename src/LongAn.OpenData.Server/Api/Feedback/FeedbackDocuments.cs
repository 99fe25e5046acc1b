using System.Globalization;
using System.Text.Json.Serialization;
using LongAn.OpenData.Publishing.Feedback;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Feedback;

/// <summary>What a reader reported, and what its publisher did about it.</summary>
/// <param name="Record">The key of the record that is meant; null for the dataset as a whole.</param>
/// <param name="Version">The version that was served when it was written.</param>
/// <param name="Message">Plain text, as it was written: encode it where it is shown.</param>
/// <param name="State"><c>received</c>, <c>in-progress</c> or <c>answered</c>.</param>
/// <param name="Answer">Plain text; null before there is one.</param>
internal sealed record FeedbackDocument(
    long Number, string Dataset, string Category, string? Record, int Version, string Message, DateTimeOffset Created, string State, DateTimeOffset Changed, string? Answer, DateTimeOffset? Answered, FeedbackLinks Links)
{
    /// <summary>How to reach who wrote it: shown to the dataset's publisher alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Contact { get; init; }

    /// <summary>Everybody may read it once it is answered: shown to the dataset's publisher alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Listed { get; init; }

    /// <summary>As everybody may see it.</summary>
    public static FeedbackDocument Of(FeedbackEntry entry, PortalLinks links) => new(
        entry.Number, entry.Dataset, entry.Category.Name, entry.Record, entry.Version, entry.Message, entry.Created, entry.State.Name, entry.Changed, entry.Answer, entry.Answered, FeedbackLinks.Of(entry, links));

    /// <summary>As its publisher may.</summary>
    public static FeedbackDocument ForPublisher(FeedbackEntry entry, PortalLinks links) => Of(entry, links) with { Contact = entry.Contact, Listed = entry.IsListed };
}

internal sealed record FeedbackLinks(string Self, string Dataset, string? Record)
{
    public static FeedbackLinks Of(FeedbackEntry entry, PortalLinks links)
    {
        var dataset = links.Dataset(entry.Dataset);
        return new FeedbackLinks(string.Create(CultureInfo.InvariantCulture, $"{dataset}/feedback/{entry.Number}"), dataset, entry.Record is { } key ? $"{dataset}/records/{key}?version={entry.Version}" : null);
    }
}

/// <summary>What was reported, the newest first.</summary>
internal sealed record FeedbackPageDocument(IReadOnlyList<FeedbackDocument> Data, FeedbackPage Page, FeedbackPageLinks Links);

/// <param name="NextCursor">The value of <c>cursor</c> for the next page; null on the last.</param>
internal sealed record FeedbackPage(int Limit, int Count, string? NextCursor);

internal sealed record FeedbackPageLinks(string Self, string? Next);

/// <summary>What was received.</summary>
/// <param name="Ticket">Shown once: <c>Authorization: Bearer</c> and it read the report before it is answered.</param>
internal sealed record FeedbackTicketDocument(long Number, string Dataset, string State, string Ticket, FeedbackLinks Links);

/// <summary>What may be reported, and how far a report may be.</summary>
internal sealed record FeedbackWordsDocument(IReadOnlyList<FeedbackWord> Categories, IReadOnlyList<FeedbackWord> States);

internal sealed record FeedbackWord(string Name, LocalizedText Title);
