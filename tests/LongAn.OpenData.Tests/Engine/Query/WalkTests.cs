using CsCheck;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>Properties of reading, on random sorts, filters and page sizes.</summary>
public sealed class WalkTests(Census census) : IClassFixture<Census>
{
    private static readonly string[] Fields = ["code", "name", "district", "people", "area", "founded", "urban", "year"];

    private static readonly string[] Ordered = ["eq", "ne", "in", "lt", "lte", "gt", "gte", "between", "is_null"];

    private static readonly string[] Words = ["contains", "starts_with", "ends_with"];

    /// <summary>Some of the fields, in any order, each up or down.</summary>
    private static readonly Gen<(int Field, bool Descending)[]> Sorts =
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 8).ToArray()), Gen.Int[0, 4], Gen.Bool.Array[8])
            .Select((fields, count, down) => fields.Take(count).Select((field, i) => (field, down[i])).ToArray());

    private readonly Gen<(int Field, string Operator, string[] Texts)> conditions =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 11], Gen.Int[0, 299], Gen.Int[0, 299], Gen.Bool).Select((field, asked, one, other, flag) => Condition(census, field, asked, one, other, flag));

    [Fact]
    public void Pages_by_cursor_are_the_unpaged_answer_and_the_plainest_sort()
    {
        Gen.Select(Sorts, Gen.Int[1, 120], conditions.Array[0, 1]).Sample((sort, limit, filters) =>
        {
            var words = string.Join('&', [Filter(filters), Sort(sort)]).Trim('&');

            var paged = Walk(words, limit);
            var unpaged = Read(words);

            var expected = Naive(sort, filters);
            Assert.Equal(expected, unpaged);
            Assert.Equal(expected, paged);
        }, iter: 150, threads: 1);
    }

    [Fact]
    public void Random_filters_agree_with_the_plainest_evaluation()
    {
        conditions.Array[1, 3].Sample(filters =>
        {
            var words = Filter(filters);

            Assert.Equal(Naive([], filters), Read(words));
            Assert.Equal(Naive([], filters).Length, Count(words));
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void An_offset_begins_where_a_cursor_would()
    {
        Gen.Select(Sorts, Gen.Int[0, 310], Gen.Int[1, 50]).Sample((sort, offset, limit) =>
        {
            var page = WalkedPage.Read(census, $"{Sort(sort)}&offset={offset}&limit={limit}");

            Assert.Equal(Naive(sort, []).Skip(offset).Take(limit), page.Lines);
        }, iter: 50, threads: 1);
    }

    [Theory]
    [InlineData("name__like=%25", 12)]
    [InlineData("name__like=tan%20an", 2)]
    [InlineData("name__like=T_n%25", 2)]
    [InlineData("name__like=50\\%25", 1)]
    [InlineData("name__like=a\\_b", 1)]
    [InlineData("name__like=_", 4)]
    [InlineData("name__like=", 1)]
    [InlineData("name__like=\\", 0)]
    [InlineData("name=", 1)]
    [InlineData("name__is_null=false", 12)]
    [InlineData("name__contains=", 12)]
    [InlineData("name=Đức%20Hòa", 1)]
    [InlineData("name__contains=duc%20hoà", 2)]
    public void Patterns_and_empty_text_mean_what_they_say(string words, int names)
    {
        Assert.Equal(names, Read(words + "&fields=name").Distinct().Count());
    }

    private static (int Field, string Operator, string[] Texts) Condition(Census census, int field, int asked, int one, int other, bool flag)
    {
        string[] fitting = field == 6 ? ["eq", "ne", "in", "is_null"] : field < 3 ? [.. Ordered, .. Words] : Ordered;
        var name = fitting[asked % fitting.Length];
        if (name == "is_null")
            return (field, name, [flag ? "true" : "false"]);

        var values = census.Records.Select(record => record[field]).OfType<object>().Select(Census.Text).ToArray();
        string[] texts = name is "between" or "in" ? [values[one % values.Length], values[other % values.Length]] : [values[one % values.Length]];
        if (Words.Contains(name) && texts[0].Length > 2 && !char.IsSurrogate(texts[0][1]))
            texts = [flag ? texts[0][1..] : texts[0][..2]];
        return (field, name, texts);
    }

    private static string Sort((int Field, bool Descending)[] sort) =>
        sort.Length == 0 ? "" : "sort=" + string.Join(',', sort.Select(key => (key.Descending ? "-" : "") + Fields[key.Field]));

    private static string Filter((int Field, string Operator, string[] Texts)[] filters) => string.Join('&', filters
        .DistinctBy(filter => (filter.Field, filter.Operator))
        .Select(filter => $"{Fields[filter.Field]}__{filter.Operator}={Uri.EscapeDataString(string.Join(',', filter.Texts))}"));

    private string[] Naive((int Field, bool Descending)[] sort, (int Field, string Operator, string[] Texts)[] filters)
    {
        var distinct = filters.DistinctBy(filter => (filter.Field, filter.Operator)).ToArray();
        var records = census.Records.Where(record => distinct.All(filter => Census.Matches(record, filter.Field, filter.Operator, filter.Texts))).ToList();
        var down = sort.Length > 0 && sort.All(key => key.Descending) && sort.Select(key => key.Field).SequenceEqual([2, 0]);
        if (down)
            records.Reverse();
        else if (sort.Length > 0)
            records = [.. sort.Aggregate(records.OrderBy(_ => 0), Then)];
        return [.. records.Select(Census.Line)];
    }

    /// <summary>Nulls last either way; the sort is stable, so ties stay in key order.</summary>
    private static IOrderedEnumerable<object?[]> Then(IOrderedEnumerable<object?[]> records, (int Field, bool Descending) key)
    {
        var nullsLast = records.ThenBy(record => record[key.Field] is null);
        return key.Descending
            ? nullsLast.ThenByDescending(record => record[key.Field], Census.ByValue)
            : nullsLast.ThenBy(record => record[key.Field], Census.ByValue);
    }

    private string[] Read(string words) => census.Portal.Lines(census.Dataset, words).GetAwaiter().GetResult();

    private long Count(string words) =>
        census.Portal.Store.CountAsync(Plans.Of(census.Dataset, words), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();

    private List<string> Walk(string words, int limit) =>
        [.. WalkedPage.Forward(census, $"{words}&limit={limit}").SelectMany(page => page.Lines)];
}
