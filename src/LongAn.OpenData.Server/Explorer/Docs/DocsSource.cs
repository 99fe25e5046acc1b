using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>
/// What the guide is written from beside the tables: the options in force, and datasets to show things with. No page names a dataset:
/// an example is the first request of its kind that a dataset of the catalog can be asked, those that have most to ask first.
/// </summary>
internal sealed class DocsSource(IReadOnlyList<Dataset> datasets, PortalOptions options, DateOnly today)
{
    private static readonly Func<Dataset, IReadOnlyList<Dataset>, bool>[] Riches =
    [
        (dataset, _) => dataset.Current.Provenance != Provenance.Synthetic,
        (dataset, _) => RecordFormat.GeoJson.IsFor(dataset.Current),
        (dataset, _) => dataset.Current.References.Count > 0,
        (dataset, all) => all.Any(other => other != dataset && other.Current.References.Any(reference => reference.Key.Dataset == dataset.Id)),
        (dataset, _) => dataset.Schema.Fields.Any(field => field.IsSearched),
        (dataset, _) => dataset.Schema.Fields.Any(field => field.IsFaceted),
        (dataset, _) => dataset.Schema.Fields.Any(field => field.Type == FieldType.Number),
        (dataset, _) => dataset.Schema.PrimaryKey.Count == 1,
    ];

    public PortalOptions Options => options;

    public DateOnly Today => today;

    /// <summary>Those with most to show first.</summary>
    public IReadOnlyList<Dataset> Datasets { get; } = [.. datasets.Where(dataset => dataset.Current.RecordCount > 0).OrderByDescending(dataset => Riches.Count(has => has(dataset, datasets))).ThenBy(dataset => dataset.Id, StringComparer.Ordinal)];

    /// <param name="words">Of a dataset, what to ask it; null where it has nothing of the kind.</param>
    public DocsExample? Records(Func<Dataset, (string Name, string Value)[]?> words) =>
        First("records", words, (request, dataset) => RecordsPlanner.TryPlan(request, dataset, out _, out var problems) || problems.All(problem => IsOfFormat(problem.Parameter)));

    /// <inheritdoc cref="Records"/>
    public DocsExample? Aggregate(Func<Dataset, (string Name, string Value)[]?> words) => First("aggregate", words, (request, dataset) => AggregatePlanner.TryPlan(request, dataset, out _, out _));

    /// <inheritdoc cref="Records"/>
    public DocsExample? Facets(Func<Dataset, (string Name, string Value)[]?> words) => First("facets", words, (request, dataset) => FacetsPlanner.TryPlan(request, dataset, out _, out _));

    /// <summary>A value of the field that its records have, as a request writes it; null where none is known.</summary>
    public static string? ValueOf(Dataset dataset, Field field)
    {
        var profile = dataset.Current.Profile.FirstOrDefault(profile => profile.Field == field.Name);
        return Written(profile?.Top.FirstOrDefault(top => top.Value is not null)?.Value ?? profile?.Min, field);
    }

    /// <summary>The least and greatest value of the field; null where it has none.</summary>
    public static (string Least, string Greatest)? RangeOf(Dataset dataset, Field field) =>
        dataset.Current.Profile.FirstOrDefault(profile => profile.Field == field.Name) is { Min: { } min, Max: { } max } && Written(min, field) is { } least && Written(max, field) is { } greatest ? (least, greatest) : null;

    private static DocsExample? First(string segment, Dataset dataset, (string Name, string Value)[]? words, Func<RecordsRequest, Dataset, bool> plans) =>
        words is not null && plans(new RecordsRequest([.. words.Select(word => KeyValuePair.Create(word.Name, word.Value))]), dataset)
            ? new DocsExample($"/api/v1/datasets/{Uri.EscapeDataString(dataset.Id)}/{segment}", words)
            : null;

    private DocsExample? First(string segment, Func<Dataset, (string Name, string Value)[]?> words, Func<RecordsRequest, Dataset, bool> plans) =>
        Datasets.Select(dataset => First(segment, dataset, words(dataset), plans)).FirstOrDefault(example => example is not null);

    private static bool IsOfFormat(string? parameter) => RecordsParameter.All.Any(row => row.Name == parameter && (row.IsOfFormat || row == RecordsParameter.Format));

    private static string? Written(object? value, Field field) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        long number when field.Type == FieldType.Boolean => number == 1 ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
