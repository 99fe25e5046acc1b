using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>What the address says to sort by.</summary>
internal sealed class SortOrder
{
    public const string Ascending = "";
    public const string Descending = "-";
    private readonly string[] words;

    private SortOrder(string[] words) => this.words = words;

    public static SortOrder Read(IQueryCollection query) => new(query[RecordsParameter.Sort.Name].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <returns>Null where the field is not sorted by.</returns>
    public string? Of(string field) => words.Any(word => word == field || word == "+" + field) ? Ascending : words.Contains(Descending + field) ? Descending : null;

    /// <summary>What a heading leads to: up, then down, then the order of the key.</summary>
    public static string? After(string field, string? direction) => direction switch
    {
        null => field,
        Ascending => Descending + field,
        _ => null,
    };
}
