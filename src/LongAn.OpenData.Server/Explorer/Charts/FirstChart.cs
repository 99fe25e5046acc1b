using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>
/// The chart of a version when none is asked for: the first of these that it has, told by its schema and profile alone.
/// 1. A date that most records have, and that moves: records by period. 2. A year in the key beside a number that adds up: its sum by year.
/// 3. A code with labels, of a place rather than of anything else: records by it. 4. A facet, in words rather than codes: records by it.
/// 5. A number with a unit: its distribution.
/// Groups are few enough to be read (2 to 30), but for periods.
/// </summary>
public static class FirstChart
{
    private const int FewestGroups = 2;
    private const int MostGroups = 30;
    private const int YearsEnough = 4;

    /// <returns>The question in the API's own words; null where no chart says more than the records do, as of a short list of codes.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>>? Of(DatasetVersion version) =>
        ByPeriod(version) ?? SumByYear(version) ?? ByLabel(version) ?? ByFacet(version) ?? Distribution(version);

    /// <summary>Whole numbers that are years by their type, or by being called so.</summary>
    internal static bool IsYear(Field field) =>
        field.Type == FieldType.Year || (field.Type == FieldType.Integer && (field.Name == "year" || field.Name.EndsWith("_year", StringComparison.Ordinal)));

    /// <summary>Numbers of things, which can be added up; shares and positions cannot.</summary>
    internal static bool AddsUp(Field field) => AggregateFunction.Sum.Fits(field.Type) && field.Unit is not (null or "%" or "degree");

    private static IReadOnlyList<KeyValuePair<string, string>>? ByPeriod(DatasetVersion version)
    {
        foreach (var field in version.Schema.Fields.Where(field => DatePart.Year.Fits(field.Type)))
        {
            var profile = Profile(version, field);
            if (profile is not { Min: string least, Max: string greatest } || !IsUsual(profile, version) || least[..7] == greatest[..7])
                continue;

            var years = int.Parse(greatest.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) - int.Parse(least.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture) + 1;
            var part = years >= YearsEnough ? DatePart.Year : years > 1 ? DatePart.Quarter : DatePart.Month;
            return GroupBy($"{part.Name}:{field.Name}");
        }

        return null;
    }

    private static IReadOnlyList<KeyValuePair<string, string>>? SumByYear(DatasetVersion version)
    {
        var year = version.Schema.Fields.FirstOrDefault(field => IsYear(field) && version.Schema.PrimaryKey.Contains(field.Name, StringComparer.Ordinal));
        var number = version.Schema.Fields.FirstOrDefault(AddsUp);
        return year is null || number is null ? null : GroupBy(year.Name, $"{AggregateFunction.Sum.Name}:{number.Name}");
    }

    private static IReadOnlyList<KeyValuePair<string, string>>? ByLabel(DatasetVersion version) => version.Schema.Fields
        .Where(field => FacetLabels.SourceOf(field, version) is not null && IsReadable(version, field))
        .OrderByDescending(field => version.References.Any(reference => reference.Name == field.Name && reference.Version?.Location is not null))
        .Select(field => GroupBy(field.Name)).FirstOrDefault();

    private static IReadOnlyList<KeyValuePair<string, string>>? ByFacet(DatasetVersion version) => version.Schema.Fields
        .Where(field => field.IsFaceted && FacetShape.Values.Fits(field.Type) && IsReadable(version, field))
        .OrderByDescending(field => field.Name.EndsWith("_vi", StringComparison.Ordinal)).ThenBy(field => field.Type.Kind == ValueKind.Boolean)
        .Select(field => GroupBy(field.Name)).FirstOrDefault();

    private static IReadOnlyList<KeyValuePair<string, string>>? Distribution(DatasetVersion version)
    {
        var number = version.Schema.Fields.FirstOrDefault(field => field.Unit is not (null or "degree") && AggregateFunction.Sum.Fits(field.Type) && Profile(version, field)?.Distinct > MostGroups);
        return number is null ? null : [KeyValuePair.Create(FacetsParameter.Fields.Name, $"{number.Name}:{FacetShape.Histogram.Name}")];
    }

    private static bool IsReadable(DatasetVersion version, Field field) =>
        Profile(version, field) is { Distinct: >= FewestGroups and <= MostGroups } profile && IsUsual(profile, version);

    /// <summary>At least half of the records have a value.</summary>
    private static bool IsUsual(FieldProfile profile, DatasetVersion version) => profile.Nulls * 2 <= version.RecordCount;

    private static FieldProfile? Profile(DatasetVersion version, Field field) => version.Profile.FirstOrDefault(row => row.Field == field.Name);

    private static KeyValuePair<string, string>[] GroupBy(string key, string? measure = null) =>
        [KeyValuePair.Create(AggregateParameter.GroupBy.Name, key), KeyValuePair.Create(AggregateParameter.Measures.Name, measure ?? AggregateFunction.Count.Name)];
}
