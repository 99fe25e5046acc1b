using System.Collections.Frozen;

namespace LongAn.OpenData.Query;

/// <summary>How a statement reaches its records quickly: what a store found out that the plan does not say. The answer is the same either way.</summary>
public sealed record AccessPath
{
    /// <summary>More records than this are better looked at as they come than all listed first.</summary>
    public const int CommonHits = 10_000;

    /// <summary>Where all that match are read, the part of a dataset that is sooner read from end to end than looked up record by record.</summary>
    public const int CommonPart = 16;

    public static AccessPath Plain { get; } = new();

    /// <summary>A search matches so many records that each is better looked up as it comes.</summary>
    public bool WordsAreCommon { get; init; }

    /// <summary>The spatial conditions that are worth asking the index of places for; they are those of the plan, not their likes.</summary>
    public IReadOnlySet<Filter> Indexed { get; init; } = FrozenSet<Filter>.Empty;
}
