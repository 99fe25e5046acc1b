using System.Globalization;
using CsCheck;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Tests.Engine.Storage;

/// <summary>Random records with nulls, grouped by the store and by LINQ.</summary>
public sealed class GroupsPropertyTests
{
    private static readonly Gen<object?[][]> Records = Gen.Select(
        Gen.OneOf(new object?[] { null, "a", "b", "ă", "" }),
        Gen.OneOf(new object?[] { null, "x", "Đ", "y" }),
        Gen.OneOf(Gen.Const((object?)null), Gen.Long.Select(value => (object?)value), Gen.Long[-3, 3].Select(value => (object?)value)),
        Gen.OneOf(Gen.Const((object?)null), Gen.Int[-8, 8].Select(value => (object?)(value / 4d))),
        Gen.OneOf(Gen.Const((object?)null), Gen.Int[0, 900].Select(value => (object?)new DateOnly(2020, 1, 1).AddDays(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        Gen.OneOf(new object?[] { null, true, false }))
        .Select((code, word, whole, real, day, truth) => new[] { code, word, whole, real, day, truth }).Array[0, 40];

    [Fact]
    public Task Measures_agree_with_a_naive_grouping() => Records.SampleAsync(async records =>
    {
        using var rows = new GroupsFixture(records);

        var lines = await rows.LinesAsync("group_by=code,truth&measures=count,sum:whole,min:whole,max:whole,median:whole,count_distinct:word,sum:real");

        var expected = records.GroupBy(record => (record[0], record[5])).Select(group => string.Join('|', Naive(group.Key, [.. group])));
        Assert.Equal(expected.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }, iter: 60, threads: 2);

    [Fact]
    public Task The_counts_of_a_facet_add_up_to_the_records_under_the_other_filters() => Records.SampleAsync(async records =>
    {
        using var rows = new GroupsFixture(records);

        var facets = await rows.FacetsAsync("fields=code,word,truth,whole,whole:histogram,real:histogram,day:year,day:quarter&limit=2&word=x&code__ne=b");

        foreach (var (facet, table) in facets)
        {
            var matching = records.Where(record => (facet.Field.Name == "word" || Equals(record[1], "x")) && (facet.Field.Name == "code" || record[0] is not (null or "b"))).ToArray();
            var place = GroupsFixture.Schema.PositionOf(facet.Field.Name);
            Assert.Equal(matching.Length, table.RecordCount);
            Assert.Equal(matching.Count(record => record[place] is null), table.Missing);
            if (facet.Key is not ValueKey)
                Assert.Equal(matching.Length, table.Rows.Sum(row => row.Count));
            foreach (var row in table.Rows.Where(row => facet.Key is ValueKey))
                Assert.Equal(matching.Count(record => Shown(record[place]) == GroupsFixture.Shown(row.Values[0])), row.Count);
        }
    }, iter: 60, threads: 2);

    [Fact]
    public Task The_counts_of_bins_are_those_of_records_between_their_edges() => Records.SampleAsync(async records =>
    {
        using var rows = new GroupsFixture(records);

        foreach (var (facet, table) in await rows.FacetsAsync("fields=whole:histogram,real:histogram"))
        {
            var (bins, place) = (((BinKey)facet.Key).Bins, GroupsFixture.Schema.PositionOf(facet.Field.Name));
            foreach (var row in table.Rows.Where(row => row.Values[0] is not null))
            {
                var (from, to) = (ToDecimal(bins.Edges[(int)(long)row.Values[0]!]), ToDecimal(bins.Edges[(int)(long)row.Values[0]! + 1]));
                Assert.Equal(records.Count(record => record[place] is { } value && ToDecimal(value) >= from && ToDecimal(value) < to), row.Count);
            }
        }
    }, iter: 60, threads: 2);

    private static IEnumerable<string> Naive((object? Code, object? Truth) key, object?[][] group)
    {
        var whole = group.Select(record => record[2]).OfType<long>().Order().ToArray();
        var real = group.Select(record => record[3]).OfType<double>().ToArray();
        yield return Shown(key.Code);
        yield return Shown(key.Truth);
        yield return Shown((long)group.Length);
        yield return Shown(whole.Length == 0 ? null : whole.Aggregate(0m, (sum, value) => sum + value));
        yield return Shown(whole.Length == 0 ? null : whole[0]);
        yield return Shown(whole.Length == 0 ? null : whole[^1]);
        yield return Shown(whole.Length == 0 ? null : ((decimal)whole[(whole.Length - 1) / 2] + whole[whole.Length / 2]) / 2);
        yield return Shown((long)group.Select(record => record[1]).OfType<string>().Distinct().Count());
        yield return Shown(real.Length == 0 ? null : real.Sum());
    }

    private static string Shown(object? value) => value switch
    {
        bool truth => truth ? "1" : "0",
        string text => text,
        _ => GroupsFixture.Shown(value),
    };

    private static decimal ToDecimal(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
