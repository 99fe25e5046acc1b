using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Server.Explorer.Map;

/// <summary>A checked read of where records are: their key, what they are called, and their place.</summary>
/// <param name="Label">What a record is called; null where no field says so, and its key must do.</param>
/// <param name="LabelEn">The same in English, where there is a field of it.</param>
internal sealed record MapPlan(RecordsPlan Records, Place Place, Field? Label, Field? LabelEn)
{
    /// <summary>How many records the list beside a map has.</summary>
    private const int ListLimit = 50;

    /// <summary>Say how a table looks, and a map is none.</summary>
    private static readonly HashSet<string> NotOfMaps =
        [.. new[] { RecordsParameter.Fields, RecordsParameter.Exclude, RecordsParameter.Expand, RecordsParameter.Distinct, RecordsParameter.Count }.Select(row => row.Name)];

    public DatasetVersion Version => Records.Version;

    /// <param name="limit">The most records; null for as many as the list beside a map has, or the words say.</param>
    /// <returns>False where there are problems.</returns>
    public static bool TryPlan(IEnumerable<KeyValuePair<string, string>> asked, Dataset dataset, DatasetVersion version, Place place, int? limit, [NotNullWhen(true)] out MapPlan? plan, out IReadOnlyList<Problem> problems)
    {
        plan = null;
        var label = LabelOf(version);
        var labelEn = label is null || !label.Name.EndsWith("_vi", StringComparison.Ordinal) ? null : version.Schema.Find(label.Name[..^3] + "_en");
        var fields = version.Schema.PrimaryKey.Concat([label?.Name, labelEn?.Name]).OfType<string>().Concat(place.Fields.Select(field => field.Name)).Distinct(StringComparer.Ordinal);
        var words = asked.Where(word => !NotOfMaps.Contains(word.Key)).Append(KeyValuePair.Create(RecordsParameter.Fields.Name, string.Join(',', fields))).ToList();
        if (words.TrueForAll(word => word.Key != RecordsParameter.Limit.Name))
            words.Add(KeyValuePair.Create(RecordsParameter.Limit.Name, (limit ?? ListLimit).ToString(CultureInfo.InvariantCulture)));
        if (!RecordsPlanner.TryPlan(new RecordsRequest(words), dataset, out var records, out problems))
            return false;

        plan = new MapPlan(records, place, label, labelEn);
        return true;
    }

    /// <summary>What people look for first is what a record is called.</summary>
    private static Field? LabelOf(DatasetVersion version) =>
        version.Schema.Fields.FirstOrDefault(field => field.IsSearched && field.Type == FieldType.String)
        ?? (version.Schema.PrimaryKey is [var key, ..] ? LabelFields.Of(version.Schema, key)?.Vi : null);
}
