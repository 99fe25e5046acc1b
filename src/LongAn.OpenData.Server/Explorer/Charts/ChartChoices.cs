using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>What the form of a chart offers.</summary>
/// <param name="Keys">To group by: fields, then periods of dates.</param>
/// <param name="Measures">What to say of each group.</param>
/// <param name="Facets">Numbers whose distribution can be drawn.</param>
public sealed record ChartChoices(IReadOnlyList<ChartChoice> Keys, IReadOnlyList<ChartChoice> Measures, IReadOnlyList<ChartChoice> Facets)
{
    /// <summary>A field with more values than this is offered only where it says that they are worth counting.</summary>
    private const int ManyValues = 100;

    private static readonly AggregateFunction[] Offered = [AggregateFunction.Sum, AggregateFunction.Average, AggregateFunction.Median, AggregateFunction.Min, AggregateFunction.Max];
    private static readonly DatePart[] OfferedParts = [DatePart.Year, DatePart.Quarter, DatePart.Month];

    public static ChartChoices Of(DatasetVersion version)
    {
        var fields = version.Schema.Fields.Where(field => !IsPosition(field, version)).ToList();
        var numbers = fields.Where(field => AggregateFunction.Sum.Fits(field.Type) && !FirstChart.IsYear(field) && !version.Schema.PrimaryKey.Contains(field.Name, StringComparer.Ordinal)).ToList();
        var keys = fields.Where(field => IsOffered(field, version)).Select(field => new ChartChoice(field.Name, FacetLabels.SourceOf(field, version) is null ? field.Title : ChartTitles.WithoutCode(field.Title)));
        var periods = from field in fields from part in OfferedParts where part.Fits(field.Type) select new ChartChoice($"{part.Name}:{field.Name}", new LocalizedText($"{field.Title.Vi} {part.Title.Vi}", $"{field.Title.In("en")} {part.Title.In("en")}"));
        var measures = from function in Offered from field in numbers select new ChartChoice($"{function.Name}:{field.Name}", new LocalizedText($"{function.Title.Vi}: {field.Title.Vi}", $"{function.Title.In("en")}: {field.Title.In("en")}"));
        return new ChartChoices(
            [.. keys, .. periods],
            [new ChartChoice(AggregateFunction.Count.Name, AggregateFunction.Count.Title), .. measures],
            [.. numbers.SelectMany(field => Distributions(field, version))]);
    }

    private static IEnumerable<ChartChoice> Distributions(Field field, DatasetVersion version)
    {
        yield return new ChartChoice($"{field.Name}:{FacetShape.Histogram.Name}", field.Title);
        if (version.Profile.FirstOrDefault(row => row.Field == field.Name)?.Max is long and > 1_000 or double and > 1_000)
            yield return new ChartChoice($"{field.Name}:{FacetShape.LogHistogram.Name}", new LocalizedText($"{field.Title.Vi} ({FacetShape.LogHistogram.Title.Vi})", $"{field.Title.In("en")} ({FacetShape.LogHistogram.Title.In("en")})"));
    }

    private static bool IsOffered(Field field, DatasetVersion version) =>
        FacetShape.Values.Fits(field.Type) && version.Profile.FirstOrDefault(row => row.Field == field.Name) is { Distinct: > 1 } profile
        && (field.IsFaceted || FirstChart.IsYear(field) || FacetLabels.SourceOf(field, version) is not null
            || (field.Type.Kind is ValueKind.Text or ValueKind.Boolean && profile.Distinct <= ManyValues && profile.Distinct < version.RecordCount && !DatePart.Year.Fits(field.Type)));

    private static bool IsPosition(Field field, DatasetVersion version) => field.Name == version.Location?.Latitude || field.Name == version.Location?.Longitude;
}

/// <summary>One choice: what the API calls it, and what people do.</summary>
public sealed record ChartChoice(string Word, LocalizedText Title);
