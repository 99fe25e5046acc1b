using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Server.Explorer.Records.Filters;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Explorer.Records;

/// <summary>What the address of a dataset's page asks: the API's own question, in pages of another size, and always counted.</summary>
/// <param name="Plan">Null where the question is wrong; then the problems say how.</param>
/// <param name="Facets">What the filters show; of all records where the question is wrong.</param>
internal sealed record RecordsQuestion(Dataset Dataset, DatasetVersion Version, RecordsPlan? Plan, IReadOnlyList<Problem> Problems, FacetsPlan Facets)
{
    public const int PageSize = 50;

    /// <summary>The sizes of pages to choose from.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, PageSize, 100];

    /// <summary>Behind a parameter's name where the field is called as one of the portal's own parameters is.</summary>
    private const string Equal = "__eq";

    private static readonly HashSet<string> Reserved = RecordsParameter.All.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
    private static readonly HashSet<string> NotOfFacets = [.. Reserved.Except(FacetsParameter.All.Select(row => row.Name)), FacetsParameter.Fields.Name, FacetsParameter.Limit.Name, RecordsParameter.Version.Name, RecordsParameter.AsOf.Name];

    /// <param name="version">What the page shows where the question is wrong.</param>
    public static RecordsQuestion Read(IQueryCollection query, Dataset dataset, DatasetVersion version)
    {
        var words = RequestQuery.Read(query).Words;
        RecordsPlanner.TryPlan(new RecordsRequest([.. words, .. Missing(query)]), dataset, out var plan, out var problems);
        var shown = plan?.Version ?? version;
        var asked = plan is null ? [] : words.Where(word => !NotOfFacets.Contains(word.Key));
        if (!FacetsPlanner.TryPlan(new RecordsRequest([.. asked, .. FacetWords(shown)]), dataset, out var facets, out _))
            FacetsPlanner.TryPlan(new RecordsRequest([.. FacetWords(shown)]), dataset, out facets, out _);
        return new RecordsQuestion(dataset, shown, plan, problems, facets!);
    }

    /// <summary>The parameter that a field is filtered by.</summary>
    public static string ParameterOf(Field field) => Reserved.Contains(field.Name) ? field.Name + Equal : field.Name;

    /// <summary>A parameter of the portal's own, not a field's.</summary>
    public static bool IsReserved(string parameter) => Reserved.Contains(parameter);

    /// <summary>A parameter that says which records, not how they are shown.</summary>
    public static bool IsCondition(string parameter) => !Reserved.Contains(parameter) || Conditions.Contains(parameter);

    private static readonly HashSet<string> Conditions = [.. new[] { RecordsParameter.Search, RecordsParameter.Filter, RecordsParameter.ValidOn, RecordsParameter.BBox, RecordsParameter.Near }.Select(row => row.Name)];

    private static IEnumerable<KeyValuePair<string, string>> Missing(IQueryCollection query)
    {
        if (!query.ContainsKey(RecordsParameter.Limit.Name))
            yield return KeyValuePair.Create(RecordsParameter.Limit.Name, PageSize.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<KeyValuePair<string, string>> FacetWords(DatasetVersion version)
    {
        yield return KeyValuePair.Create(RecordsParameter.Version.Name, version.Number.ToString(CultureInfo.InvariantCulture));
        var words = FilterKind.FacetsOf(version).ToArray();
        if (words.Length > 0)
            yield return KeyValuePair.Create(FacetsParameter.Fields.Name, string.Join(',', words));
    }
}
