namespace LongAn.OpenData.Query;

/// <summary>A read in the caller's own words: names and values, unchecked. A name that has no value has an empty one.</summary>
public sealed record RecordsRequest(IReadOnlyList<KeyValuePair<string, string>> Words)
{
    /// <summary>No page: everything that matches.</summary>
    public bool IsExport { get; init; }

    /// <summary>What a protocol asks beside the words; all of it must hold.</summary>
    public IReadOnlyList<DialectCondition> Conditions { get; init; } = [];

    /// <summary>The words that say which records, as <c>a=1&amp;b=2</c> without escapes; empty where all are asked for.</summary>
    public string Question => string.Join('&', Words
        .Where(word => !RecordsParameter.All.Any(row => row.Name == word.Key && (row.IsOfFormat || row == RecordsParameter.Language || row == RecordsParameter.Version || row == RecordsParameter.AsOf)))
        .Select(word => $"{word.Key}={word.Value}"));
}
