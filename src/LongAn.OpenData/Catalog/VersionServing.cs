namespace LongAn.OpenData.Catalog;

/// <summary>From this moment on a version was the one that is served, until the next of these. A version that came back has several.</summary>
/// <param name="Id">Grows with every serving in the portal; 0 where it is not known.</param>
/// <param name="At">UTC; later than that of the dataset's serving before it.</param>
/// <param name="Before">The version that was served until then; null for the first.</param>
/// <param name="By">Who did it, by which way and why.</param>
public sealed record VersionServing(long Id, int Number, DateTimeOffset At, int? Before, VersionOrigin By)
{
    /// <summary>A version that had been served before was brought back.</summary>
    public bool IsReturn => Number < Before;
}

/// <summary>What is still known of a version whose records are no longer kept.</summary>
/// <param name="Digest">As <see cref="DatasetVersion.Digest"/>.</param>
/// <param name="Removed">When its records went, UTC.</param>
public sealed record RemovedVersion(int Number, string Digest, string? FileDigest, long RecordCount, DateTimeOffset Created, DateTimeOffset Removed);

/// <summary>How many records differ between a version and the one that was served before it, by primary key; without one, by all their values.</summary>
/// <param name="Since">The version compared with; 0 for the first version, in which everything is new.</param>
public sealed record ChangeCounts(int Since, long Inserted, long Updated, long Deleted);
