using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Storage;

namespace LongAn.OpenData.Tests.Engine.Storage;

public sealed class GroupsTests
{
    private static readonly object?[][] Few =
    [
        ["a", "x", 1L, 0.5, "2021-01-31", true],
        ["a", "y", 2L, 1.5, "2021-04-01", false],
        ["b", "x", null, null, "2022-12-31", null],
        [null, "", 4L, 0d, null, true],
        ["a", null, 9L, -1d, "2022-01-01", true],
    ];

    [Theory]
    [InlineData("", "5")]
    [InlineData("code=none", "0")]
    [InlineData("code=none&measures=count,sum:whole,avg:real,min:day,median:whole,count_distinct:word", "0|∅|∅|∅|∅|0")]
    [InlineData("code=none&group_by=code", "")]
    [InlineData("group_by=code", "a|3 b|1 ∅|1")]
    [InlineData("group_by=code&sort=-code", "b|1 a|3 ∅|1")]
    [InlineData("group_by=code&sort=count,-code", "b|1 ∅|1 a|3")]
    [InlineData("group_by=word", "|1 x|2 y|1 ∅|1")]
    [InlineData("group_by=truth,code", "0|a|1 1|a|2 1|∅|1 ∅|b|1")]
    [InlineData("group_by=year:day", "2021|2 2022|2 ∅|1")]
    [InlineData("group_by=quarter:day,month:day", "2021-Q1|2021-01|1 2021-Q2|2021-04|1 2022-Q1|2022-01|1 2022-Q4|2022-12|1 ∅|∅|1")]
    [InlineData("group_by=code&measures=sum:whole,avg:whole,min:whole,max:whole,median:whole", "a|12|4|1|9|2 b|∅|∅|∅|∅|∅ ∅|4|4|4|4|4")]
    [InlineData("measures=sum:real,avg:real,min:real,max:real,median:real", "1|0.25|-1|1.5|0.25")]
    [InlineData("measures=count,count:whole,count_distinct:code,count_distinct:word,count_distinct:real,count_distinct:truth", "5|4|2|3|4|2")]
    [InlineData("measures=min:day,max:day,min:word,max:word,median:whole", "2021-01-31|2022-12-31||y|3")]
    [InlineData("group_by=code&measures=median:whole&whole__in=1,2", "a|1.5")]
    [InlineData("group_by=code&having=count__gt=1", "a|3")]
    [InlineData("group_by=code&having=count__ne=1", "a|3")]
    [InlineData("group_by=code&having=count__in=1,7", "b|1 ∅|1")]
    [InlineData("group_by=code&measures=sum:whole&having=sum_whole__between=4,12", "a|12 ∅|4")]
    [InlineData("group_by=code&measures=sum:whole&having=sum_whole__between=4,11.5", "∅|4")]
    [InlineData("group_by=code&measures=sum:whole&having=sum_whole__is_null=true", "b|∅")]
    [InlineData("group_by=code&measures=sum:whole,count&having=sum_whole__is_null=false,count__lt=2", "∅|4|1")]
    [InlineData("group_by=code&measures=max:day&having=max_day__gte=2022-12-01", "b|2022-12-31")]
    [InlineData("group_by=code&measures=avg:real&having=avg_real__lt=0.4", "a|0.3333333333333333 ∅|0")]
    public async Task A_question_has_these_groups(string query, string groups)
    {
        using var rows = new GroupsFixture(Few);

        Assert.Equal(groups, string.Join(' ', await rows.LinesAsync(query)));
    }

    [Theory]
    [InlineData(4_611_686_018_427_387_904, 3, "13835058055282163712")]
    [InlineData(long.MaxValue, 1_000, "9223372036854775807000")]
    [InlineData(long.MinValue, 1_000, "-9223372036854775808000")]
    [InlineData(long.MaxValue, 1, "9223372036854775807")]
    public async Task A_sum_of_integers_is_exact_past_64_bits(long value, int times, string sum)
    {
        using var rows = new GroupsFixture([.. Enumerable.Repeat<object?[]>(["a", "x", value], times)]);

        Assert.Equal([sum], await rows.LinesAsync("measures=sum:whole"));
        Assert.Equal([sum], await rows.LinesAsync($"measures=sum:whole&having=sum_whole={sum}"));
    }

    [Fact]
    public async Task A_sum_comes_back_from_past_64_bits()
    {
        using var rows = new GroupsFixture([["a", "x", long.MaxValue], ["a", "x", long.MaxValue], ["a", "x", -long.MaxValue], ["a", "x", -long.MaxValue], ["a", "x", 7L]]);

        Assert.Equal(["7|1.4"], await rows.LinesAsync("measures=sum:whole,avg:whole"));
    }

    [Fact]
    public async Task A_median_of_large_integers_is_exact()
    {
        using var rows = new GroupsFixture([["a", "x", long.MaxValue], ["a", "x", long.MaxValue - 1]]);

        Assert.Equal(["9223372036854775806.5"], await rows.LinesAsync("measures=median:whole"));
    }

    [Fact]
    public async Task A_sum_past_what_a_double_holds_is_null()
    {
        using var rows = new GroupsFixture([["a", "x", 1L, 1e308], ["a", "x", 1L, 1e308]]);

        Assert.Equal(["∅|1E+308"], await rows.LinesAsync("measures=sum:real,median:real"));
    }

    [Fact]
    public async Task Small_parts_of_a_sum_are_not_lost()
    {
        using var rows = new GroupsFixture([["a", "x", 1L, 1e16], .. Enumerable.Repeat<object?[]>(["a", "x", 1L, 1d], 10), ["a", "x", 1L, -1e16]]);

        Assert.Equal(["10"], await rows.LinesAsync("measures=sum:real"));
    }

    [Fact]
    public async Task A_walk_by_cursor_meets_every_group_once()
    {
        using var rows = new GroupsFixture([.. Enumerable.Range(0, 57).Select(i => new object?[] { $"c{i % 19}", "x", (long)i })]);
        var walked = new List<string>();
        var (cursor, pages) = ("", 0);
        do
        {
            var plan = rows.Plan($"group_by=code&sort=-count&limit=4{cursor}");
            var table = (await rows.Store.GroupAsync(plan.Groups, TestContext.Current.CancellationToken)).Tables[0];
            walked.AddRange(table.Rows.Skip(plan.Start).Take(plan.Limit).Select(row => GroupsFixture.Shown(row.Values[0])));
            cursor = plan.Next(table) is { } next ? $"&cursor={next}" : "";
            pages++;
        }
        while (cursor.Length > 0);

        Assert.Equal(5, pages);
        Assert.Equal((await rows.LinesAsync("group_by=code&sort=-count")).Select(line => line.Split('|')[0]), walked);
    }

    [Fact]
    public void A_cursor_of_another_question_is_refused()
    {
        using var rows = new GroupsFixture(Few);
        var cursor = new LongAn.OpenData.Query.PageCursor(1, rows.Plan("group_by=code").Groups.Digest, [], 1);

        Assert.False(AggregatePlanner.TryPlan(GroupsFixture.Request($"group_by=word&cursor={cursor}"), rows.Dataset, out _, out var problems));

        Assert.Equal("cursor-of-another-query", Assert.Single(problems).Code.Name);
    }

    [Fact]
    public async Task More_groups_than_the_bound_are_a_problem_that_names_it()
    {
        using var rows = new GroupsFixture([.. Enumerable.Range(0, GroupBudget.MaxGroups + 1).Select(i => new object?[] { null, null, (long)i })]);

        var answer = await rows.Store.GroupAsync(rows.Plan("group_by=whole").Groups, TestContext.Current.CancellationToken);

        Assert.Equal("over-limit", answer.Problem!.Code.Name);
        Assert.Equal(GroupBudget.MaxGroups, answer.Problem.Maximum);
        Assert.Contains("100,000", answer.Problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_whose_index_leads_to_most_records_counts_the_same()
    {
        using var rows = new GroupsFixture([.. Enumerable.Range(0, 1_000).Select(i => new object?[] { "a", $"w{i % 3}", (long)i })]);

        Assert.Equal(["w0|330", "w1|330", "w2|330"], await rows.LinesAsync("group_by=word&whole__gte=10"));
        Assert.Equal(["w0|2", "w1|1"], await rows.LinesAsync("group_by=word&whole__in=0,3,4"));
    }

    [Fact]
    public async Task Past_its_deadline_a_question_is_given_up()
    {
        using var rows = new GroupsFixture([.. Enumerable.Range(0, 5_000).Select(i => new object?[] { "a", "x", (long)i })], new StorageOptions { QuerySeconds = 0 });

        await Assert.ThrowsAsync<TimeoutException>(async () => await rows.GroupAsync("group_by=word"));
    }

    [Fact]
    public async Task Asked_again_the_groups_are_there()
    {
        using var rows = new GroupsFixture(Few);

        Assert.Same(await rows.GroupAsync("group_by=code&whole__gt=1"), await rows.GroupAsync("group_by=code&whole__gt=1"));
    }
}
