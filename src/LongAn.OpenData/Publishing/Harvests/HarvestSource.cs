namespace LongAn.OpenData.Publishing.Harvests;

/// <summary>A dataset that is brought in from another address.</summary>
/// <param name="Every">How long to wait between looks; null: only when somebody says so.</param>
public sealed record HarvestSource(string Dataset, Uri Address, TimeSpan? Every)
{
    /// <summary>What the other side said of what was last read, so that it need not send it again: validators, or the version.</summary>
    public HarvestMark? Mark { get; init; }

    /// <summary>When it was last looked at, UTC; null where it never was.</summary>
    public DateTimeOffset? Tried { get; init; }

    /// <summary>What came of that.</summary>
    public string? Outcome { get; init; }

    public bool IsDue(DateTimeOffset now) => Every is { } pause && (Tried is not { } last || now - last >= pause || now < last);
}

/// <summary>How far a harvest has got.</summary>
/// <param name="ETag">Of the file that was read.</param>
/// <param name="LastModified">Of the file, as the other side wrote it.</param>
/// <param name="Version">The version that was read, where the other side is a portal of this kind.</param>
/// <param name="Description">Differs whenever what the other side says of the dataset differs; null where it says nothing.</param>
public sealed record HarvestMark(string? ETag, string? LastModified, int? Version, string? Description)
{
    /// <summary>The version that it became here.</summary>
    public int? Taken { get; init; }
}
