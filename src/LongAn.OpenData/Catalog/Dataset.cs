namespace LongAn.OpenData.Catalog;

/// <summary>A dataset as the portal serves it: what it says of itself, and its versions.</summary>
public sealed class Dataset(DatasetDescription description, IReadOnlyList<DatasetVersion> versions, DatasetVersion current, DateTimeOffset metadataModified)
{
    public string Id => Description.Id;

    public DatasetDescription Description { get; } = description;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DatasetVersion> Versions { get; } = versions;

    /// <summary>The version that is served when none is asked for.</summary>
    public DatasetVersion Current { get; } = current;

    public TableSchema Schema => Current.Schema;

    /// <summary>When the description last changed, UTC; the data may be older.</summary>
    public DateTimeOffset MetadataModified { get; } = metadataModified;

    /// <summary>Differs whenever the description or the versions differ, or what is known of them.</summary>
    public string Digest => $"{Id}:{MetadataModified.UtcTicks}:{Current.Number}:{(Servings.Count > 0 ? Servings[^1].At.UtcTicks : 0)}:{string.Join(',', Versions.Select(version => version.State))}";

    /// <summary>When the data or what is said of it last changed, UTC.</summary>
    public DateTimeOffset Modified => MetadataModified > Current.Created ? MetadataModified : Current.Created;

    /// <summary>Its last check is longer ago than its frequency promises; null where nothing is promised.</summary>
    public bool? IsOverdue(DateOnly today) => Description is { Frequency: { Days: not null } promised, Checked: { } day } ? promised.IsOverdue(day, today) : null;

    /// <summary>Which version was served from when on, oldest first.</summary>
    public IReadOnlyList<VersionServing> Servings { get; init; } = [.. versions.Select((version, i) => new VersionServing(0, version.Number, version.Created, i == 0 ? null : versions[i - 1].Number, version.Origin))];

    /// <summary>Versions whose records are no longer kept, oldest first.</summary>
    public IReadOnlyList<RemovedVersion> Removed { get; init; } = [];

    /// <summary>What was served just before a moment, or at it; null where nothing was yet.</summary>
    public VersionServing? ServedAt(DateTimeOffset moment) => Servings.LastOrDefault(serving => serving.At <= moment);

    /// <summary>What a serving changed: as it is kept with the version, or that of the way there, turned round; null where neither is known.</summary>
    public ChangeCounts? CountsOf(VersionServing serving)
    {
        if (FindVersion(serving.Number)?.Counts is { } counts && counts.Since == (serving.Before ?? 0))
            return counts;

        return serving.Before is { } before && FindVersion(before)?.Counts is { } way && way.Since == serving.Number ? new ChangeCounts(before, way.Deleted, way.Updated, way.Inserted) : null;
    }

    public DatasetVersion? FindVersion(long number) => Versions.FirstOrDefault(version => version.Number == number);
}
