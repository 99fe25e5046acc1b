using System.Globalization;

namespace LongAn.OpenData.Query.Groups;

/// <summary>
/// Bins with round edges (1, 2 or 5 times a power of ten) around all values of a field. A value on an edge is in the bin above it, so
/// <c>from</c> is included and <c>to</c> is not.
/// </summary>
public sealed class HistogramBins
{
    private readonly long[] wholeEdges;
    private readonly double[] realEdges;

    /// <param name="edges">Rising; all decimals (for whole numbers) or all doubles.</param>
    private HistogramBins(IReadOnlyList<object> edges)
    {
        Edges = edges;
        var inner = edges.Skip(1).SkipLast(1); // only these decide; the outer two may lie past what a long holds
        wholeEdges = [.. inner.OfType<decimal>().Select(edge => (long)edge)];
        realEdges = [.. inner.OfType<double>()];
    }

    /// <summary>One more than there are bins; none where the field has no values.</summary>
    public IReadOnlyList<object> Edges { get; }

    public int Count => Math.Max(Edges.Count - 1, 0);

    public string Text => string.Join(';', Edges.Select(edge => Convert.ToString(edge, CultureInfo.InvariantCulture)));

    public static HistogramBins None { get; } = new([]);

    public int Find(long value)
    {
        var at = wholeEdges.AsSpan().BinarySearch(value);
        return at >= 0 ? at + 1 : ~at;
    }

    public int Find(double value)
    {
        var at = realEdges.AsSpan().BinarySearch(value);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>Bins of one width.</summary>
    /// <param name="atMost">At least 2.</param>
    public static HistogramBins Linear(object min, object max, int atMost) =>
        min is long least ? LinearWhole(least, (long)max, atMost) : LinearReal((double)min, (double)max, atMost);

    /// <summary>Bins that widen by powers of ten, for values that differ as much as money does. What is less than the first power is in a bin of its own.</summary>
    /// <returns>Null where no value is above 0.</returns>
    public static HistogramBins? Logarithmic(object min, object max)
    {
        var (least, greatest) = (Convert.ToDouble(min, CultureInfo.InvariantCulture), Convert.ToDouble(max, CultureInfo.InvariantCulture));
        if (greatest <= 0)
            return null;

        var isWhole = min is long;
        var last = (int)Math.Floor(Math.Log10(greatest));
        var first = least > 0 ? (int)Math.Floor(Math.Log10(least)) : isWhole ? 0 : last - MostDecades;
        first = Math.Max(first, last - MostDecades);
        var powers = Enumerable.Range(first, last - first + 2).Select(power => isWhole ? (object)(decimal)Math.Pow(10, power) : Rounded(1, power)).ToList();
        Mend(powers, min, max, isWhole);
        return new HistogramBins(powers);
    }

    private const int MostDecades = 18;

    /// <summary>Logarithms round: the edges must still hold every value.</summary>
    private static void Mend(List<object> powers, object min, object max, bool isWhole)
    {
        if (isWhole ? (decimal)powers[0] > (long)min : (double)powers[0] > (double)min)
            powers.Insert(0, isWhole ? (decimal)(long)min : min);
        if (isWhole ? (decimal)powers[^1] <= (long)max : (double)powers[^1] <= (double)max)
            powers.Add(isWhole ? (decimal)powers[^1] * 10 : (double)powers[^1] * 10);
    }

    private static HistogramBins LinearWhole(long min, long max, int atMost)
    {
        foreach (var step in WholeSteps())
        {
            var (first, last) = (Math.Floor(min / step), Math.Floor(max / step));
            if (last - first < atMost)
                return new HistogramBins([.. Enumerable.Range(0, (int)(last - first) + 2).Select(i => (object)((first + i) * step))]);
        }

        throw new InvalidOperationException("No step is wide enough.");
    }

    private static HistogramBins LinearReal(double min, double max, int atMost)
    {
        var range = (max / atMost) - (min / atMost);
        var power = range > 0 ? (int)Math.Floor(Math.Log10(range)) : min == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(min)));
        foreach (var (digit, exponent) in RealSteps(Math.Max(power, -300)))
        {
            var step = Rounded(digit, exponent);
            var (first, last) = (Math.Floor(min / step), Math.Floor(max / step));
            if (!(last - first < atMost))
                continue;

            List<object> edges = [.. Enumerable.Range(0, (int)(last - first) + 2).Select(i => (object)Rounded((first + i) * digit, exponent)).Distinct()];
            Mend(edges, min, max, isWhole: false);
            return new HistogramBins(edges.Count > 1 && double.IsFinite((double)edges[0]) && double.IsFinite((double)edges[^1]) ? edges : [min, max]);
        }

        throw new InvalidOperationException("No step is wide enough.");
    }

    private static IEnumerable<decimal> WholeSteps()
    {
        for (var power = 1m; power < 1e20m; power *= 10)
        {
            yield return power;
            yield return 2 * power;
            yield return 5 * power;
        }
    }

    private static IEnumerable<(int Digit, int Exponent)> RealSteps(int from)
    {
        for (var exponent = from; exponent <= 308; exponent++)
        {
            yield return (1, exponent);
            yield return (2, exponent);
            yield return (5, exponent);
        }
    }

    /// <summary>The double nearest to a decimal number, so that an edge reads 0.3 and not 0.30000000000000004.</summary>
    private static double Rounded(double digits, int exponent) =>
        exponent < 0 ? exponent < -300 ? digits * Math.Pow(10, exponent) : digits / Math.Pow(10, -exponent) : digits * Math.Pow(10, exponent);
}
