namespace LongAn.OpenData.Query;

/// <summary>A read in the caller's own words: names and values, unchecked. A name that has no value has an empty one.</summary>
public sealed record RecordsRequest(IReadOnlyList<KeyValuePair<string, string>> Words)
{
    /// <summary>No page: everything that matches.</summary>
    public bool IsExport { get; init; }
}
