using System.Runtime.CompilerServices;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Explorer.Records.Filters;

/// <summary>The ways to filter by a field: one row each. A field is filtered in the first way that fits it.</summary>
/// <param name="Fits">Whether values of the field are chosen so.</param>
/// <param name="Facet">What is counted for it; null for nothing.</param>
internal sealed record FilterKind(string Name, Func<Field, DatasetVersion, bool> Fits, Func<Field, FieldProfile, string?> Facet)
{
    /// <summary>Where the greatest value is so many times the least, bins of one width would all but the first be empty.</summary>
    private const double WideRange = 10_000;

    private static readonly ConditionalWeakTable<DatasetVersion, IReadOnlyList<(Field Field, FilterKind Kind, FieldProfile Profile)>> Found = [];

    public static readonly FilterKind Choices = new(
        "choices",
        (field, version) => FacetShape.Values.Fits(field.Type) && (field.IsFaceted || field.Type == FieldType.Boolean || FacetLabels.SourceOf(field, version) is not null),
        (field, _) => field.Name);

    public static readonly FilterKind Range = new(
        "range",
        (field, version) => field.Type.Kind is ValueKind.Integer or ValueKind.Real && field.Name != version.Location?.Latitude && field.Name != version.Location?.Longitude,
        (field, profile) => $"{field.Name}:{(IsWide(profile) ? FacetShape.LogHistogram : FacetShape.Histogram).Name}");

    public static readonly FilterKind Period = new("period", (field, _) => field.Type == FieldType.Date || field.Type == FieldType.DateTime || field.Type == FieldType.YearMonth, (_, _) => null);

    public static readonly FilterKind Words = new("words", (field, _) => field.Type.IsText, (_, _) => null);

    public static IReadOnlyList<FilterKind> All { get; } = [Choices, Range, Period, Words];

    /// <summary>The fields that can be filtered by, each with its way; those that have one value only would filter nothing.</summary>
    public static IReadOnlyList<(Field Field, FilterKind Kind, FieldProfile Profile)> Of(DatasetVersion version) => Found.GetValue(version, Find);

    private static IReadOnlyList<(Field Field, FilterKind Kind, FieldProfile Profile)> Find(DatasetVersion version) =>
    [..
        from pair in version.Schema.Fields.Zip(version.Profile)
        where pair.Second.Distinct > 1 || (pair.Second.Distinct == 1 && pair.Second.Nulls > 0)
        let kind = All.FirstOrDefault(kind => kind.Fits(pair.First, version))
        where kind is not null
        select (pair.First, kind, pair.Second),
    ];

    /// <summary>What to ask to be counted, as <c>fields</c> of the API's facets says it.</summary>
    public static IEnumerable<string> FacetsOf(DatasetVersion version) =>
        Of(version).Select(row => row.Kind.Facet(row.Field, row.Profile)).OfType<string>().Take(FacetsParameter.MaxFacets);

    private static bool IsWide(FieldProfile profile) => profile switch
    {
        { Min: long min and >= 0, Max: long max } => max >= WideRange * Math.Max(min, 1),
        { Min: double min and >= 0, Max: double max } => max >= WideRange * Math.Max(min, 1),
        _ => false,
    };
}
