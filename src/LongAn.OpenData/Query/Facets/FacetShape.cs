using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Facets;

/// <summary>How a field's values are put together to be counted: one row each, and one for each <see cref="DatePart"/>.</summary>
public sealed record FacetShape(string Name, LocalizedText Title, Func<FieldType, bool> Fits)
{
    /// <summary>The period, of shapes that cut dates.</summary>
    public DatePart? Part { get; private init; }

    /// <summary>The bins between a least and a greatest value, at most so many; null where there are none.</summary>
    internal Func<object, object, int, HistogramBins?>? MakeBins { get; private init; }

    public static readonly FacetShape Values = new("values", new("từng giá trị", "each value"), type => type.Kind != ValueKind.Json);

    public static readonly FacetShape Histogram = new("histogram", new("khoảng đều", "bins of one width"), IsNumber) { MakeBins = HistogramBins.Linear };

    public static readonly FacetShape LogHistogram = new("log_histogram", new("khoảng theo lũy thừa của 10", "bins by powers of ten"), IsNumber) { MakeBins = (min, max, _) => HistogramBins.Logarithmic(min, max) };

    public static IReadOnlyList<FacetShape> All { get; } = [Values, Histogram, LogHistogram, .. DatePart.All.Select(part => new FacetShape(part.Name, part.Title, part.Fits) { Part = part })];

    public static FacetShape? Find(string name) => All.FirstOrDefault(shape => shape.Name == name);

    private static bool IsNumber(FieldType type) => type.Kind is ValueKind.Integer or ValueKind.Real;
}
