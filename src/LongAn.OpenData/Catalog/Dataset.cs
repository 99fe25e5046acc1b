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

    /// <summary>Differs whenever the description or the versions differ.</summary>
    public string Digest => $"{Id}:{MetadataModified.UtcTicks}:{Current.Number}:{(Servings.Count > 0 ? Servings[^1].At.UtcTicks : 0)}:{string.Join(',', Versions.Select(version => version.Hold is { } hold ? $"{version.Digest}@{hold.At.UtcTicks}" : version.Digest))}";

    /// <summary>Which version was served from when on, oldest first.</summary>
    public IReadOnlyList<VersionServing> Servings { get; init; } = [.. versions.Select((version, i) => new VersionServing(0, version.Number, version.Created, i == 0 ? null : versions[i - 1].Number, version.Origin))];

    /// <summary>Versions whose records are no longer kept, oldest first.</summary>
    public IReadOnlyList<RemovedVersion> Removed { get; init; } = [];

    /// <summary>What was served just before a moment, or at it; null where nothing was yet.</summary>
    public VersionServing? ServedAt(DateTimeOffset moment) => Servings.LastOrDefault(serving => serving.At <= moment);

    public DatasetVersion? FindVersion(long number) => Versions.FirstOrDefault(version => version.Number == number);
}
