using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Tests.Engine.Catalog;

public sealed class FieldTests
{
    [Fact]
    public void A_field_is_shown_by_its_name() => Assert.Equal("area_ha", $"{new Field("area_ha", FieldType.Number)}");

    [Fact]
    public void Reading_a_value_leaves_a_field_the_same_as_its_like()
    {
        var (asked, other) = (new Field("area_ha", FieldType.Number), new Field("area_ha", FieldType.Number));
        Assert.True(asked.TryParseCanonical("1.5", out _));

        Assert.Equal(other, asked);
        Assert.Equal(other.GetHashCode(), asked.GetHashCode());
    }

    [Fact]
    public void A_field_that_is_changed_has_a_canonical_form_of_its_own()
    {
        var free = new Field("area_ha", FieldType.Number) { DecimalChar = ',' };
        Assert.Equal(FieldConstraints.None, free.Canonical.Constraints);

        var bound = free with { Constraints = new FieldConstraints { Minimum = 0.0 } };

        Assert.Equal(0.0, bound.Canonical.Constraints.Minimum);
    }
}
