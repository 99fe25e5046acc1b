namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2SqlTests
{
    [Theory]
    [InlineData("floors = 3 AND name <> 'x'' OR 1=1 --'", "\"floors\" = @p0 AND \"name\" <> @p1", "3|x' OR 1=1 --")]
    [InlineData("name LIKE 'a*%\\_b_'", "\"name\" GLOB @p0", "a[*]*_b?")]
    [InlineData("ACCENTI(CASEI(name)) = 'a'", "fold(\"name\") = @p0", "a")]
    [InlineData("CASEI(name) = ACCENTI(name)", "fold_case(\"name\") = fold_accents(\"name\")", "")]
    [InlineData("area / 2 > floors ^ 2", "(CAST(\"area\" AS REAL) / @p0) > pow(CAST(\"floors\" AS REAL), @p1)", "2|2")]
    [InlineData("(area + low) * 2 = 1", "((CAST(\"area\" AS REAL) + CAST(\"low\" AS REAL)) * @p0) = @p1", "2|1")]
    [InlineData("NOT (open OR floors IN (1, 2))", "NOT (\"open\" = @p0 OR \"floors\" IN (@p1, @p2))", "1|1|2")]
    [InlineData("S_WITHIN(geometry, BBOX(1, 2, 3, 4))", "(\"lon\" BETWEEN @p0 AND @p1 AND \"lat\" BETWEEN @p2 AND @p3 AND relates_position(@p4, @p5, \"lon\", \"lat\"))", "1|3|2|4|S_WITHIN|POLYGON ((1 2, 1 4, 3 4, 3 2, 1 2))")]
    // The box test would say false of a record without a place, so it is not used under NOT, nor where boxes that do not meet count
    [InlineData("NOT S_WITHIN(geometry, POINT(1 2))", "NOT (relates_position(@p0, @p1, \"lon\", \"lat\"))", "S_WITHIN|POINT (1 2)")]
    [InlineData("S_DISJOINT(geometry, POINT(1 2))", "relates_position(@p0, @p1, \"lon\", \"lat\")", "S_DISJOINT|POINT (1 2)")]
    [InlineData("S_EQUALS(spot, POINT(1 2))", "relates_stored(@p0, @p1, \"spot\")", "S_EQUALS|POINT (1 2)")]
    public void A_filter_is_sql_with_parameters(string filter, string sql, string parameters)
    {
        var statement = Asked.Sql(Asked.Read(filter));

        Assert.Equal(sql, statement.Text);
        Assert.Equal(parameters, string.Join('|', statement.Parameters));
    }
}
