using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Tests.Engine.Storage;

namespace LongAn.OpenData.Tests.Engine.Query;

public sealed class FacetsPlannerTests
{
    [Theory]
    [InlineData("", "SELECT \"code\", COUNT(*) FROM records GROUP BY \"code\"")]
    [InlineData("fields=code,word,truth", "SELECT \"code\", COUNT(*) FROM records GROUP BY \"code\"; SELECT \"word\", \"truth\" FROM records")]
    [InlineData("fields=code&code=a", "SELECT \"code\", COUNT(*) FROM records GROUP BY \"code\"")]
    [InlineData("fields=code,word&code=a", "SELECT \"code\", COUNT(*) FROM records GROUP BY \"code\"; SELECT \"word\" FROM records WHERE \"code\" = @p0")]
    [InlineData("fields=word,truth&code=a&code__ne=b", "SELECT \"word\", \"truth\" FROM records WHERE \"code\" = @p0 AND \"code\" <> @p1")]
    [InlineData("fields=word&word=a&whole__gt=1", "SELECT \"word\" FROM records WHERE \"whole\" > @p0")]
    [InlineData("fields=day:year,day:month,day", "SELECT \"day\", COUNT(*) FROM records GROUP BY \"day\"; SELECT \"day\", COUNT(*) FROM records GROUP BY \"day\"; SELECT \"day\", COUNT(*) FROM records GROUP BY \"day\"")]
    [InlineData("fields=real:histogram,real:log_histogram", "SELECT \"real\" FROM records")]
    public void Each_facet_leaves_out_its_own_filter(string query, string sql)
    {
        using var rows = new GroupsFixture([["a", "b", 5L, 1.5, "2022-05-01", true]]);

        Assert.True(FacetsPlanner.TryPlan(GroupsFixture.Request(query), rows.Dataset, out var plan, out _));

        Assert.Equal(sql, string.Join("; ", plan.Passes.SelectMany(pass => GroupsSql.Of(pass.Groups)).Select(statement => statement.Sql.Text)));
    }

    [Theory]
    [InlineData("fields=", "invalid-value fields ")]
    [InlineData("fields=cod", "unknown-field fields code")]
    [InlineData("fields=cod:histogram,wrd", "unknown-field fields code; unknown-field fields word")]
    [InlineData("fields=whole:histogramm", "invalid-value fields whole:histogram")]
    [InlineData("fields=year:day", "invalid-value fields day:year")]
    [InlineData("fields=code:histogram", "operator-not-for-type fields ")]
    [InlineData("fields=shape", "operator-not-for-type fields ")]
    [InlineData("fields=code,code", "invalid-value fields ")]
    [InlineData("fields=code&limit=1001", "over-limit limit ")]
    [InlineData("fields=whole:histogram&bins=1", "invalid-value bins ")]
    [InlineData("fields=whole:histogram&bins=101", "over-limit bins ")]
    [InlineData("fields=whole:log_histogram", "invalid-value fields ")]
    [InlineData("fields=day:day", "over-limit fields ")]
    [InlineData("fields=code&cursor=a&sort=code&format=csv", "unknown-parameter cursor ; unknown-parameter sort ; unknown-parameter format ")]
    [InlineData("fields=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "over-limit fields ")]
    public void Every_mistake_is_named_at_once(string query, string expected)
    {
        using var rows = new GroupsFixture([["a", "b", -5L, 1.5, "1900-05-01", true], ["a", "b", -7L, 1.5, "2022-05-01", true]]);

        Assert.False(FacetsPlanner.TryPlan(GroupsFixture.Request(query), rows.Dataset, out _, out var problems));

        Assert.Equal(expected, string.Join("; ", problems.Select(problem => $"{problem.Code.Name} {problem.Parameter} {problem.Suggestion}")));
    }
}
