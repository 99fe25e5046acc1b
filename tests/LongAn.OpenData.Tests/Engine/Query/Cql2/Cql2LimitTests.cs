using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Cql2;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2LimitTests
{
    public static TheoryData<string, string, int> TooLarge => new()
    {
        { Cql2Filter.TextLanguage, new string('(', 10_000) + "open" + new string(')', 10_000), Cql2Limits.MaxDepth },
        { Cql2Filter.TextLanguage, new string('(', 10_000), Cql2Limits.MaxDepth },
        { Cql2Filter.TextLanguage, string.Concat(Enumerable.Repeat("NOT ", 10_000)) + "open", Cql2Limits.MaxDepth },
        { Cql2Filter.TextLanguage, "area = " + new string('-', 10_000) + "1", Cql2Limits.MaxDepth },
        { Cql2Filter.TextLanguage, "area = 1" + string.Concat(Enumerable.Repeat(" + 1", 10_000)), Cql2Limits.MaxOperations },
        { Cql2Filter.TextLanguage, "area = 1" + string.Concat(Enumerable.Repeat(" ^ 1", 10_000)), Cql2Limits.MaxOperations },
        { Cql2Filter.TextLanguage, "open" + string.Concat(Enumerable.Repeat(" OR open", Cql2Limits.MaxOperations + 1)), Cql2Limits.MaxOperations },
        { Cql2Filter.TextLanguage, $"floors IN ({string.Join(',', Enumerable.Range(0, Cql2Limits.MaxList + 1))})", Cql2Limits.MaxList },
        { Cql2Filter.TextLanguage, $"name LIKE '{new string('%', Cql2Limits.MaxWildcards + 1)}'", Cql2Limits.MaxWildcards },
        { Cql2Filter.TextLanguage, $"S_WITHIN(geometry, LINESTRING({string.Join(',', Enumerable.Range(0, Cql2Limits.MaxPoints + 1).Select(x => $"{x} 0"))}))", Cql2Limits.MaxPoints },
        { Cql2Filter.TextLanguage, "S_WITHIN(geometry, " + string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION(", 4_000)) + new string(')', 4_001), Cql2Limits.MaxDepth },
        { Cql2Filter.TextLanguage, string.Join(" OR ", Enumerable.Repeat("S_WITHIN(geometry, BBOX(1, 1, 2, 2))", Cql2Limits.MaxShapes + 1)), Cql2Limits.MaxShapes },
        { Cql2Filter.TextLanguage, $"name = '{new string('a', Cql2Limits.MaxText)}'", Cql2Limits.MaxText },
        { Cql2Filter.JsonLanguage, new string('[', 10_000), 52 },
        { Cql2Filter.JsonLanguage, string.Concat(Enumerable.Repeat("{\"op\":\"not\",\"args\":[", 22)) + "true" + string.Concat(Enumerable.Repeat("]}", 22)), Cql2Limits.MaxDepth },
        { Cql2Filter.JsonLanguage, $"{{\"op\":\"or\",\"args\":[{string.Join(',', Enumerable.Repeat("{\"op\":\"not\",\"args\":[true]}", Cql2Limits.MaxOperations))}]}}", Cql2Limits.MaxOperations },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void A_filter_past_a_limit_is_told_the_limit(string language, string filter, int maximum)
    {
        Assert.Null(Asked.Read(filter, out var problems, language));

        var problem = Assert.Single(problems);
        Assert.Equal(ProblemCode.FilterTooComplex, problem.Code);
        Assert.Equal(maximum, problem.Maximum);
        Assert.NotNull(problem.At);
    }

    [Fact]
    public void Sqlite_takes_the_largest_filters()
    {
        using var records = new MemoryRecords([]);
        string[] filters =
        [
            "area = 1" + string.Concat(Enumerable.Repeat(" + low", Cql2Limits.MaxOperations - 1)),
            "open" + string.Concat(Enumerable.Repeat(" OR open", Cql2Limits.MaxOperations)),
            $"starts_at IN ({string.Join(',', Enumerable.Range(0, Cql2Limits.MaxList).Select(day => $"'{new DateOnly(2020, 1, 1).AddDays(day):yyyy-MM-dd}'"))})",
        ];

        Assert.All(filters, filter => Assert.Empty(records.Matching(Asked.Read(filter))));
    }
}
