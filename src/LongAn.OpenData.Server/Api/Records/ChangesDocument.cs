using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Records;

/// <summary>What became of a record, or what it came of, as far as a dataset of the portal records it.</summary>
/// <param name="Key">The record's primary key.</param>
/// <param name="HasChange">False where nothing is recorded, which does not say that the record still stands.</param>
/// <param name="Ambiguous">There is no single answer: of successors, unless one took the whole; of predecessors, where of any only a part came. All candidates are listed.</param>
internal sealed record ChangesDocument(string Dataset, string Key, bool HasChange, bool Ambiguous, IReadOnlyList<ChangeDocument> Data, ChangesLinks Links)
{
    public static ChangesDocument Of(Dataset dataset, string key, IReadOnlyList<CodeChange> changes, bool forward, PortalLinks links)
    {
        var isAmbiguous = forward ? changes is not ([] or [{ IsWhole: true }]) : changes.Any(change => !change.IsWhole);
        return new ChangesDocument(dataset.Id, key, changes.Count > 0, isAmbiguous, [.. changes.Select(change => ChangeDocument.Of(change, links))], new ChangesLinks(links.Self, Record(dataset.Id, key, links)));
    }

    internal static string Record(string dataset, string key, PortalLinks links) => $"{links.Dataset(dataset)}/records/{RecordKey.Write([key])}";
}

/// <param name="Dataset">The dataset that the key is of.</param>
/// <param name="Label">What the record is called; null where nothing says it.</param>
/// <param name="On">The day of the change.</param>
/// <param name="Part">How much of the old record went into the new one, as the source says it.</param>
/// <param name="IsWhole">All of it did.</param>
/// <param name="Link">The record's address; null where its dataset does not have it.</param>
internal sealed record ChangeDocument(string Dataset, string Key, LocalizedText? Label, DateOnly? On, string? Part, bool IsWhole, string? Link)
{
    public static ChangeDocument Of(CodeChange change, PortalLinks links) => new(
        change.Dataset, change.Code, change.Label, change.On is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null, change.Part, change.IsWhole,
        change.IsThere ? ChangesDocument.Record(change.Dataset, change.Code, links) : null);
}

/// <param name="Self">This address.</param>
/// <param name="Record">The record asked about.</param>
internal sealed record ChangesLinks(string Self, string Record);
