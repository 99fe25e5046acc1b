namespace LongAn.OpenData.Publishing.Usage;

/// <summary>How often something was done with a dataset in one format: all that is ever known of who uses it.</summary>
public readonly record struct UsageKey(string Dataset, UsageKind Kind, string Format);

/// <summary>How often on one day.</summary>
/// <param name="Day">As it is in Vietnam.</param>
public sealed record UsageCount(DateOnly Day, UsageKey Key, long Count);

/// <summary>Where a page of counts begins: behind this one.</summary>
public sealed record UsagePlace(DateOnly Day, string Kind, string Format);
