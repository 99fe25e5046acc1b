using CsCheck;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>Distinct combinations of fields, held against the plainest evaluation.</summary>
public sealed class DistinctTests(Census census) : IClassFixture<Census>
{
    private static readonly string[] Fields = ["code", "name", "district", "people", "area", "founded", "urban", "year"];

    private static readonly Dataset Rows = Plans.DatasetOf($$"""
        {"fields": [{"name": "k"}, {"name": "n", "type": "integer"}, {"name": "tags", "type": "list"}, {{string.Join(", ", Enumerable.Range(0, 40).Select(i => $$"""{"name": "f{{i}}"}"""))}}], "primaryKey": "k"}
        """);

    [Fact]
    public void Combinations_are_those_of_the_records_in_order_whatever_the_page()
    {
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 8).ToArray()), Gen.Int[1, 4], Gen.Int[0, 3], Gen.Bool.Array[8], Gen.Int[1, 60], Gen.Bool).Sample((shuffled, width, sorted, down, limit, isFiltered) =>
        {
            var fields = shuffled.Take(width).ToArray();
            var sort = fields.Reverse().Take(sorted).Select((field, i) => (Field: field, Descending: down[i])).ToArray();
            var order = sort.Length == 0 ? "" : "&sort=" + Join(sort.Select(key => (key.Descending ? "-" : "") + Fields[key.Field]));
            var words = $"distinct=true&fields={Join(fields.Select(field => Fields[field]))}{order}{(isFiltered ? "&people__gte=1" : "")}";
            var expected = Naive(fields, sort, isFiltered);

            var there = WalkedPage.Forward(census, $"{words}&limit={limit}");
            var back = WalkedPage.Backward(census, $"{words}&limit={limit}", there[^1]);

            Assert.Equal(expected, there.SelectMany(page => page.Lines));
            Assert.Equal(expected, back.AsEnumerable().Reverse().SelectMany(page => page.Lines));
            Assert.Equal(expected, census.Portal.Lines(census.Dataset, words).GetAwaiter().GetResult());
            Assert.Equal(expected.Length, census.Portal.Store.CountAsync(Plans.Of(census.Dataset, words), CancellationToken.None).AsTask().GetAwaiter().GetResult());
        }, iter: 150, threads: 1);
    }

    [Theory]
    [InlineData("q=t%C3%A2n&fields=name", "Tân An|tân an")]
    [InlineData("q=t%C3%A2n&fields=name&sort=-name", "tân an|Tân An")]
    [InlineData("q=-tan&fields=name&name__contains=hoa", "Đức Hoà|Đức Hòa")]
    [InlineData("fields=name&name__is_null=true", "∅")]
    [InlineData("exclude=code,name,district,people,area,founded,year&sort=-urban", "true|false|∅")]
    public async Task It_goes_with_searches_filters_and_what_is_left_out(string words, string expected)
    {
        var lines = await census.Portal.Lines(census.Dataset, words + "&distinct=true");

        Assert.Equal(expected.Split('|'), lines);
    }

    /// <summary>code parameter → suggestion.</summary>
    [Theory]
    [InlineData("distinct=true", "invalid-value distinct → fields")]
    [InlineData("distinct=true&sort=n", "invalid-value distinct → fields")]
    [InlineData("distinct=true&fields=k&sort=n", "invalid-value sort")]
    [InlineData("distinct=true&fields=f1,f2&sort=f3", "invalid-value sort → f1")]
    [InlineData("distinct=yes&fields=k", "invalid-value distinct")]
    [InlineData("distinct=TRUE&fields=k", "invalid-value distinct → true")]
    [InlineData("distinct=true&exclude=k", "over-limit distinct")]
    [InlineData("distinct=true&fields=nn&sort=nn", "unknown-field fields → n; unknown-field sort → n")]
    [InlineData("distinct=true&distinct=true&fields=k", "repeated-parameter distinct")]
    public void What_has_no_meaning_is_told(string words, string expected)
    {
        var problems = Plans.Problems(Rows, words);

        Assert.Equal(expected, string.Join("; ", problems.Select(problem => $"{problem.Code.Name} {problem.Parameter}{(problem.Suggestion is { } meant ? $" → {meant}" : "")}")));
    }

    private string[] Naive(int[] fields, (int Field, bool Descending)[] sort, bool isFiltered)
    {
        var records = census.Records.Where(record => !isFiltered || record[3] is >= 1L).Select(record => fields.Select(field => record[field]).ToArray()).DistinctBy(Census.Line);
        var keys = sort.Concat(fields.Where(field => sort.All(key => key.Field != field)).Select(field => (Field: field, Descending: false)));
        return [.. keys.Aggregate(records.OrderBy(_ => 0), (ordered, key) => Then(ordered, Array.IndexOf(fields, key.Field), key.Descending)).Select(Census.Line)];
    }

    private static IOrderedEnumerable<object?[]> Then(IOrderedEnumerable<object?[]> records, int at, bool descending)
    {
        var nullsLast = records.ThenBy(record => record[at] is null);
        return descending ? nullsLast.ThenByDescending(record => record[at], Census.ByValue) : nullsLast.ThenBy(record => record[at], Census.ByValue);
    }

    private static string Join(IEnumerable<string> names) => string.Join(',', names);
}
