using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Tests.Engine.Storage;

namespace LongAn.OpenData.Tests.Engine.Query;

public sealed class AggregatePlannerTests
{
    [Theory]
    [InlineData("", "count", "SELECT COUNT(*) FROM records")]
    [InlineData("whole__gt=1", "count", "SELECT COUNT(*) FROM records WHERE \"whole\" > @p0")]
    [InlineData("group_by=code", "code,count", "SELECT \"code\", COUNT(*) FROM records GROUP BY \"code\"")]
    [InlineData("group_by=code&whole__gt=1", "code,count", "SELECT \"code\" FROM records WHERE \"whole\" > @p0")]
    [InlineData("group_by=word", "word,count", "SELECT \"word\" FROM records")]
    [InlineData("group_by=year:day", "year_day,count", "SELECT \"day\", COUNT(*) FROM records GROUP BY \"day\"")]
    [InlineData("group_by=year:day,month:day", "year_day,month_day,count", "SELECT \"day\", COUNT(*) FROM records GROUP BY \"day\"")]
    [InlineData("group_by=code,truth&measures=sum:whole,avg:whole", "code,truth,sum_whole,avg_whole", "SELECT \"code\", \"truth\", \"whole\" FROM records")]
    [InlineData("measures=count:code,count_distinct:shape,min:day,max:word,median:real", "count_code,count_distinct_shape,min_day,max_word,median_real", "SELECT \"code\", \"shape\", \"day\", \"word\", \"real\" FROM records")]
    [InlineData("group_by=code&measures=count&having=count__gte=10,count__in=1,2&sort=-count,code", "code,count", "SELECT \"code\", COUNT(*) FROM records GROUP BY \"code\"")]
    public void Words_become_a_plan_and_its_SQL(string query, string columns, string sql)
    {
        using var rows = new GroupsFixture([]);

        var plan = rows.Plan(query);

        Assert.Equal(columns, string.Join(',', plan.Grouping.Columns.Select(column => column.Name)));
        Assert.Equal(sql, Assert.Single(GroupsSql.Of(plan.Groups)).Sql.Text);
    }

    [Theory]
    [InlineData("group_by=cod", "unknown-field group_by code")]
    [InlineData("group_by=", "invalid-value group_by ")]
    [InlineData("group_by=yeer:day", "invalid-value group_by year:day")]
    [InlineData("group_by=day:year", "invalid-value group_by year:day")]
    [InlineData("group_by=year:code", "operator-not-for-type group_by ")]
    [InlineData("group_by=shape", "operator-not-for-type group_by ")]
    [InlineData("group_by=code,word,whole,real,day,truth", "over-limit group_by ")]
    [InlineData("measures=cuont", "invalid-value measures count")]
    [InlineData("measures=smu:whole", "invalid-value measures sum:whole")]
    [InlineData("measures=sum", "invalid-value measures ")]
    [InlineData("measures=sum:code", "operator-not-for-type measures ")]
    [InlineData("measures=sum:whol", "unknown-field measures whole")]
    [InlineData("measures=count,count", "invalid-value measures ")]
    [InlineData("measures=count,count,count,count,count,count,count,count,count,count,count", "over-limit measures ")]
    [InlineData("having=cuont__gt=1", "unknown-field having count__gt")]
    [InlineData("having=count__gt=x", "invalid-value having ")]
    [InlineData("having=count__contains=1", "operator-not-for-type having ")]
    [InlineData("having=count", "invalid-value having ")]
    [InlineData("measures=max:word&having=max_word__contains=a", "operator-not-for-type having ")]
    [InlineData("group_by=code&sort=-coutn", "unknown-field sort count")]
    [InlineData("group_by=code&sort=count,-count", "invalid-value sort ")]
    [InlineData("limit=10001", "over-limit limit ")]
    [InlineData("limit=0", "invalid-value limit ")]
    [InlineData("offset=1", "unknown-parameter offset ")]
    [InlineData("cursor=abc", "invalid-cursor cursor ")]
    [InlineData("version=9", "unknown-version version ")]
    [InlineData("group_by=cod&measures=sum:whol&sort=-cuont,-sum_whole&cde=1", "unknown-field group_by code; unknown-field measures whole; unknown-field sort count; unknown-parameter cde code")]
    public void Every_mistake_is_named_at_once(string query, string expected)
    {
        using var rows = new GroupsFixture([]);

        Assert.False(AggregatePlanner.TryPlan(GroupsFixture.Request(query), rows.Dataset, out _, out var problems));

        Assert.Equal(expected, string.Join("; ", problems.Select(problem => $"{problem.Code.Name} {problem.Parameter} {problem.Suggestion}")));
    }

    [Fact]
    public void A_bound_that_is_passed_is_named()
    {
        using var rows = new GroupsFixture([]);

        AggregatePlanner.TryPlan(GroupsFixture.Request("limit=10001"), rows.Dataset, out _, out var problems);

        Assert.Equal(AggregateParameter.MaxLimit, Assert.Single(problems).Maximum);
    }

    [Fact]
    public void Requests_that_mean_the_same_have_one_digest()
    {
        using var rows = new GroupsFixture([]);

        Assert.Equal(rows.Plan("group_by=code&whole=1&measures=count").Groups.Digest, rows.Plan("measures=count&whole__eq=1&group_by=code").Groups.Digest);
        Assert.NotEqual(rows.Plan("group_by=code").Groups.Digest, rows.Plan("group_by=word").Groups.Digest);
        Assert.NotEqual(rows.Plan("group_by=code&sort=count").Groups.Digest, rows.Plan("group_by=code&sort=-count").Groups.Digest);
        Assert.NotEqual(rows.Plan("group_by=code&having=count=1").Groups.Digest, rows.Plan("group_by=code&having=count=2").Groups.Digest);
    }
}
