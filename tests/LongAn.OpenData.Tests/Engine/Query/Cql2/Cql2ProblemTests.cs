using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2ProblemTests
{
    [Theory]
    // Syntax
    [InlineData("", "filter-syntax 1:1")]
    [InlineData("area >", "filter-syntax 1:7")]
    [InlineData("area > 1 AND", "filter-syntax 1:13")]
    [InlineData("area > 1\n  AND low <<= 2", "filter-syntax 2:12")]
    [InlineData("(area > 1", "filter-syntax 1:10")]
    [InlineData("area > 1)", "filter-syntax 1:9")]
    [InlineData("name = 'abc", "filter-syntax 1:12")]
    [InlineData("name LKIE 'a%'", "filter-syntax 1:6 LIKE")]
    [InlineData("area != 1", "filter-syntax 1:6 <>")]
    [InlineData("area == 1", "filter-syntax 1:7 =")]
    [InlineData("area > 1 && low > 1", "filter-syntax 1:10 AND")]
    [InlineData("name IN ()", "filter-syntax 1:10")]
    [InlineData("area BETWEEN 1, 2", "filter-syntax 1:15")]
    [InlineData("area IS 1", "filter-syntax 1:9")]
    [InlineData("S_INTERSECTS(geometry, POINT(1 2)", "filter-syntax 1:34")]
    [InlineData("S_INTERSECTS(geometry)", "filter-syntax 1:1")]
    [InlineData("{\"op\":\"=\"}", "filter-syntax 1:1 filter_lang=cql2-json")]
    // Names
    [InlineData("nmae = 'a'", "unknown-field 1:1 name")]
    [InlineData("area > 1 AND\n\"eo:covr\" < 1", "unknown-field 2:1 eo:cover")]
    [InlineData("S_INTERSECTS(geometri, POINT(1 2))", "unknown-field 1:14 geometry")]
    // What the standard has and the portal has not
    [InlineData("A_CONTAINS(tags, ('a', 'b'))", "filter-unsupported 1:1")]
    [InlineData("A_EQUALS(tags, ())", "filter-unsupported 1:1")]
    [InlineData("avg(area)", "filter-unsupported 1:1")]
    [InlineData("avg(area) < 4", "filter-unsupported 1:1")]
    [InlineData("Foo(\"geometry\") = TRUE", "filter-unsupported 1:1")]
    [InlineData("S_INTERSECT(geometry, POINT(1 2))", "filter-unsupported 1:1 S_INTERSECTS")]
    [InlineData("S_INTERSECTS(geometry, boundary)", "filter-unsupported 1:1")]
    [InlineData("S_INTERSECTS(buffer(geometry, 1), POINT(1 2))", "filter-unsupported 1:14")]
    [InlineData("(area > 1) = (low > 1)", "filter-unsupported 1:12")]
    [InlineData("name LIKE note", "filter-unsupported 1:11")]
    [InlineData("built < starts_at", "filter-unsupported 1:7")]
    // Types
    [InlineData("name = 794", "filter-type 1:8 '794'")]
    [InlineData("area > 'a'", "invalid-value 1:8")]
    [InlineData("area > name", "filter-type 1:8")]
    [InlineData("area", "filter-type 1:1")]
    [InlineData("area + 1", "filter-type 1:6")]
    [InlineData("name + 1 = 2", "filter-type 1:1")]
    [InlineData("CASEI(area) = 'a'", "operator-not-for-type 1:1")]
    [InlineData("area LIKE 'a'", "operator-not-for-type 1:6")]
    [InlineData("open < TRUE", "operator-not-for-type 1:6")]
    [InlineData("geometry = 1", "filter-type 1:1")]
    [InlineData("S_INTERSECTS(area, POINT(1 2))", "filter-type 1:14 spot")]
    [InlineData("T_AFTER(area, DATE('2020-01-01'))", "filter-type 1:9")]
    [InlineData("area = INTERVAL('..', '..')", "filter-type 1:8")]
    // Values
    [InlineData("built > DATE('2020-02-30')", "invalid-value 1:9")]
    [InlineData("built > 'hôm qua'", "invalid-value 1:9")]
    [InlineData("area > 1e999", "invalid-value 1:8")]
    [InlineData("T_DURING(built, INTERVAL('2020-02-01', '2020-01-01'))", "invalid-value 1:17")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((0 0, 1 1)))", "invalid-value 1:24")]
    [InlineData("S_INTERSECTS(geometry, POINT(1))", "invalid-value 1:24")]
    [InlineData("S_INTERSECTS(geometry, BBOX(1, 2, 3))", "filter-syntax 1:24")]
    [InlineData("S_INTERSECTS(geometry, BBOX(1, 2, 3, 1))", "invalid-value 1:24")]
    public void A_mistake_says_where_it_is_and_what_was_meant(string filter, string mistake)
    {
        Assert.Null(Asked.Read(filter, out var problems));

        Assert.Equal(mistake, Told(Assert.Single(problems)));
    }

    [Fact]
    public void Every_mistake_is_reported_at_once()
    {
        Assert.Null(Asked.Read("nmae = 1 AND area > 'x' OR foo(area) AND S_WITHIN(lat, POINT(0)) AND built = '?'", out var problems));

        Assert.Equal(
            ["unknown-field 1:1 name", "invalid-value 1:21", "filter-unsupported 1:28", "filter-type 1:51 spot", "invalid-value 1:56", "invalid-value 1:78"],
            problems.Select(Told));
    }

    [Theory]
    [InlineData("area >", "filter, line 1 column 7: expected a value (a field, a number, 'text', a function or a parenthesis), not the end.")]
    [InlineData("area > 1)", "filter, line 1 column 9: expected an operator, AND, OR or the end, not «)».")]
    [InlineData("(area > 1", "filter, line 1 column 10: expected ), not the end.")]
    [InlineData("area IS 1", "filter, line 1 column 9: expected NULL, not «1».")]
    [InlineData("A_CONTAINS(tags, ('a'))", "filter, line 1 column 1: the array function A_CONTAINS is not supported.")]
    [InlineData("name LKIE 'a'", "filter, line 1 column 6: expected an operator, AND, OR or the end, not «LKIE». Did you mean \"LIKE\"?")]
    public void A_mistake_says_what_was_expected(string filter, string message)
    {
        Assert.Null(Asked.Read(filter, out var problems));

        Assert.Equal(message, Assert.Single(problems).Message.En);
    }

    /// <summary>Code, line and column, suggestion.</summary>
    internal static string Told(Problem problem)
    {
        Assert.Equal("filter", problem.Parameter);
        return $"{problem.Code.Name} {problem.At?.Line}:{problem.At?.Column} {problem.Suggestion}".TrimEnd();
    }
}
