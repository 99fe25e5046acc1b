using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

public sealed class ProfileTests
{
    [Theory]
    [InlineData("string", "b\na\nb\n\nđ\n", "nulls 1, distinct 3, a to đ, b×2 a×1 đ×1")]
    [InlineData("integer", "10\n9\n10\n\n\n", "nulls 2, distinct 2, 9 to 10, 10×2 9×1")]
    [InlineData("integer", "-5\n0\n9223372036854775807\n", "nulls 0, distinct 3, -5 to 9223372036854775807, 0×1 -5×1 9223372036854775807×1")]
    [InlineData("number", "0.1\n-0\n0\n1e3\n", "nulls 0, distinct 3, 0 to 1000, 0×2 1000×1 0.1×1")]
    [InlineData("date", "2022-01-02\n1802-06-01\n", "nulls 0, distinct 2, 1802-06-01 to 2022-01-02, 1802-06-01×1 2022-01-02×1")]
    [InlineData("boolean", "true\nfalse\ntrue\n", "nulls 0, distinct 2, ∅ to ∅, true×2 false×1")]
    [InlineData("integer", "\n\n", "nulls 2, distinct 0, ∅ to ∅, ")]
    [InlineData("string", "", "nulls 0, distinct 0, ∅ to ∅, ")]
    public void A_profile_counts_what_is_there(string type, string values, string expected)
    {
        var data = "id,v\n" + string.Concat(values.Split('\n').SkipLast(1).Select((value, i) => $"{i},{value}\n"));
        var (portal, dataset) = EnginePortal.With($$"""{"fields": [{"name": "id", "type": "integer"}, {"name": "v", "type": "{{type}}"}], "primaryKey": "id"}""", data);
        using (portal)
            Assert.Equal(expected, Show(dataset.Current.Profile[1]));
    }

    [Fact]
    public void Only_the_ten_most_frequent_values_are_kept()
    {
        var values = Enumerable.Range(0, 20).SelectMany(i => Enumerable.Repeat($"v{i:D2}", 20 - i));
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "v"}]}""", "v\n" + string.Join('\n', values) + "\n");
        using (portal)
        {
            var profile = dataset.Current.Profile[0];

            Assert.Equal(20, profile.Distinct);
            Assert.Equal(Enumerable.Range(0, 10).Select(i => $"v{i:D2}×{20 - i}"), profile.Top.Select(top => $"{top.Value}×{top.Count}"));
        }
    }

    [Fact]
    public void Very_many_values_are_estimated_within_two_in_a_hundred_and_say_so()
    {
        const int Many = 60_000;
        var rows = string.Concat(Enumerable.Range(0, Many).Select(i => $"{i},{i * 7919L % 1_000_003},{i % 9_999}\n"));
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "id", "type": "integer"}, {"name": "many", "type": "integer"}, {"name": "few", "type": "integer"}], "primaryKey": "id"}""", "id,many,few\n" + rows);
        using (portal)
        {
            var (id, many, few) = (dataset.Current.Profile[0], dataset.Current.Profile[1], dataset.Current.Profile[2]);

            Assert.Equal((Many, false), (id.Distinct, id.IsDistinctEstimate));
            Assert.Equal((9_999, false), (few.Distinct, few.IsDistinctEstimate));
            Assert.True(many.IsDistinctEstimate);
            Assert.InRange(many.Distinct, Many * 0.98, Many * 1.02);
            Assert.Empty(many.Top);
        }
    }

    private static string Show(FieldProfile profile) => string.Create(
        CultureInfo.InvariantCulture,
        $"nulls {profile.Nulls}, distinct {profile.Distinct}, {profile.Min ?? "∅"} to {profile.Max ?? "∅"}, {string.Join(' ', profile.Top.Select(top => $"{Value(top)}×{top.Count}"))}");

    private static string Value(ValueCount top) => string.Create(CultureInfo.InvariantCulture, $"{top.Value}").Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal);
}
