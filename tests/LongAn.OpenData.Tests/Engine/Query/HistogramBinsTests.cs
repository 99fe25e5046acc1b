using System.Globalization;
using CsCheck;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Tests.Engine.Query;

public sealed class HistogramBinsTests
{
    [Theory]
    [InlineData(0, 9, 20, "0;1;2;3;4;5;6;7;8;9;10")]
    [InlineData(0, 9, 5, "0;2;4;6;8;10")]
    [InlineData(3, 97, 10, "0;10;20;30;40;50;60;70;80;90;100")]
    [InlineData(-7, 12, 4, "-10;0;10;20")]
    [InlineData(5, 5, 20, "5;6")]
    [InlineData(0, 13_000_000_000_000, 10, "0;2000000000000;4000000000000;6000000000000;8000000000000;10000000000000;12000000000000;14000000000000")]
    [InlineData(long.MinValue, long.MaxValue, 2, "-10000000000000000000;0;10000000000000000000")]
    public void Whole_edges_are_round(long min, long max, int atMost, string edges) => Assert.Equal(edges, HistogramBins.Linear(min, max, atMost).Text);

    [Theory]
    [InlineData(0.05, 0.42, 5, "0;0.1;0.2;0.3;0.4;0.5")]
    [InlineData(10.42, 10.98, 10, "10.4;10.5;10.6;10.7;10.8;10.9;11")]
    [InlineData(2.5, 2.5, 20, "2;3")]
    [InlineData(0, 0, 20, "0;1")]
    [InlineData(-1e300, 1e300, 5, "-1E+300;-5E+299;0;5E+299;1E+300;1.5E+300")]
    public void Real_edges_are_round(double min, double max, int atMost, string edges) => Assert.Equal(edges, HistogramBins.Linear(min, max, atMost).Text);

    [Theory]
    [InlineData(3L, 4_500L, "1;10;100;1000;10000")]
    [InlineData(0L, 9L, "0;1;10")]
    [InlineData(-50L, 10L, "-50;1;10;100")]
    [InlineData(0.02, 5d, "0.01;0.1;1;10")]
    public void Logarithmic_edges_are_powers_of_ten(object min, object max, string edges) => Assert.Equal(edges, HistogramBins.Logarithmic(min, max)!.Text);

    [Fact]
    public void A_value_on_an_edge_is_in_the_bin_above_it()
    {
        var bins = HistogramBins.Linear(0L, 9L, 5);

        Assert.Equal([0, 0, 1, 4], new[] { 0L, 1L, 2L, 9L }.Select(bins.Find));
    }

    [Fact]
    public void Every_whole_number_is_in_its_bin() => Gen.Select(Gen.Long, Gen.Long, Gen.Long, Gen.Int[2, 100]).Sample((a, b, c, atMost) =>
    {
        long[] values = [a, b, c];
        Check(HistogramBins.Linear(values.Min(), values.Max(), atMost), values, atMost);
        if (values.Max() > 0)
            Check(HistogramBins.Logarithmic(values.Min(), values.Max())!, values, atMost: 22);
    });

    [Fact]
    public void Every_number_is_in_its_bin() => Gen.Select(Gen.Double[-1e9, 1e9], Gen.Double[-1, 1], Gen.Double[-1e-9, 1e300], Gen.Int[2, 100]).Sample((a, b, c, atMost) =>
    {
        double[] values = [a, b, c];
        Check(HistogramBins.Linear(values.Min(), values.Max(), atMost), values, atMost + 1);
        if (values.Max() > 0)
            Check(HistogramBins.Logarithmic(values.Min(), values.Max())!, values, atMost: 22);
    });

    private static void Check(HistogramBins bins, long[] values, int atMost)
    {
        Assert.InRange(bins.Count, 1, atMost);
        Assert.True(bins.Edges.Zip(bins.Edges.Skip(1)).All(pair => (decimal)pair.First < (decimal)pair.Second), bins.Text);
        foreach (var value in values)
        {
            var bin = bins.Find(value);
            Assert.True((decimal)bins.Edges[bin] <= value && value < (decimal)bins.Edges[bin + 1], string.Create(CultureInfo.InvariantCulture, $"{value} in {bins.Text}"));
        }
    }

    private static void Check(HistogramBins bins, double[] values, int atMost)
    {
        Assert.InRange(bins.Count, 1, atMost);
        Assert.True(bins.Edges.Zip(bins.Edges.Skip(1)).All(pair => (double)pair.First < (double)pair.Second), bins.Text);
        foreach (var value in values)
        {
            var bin = bins.Find(value);
            Assert.True((double)bins.Edges[bin] <= value && value < (double)bins.Edges[bin + 1], string.Create(CultureInfo.InvariantCulture, $"{value:R} in {bins.Text}"));
        }
    }
}
