namespace LongAn.OpenData.Catalog;

/// <summary>One immutable state of a dataset's records.</summary>
/// <param name="Number">From 1, without gaps, never reused.</param>
/// <param name="Digest">SHA-256 (hex) of what was read: the data file's bytes, all that says how to read them, and the versions that its foreign keys point to.</param>
/// <param name="Created">When it was published here, UTC.</param>
/// <param name="Path">Where the storage engine keeps it.</param>
public sealed record DatasetVersion(string Dataset, int Number, string Digest, long RecordCount, DateTimeOffset Created, string Path, TableSchema Schema, Location? Location)
{
    /// <summary>How its records came to be; part of the digest, so it never changes.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Who published it, how and why.</summary>
    public VersionOrigin Origin { get; init; } = VersionOrigin.Folder;

    /// <summary>SHA-256 (hex) of the version's own file, which is its export as SQLite; null where it has not been computed.</summary>
    public string? FileDigest => Files.FirstOrDefault(file => file.Name == System.IO.Path.GetFileName(Path))?.Sha256;

    /// <summary>What changed against the version served before; null where the two cannot be compared, since their keys differ.</summary>
    public ChangeCounts? Counts { get; init; }

    /// <summary>How its schema differs from that of the version served before, what breaks users first; none for a first version.</summary>
    public IReadOnlyList<SchemaChange> SchemaChanges { get; init; } = [];

    /// <summary>When a record is valid; null where this is not said.</summary>
    public Validity? Validity { get; init; }

    /// <summary>The field that says when a record is, where the descriptor names one; see <see cref="RecordTime"/>.</summary>
    public Field? Time { get; init; }

    /// <summary>The changes of another dataset's codes that the records are; null where they are none.</summary>
    public CodeChanges? Changes { get; init; }

    /// <summary>How small a group in these statistics may be; null where this is not said.</summary>
    public MinimumGroup? MinimumGroup { get; init; }

    /// <summary>Where its foreign keys lead.</summary>
    public IReadOnlyList<VersionReference> References { get; init; } = [];

    /// <summary>The files it is, by name; none where they have not been put on record.</summary>
    public IReadOnlyList<VersionFile> Files { get; init; } = [];

    /// <summary>Why it is kept whatever the policy says; null where the policy alone decides.</summary>
    public VersionHold? Hold { get; init; }

    /// <summary>Differs whenever anything differs that is said of it; what was read is the digest alone.</summary>
    public string State => $"{Digest}{(Hold is { } hold ? $"@{hold.At.UtcTicks}" : "")}{(Counts is { } counts ? $"~{counts.Since}+{counts.Inserted}*{counts.Updated}-{counts.Deleted}" : "")}";

    /// <summary>Per field: nulls, distinct values, least and greatest, most frequent; computed at import.</summary>
    public required IReadOnlyList<FieldProfile> Profile { get; init; }
}

/// <summary>What the values of one field look like in one version.</summary>
/// <param name="Distinct">How many different values; an estimate (within about 2%) where <paramref name="IsDistinctEstimate"/>.</param>
/// <param name="Min">Least value in the portal's own form; null where the type has no order, or there is no value.</param>
/// <param name="Top">The most frequent values; empty where there are too many different ones to count.</param>
public sealed record FieldProfile(string Field, long Nulls, long Distinct, bool IsDistinctEstimate, object? Min, object? Max, IReadOnlyList<ValueCount> Top);

/// <summary>How often a value occurs.</summary>
public sealed record ValueCount(object? Value, long Count);
