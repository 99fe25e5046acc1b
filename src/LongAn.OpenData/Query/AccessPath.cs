using System.Collections.Frozen;

namespace LongAn.OpenData.Query;

/// <summary>How the words of a search are looked for in a statement.</summary>
public enum WordsBy
{
    /// <summary>All records that have them are listed first: for few.</summary>
    List,

    /// <summary>Each record is looked up in the full text as it comes: for many, in order.</summary>
    Record,

    /// <summary>Each record is looked up among bits that the reader holds: for many, beside other conditions.</summary>
    Bits,
}

/// <summary>How a statement reaches its records quickly: what a store found out that the plan does not say. The answer is the same either way.</summary>
public sealed record AccessPath
{
    /// <summary>More records than this are better looked at as they come than all listed first.</summary>
    public const int CommonHits = 10_000;

    /// <summary>Where all that match are read, the part of a dataset that is sooner read from end to end than looked up record by record.</summary>
    public const int CommonPart = 16;

    public static AccessPath Plain { get; } = new();

    public WordsBy Words { get; init; }

    /// <summary>What the prefixes of the search stand for; for a page, as all that match are sooner gathered by FTS5.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PrefixPart>> Prefixes { get; init; } = FrozenDictionary<string, IReadOnlyList<PrefixPart>>.Empty;

    /// <summary>The spatial conditions that are worth asking the index of places for; they are those of the plan, not their likes.</summary>
    public IReadOnlySet<Filter> Indexed { get; init; } = FrozenSet<Filter>.Empty;
}
