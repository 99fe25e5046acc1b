using CsCheck;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Engine.Text;

public sealed class ValueCountsTests
{
    /// <summary>Few different bytes, so that values of every length come again and share their ends.</summary>
    private static readonly Gen<byte[]> Value = Gen.Byte[0, 2].Array[0, 40];

    [Fact]
    public void Each_value_is_counted_as_often_as_it_came() => Value.Array[0, 2_000].Sample(values =>
    {
        var counts = new ValueCounts();
        var places = values.Select(value => counts.Add(value)).ToArray();

        var expected = values.GroupBy(Convert.ToHexString).ToDictionary(group => group.Key, group => group.LongCount());
        Assert.Equal(expected.Count, counts.Count);
        var byPlace = counts.All.Select(pair => Convert.ToHexString(pair.Key)).ToArray();
        Assert.Equal(values.Select(Convert.ToHexString), places.Select(place => byPlace[place]));
        Assert.Equal(expected, counts.All.ToDictionary(pair => Convert.ToHexString(pair.Key), pair => pair.Value));
    }, iter: 200);
}
