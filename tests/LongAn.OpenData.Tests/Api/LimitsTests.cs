using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>How much one question may ask for: past a bound it is refused with the bound, past its time it is stopped.</summary>
public sealed class LimitsTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    /// <summary>A question with so many of something, its parameter and the most there may be.</summary>
    private static readonly (string Parameter, int Bound, Func<int, string> Ask)[] Bounded =
    [
        ("code__in", 500, count => "records?code__in=" + Repeat("794", count, ",")),
        ("code", 500, count => "records?" + Repeat("code=794", count, "&")),
        ("name_vi__like", 10, count => "records?name_vi__like=" + Repeat("%25", count)),
        ("filter", Cql2Limits.MaxDepth, count => $"records?filter={Repeat("(", count)}code='794'{Repeat(")", count)}"),
        ("filter", Cql2Limits.MaxList, count => $"records?filter=commune_count_2022%20IN%20({Repeat("1", count, ",")})"),
        ("filter", Cql2Limits.MaxPoints, count => $"records?filter=S_INTERSECTS(geometry,LINESTRING({string.Join(',', Enumerable.Range(0, count).Select(x => $"{x % 9}%20{x % 2}"))}))"),
        ("q", TextQuery.MostTerms, count => "records?q=" + Repeat("a", count, "%20")),
        ("limit", RecordsParameter.MaxLimit, count => $"records?limit={count}"),
        ("limit", FacetsParameter.MaxLimit, count => $"facets?fields=code&limit={count}"),
        ("bins", FacetsParameter.MaxBins, count => $"facets?fields=latitude:histogram&bins={count}"),
        ("fields", FacetsParameter.MaxFacets, count => "facets?fields=" + Repeat("code", count, ",")),
        ("group_by", AggregateParameter.MaxGroupFields, count => "aggregate?group_by=" + Repeat("code", count, ",")),
        ("measures", AggregateParameter.MaxMeasures, count => "aggregate?measures=" + Repeat("count", count, ",")),
        ("having", AggregateParameter.MaxConditions, count => "aggregate?having=" + Repeat("count__gte=1", count, ",")),
        ("q", 200, count => "fields/name_vi/suggest?q=" + Repeat("a", count)),
    ];

    public static TheoryData<int> Bounds => [.. Enumerable.Range(0, Bounded.Length)];

    [Theory, MemberData(nameof(Bounds))]
    public async Task A_question_past_a_bound_is_refused_with_the_bound(int row)
    {
        var (parameter, bound, ask) = Bounded[row];
        var within = await portal.AskAsync($"{Datasets}/districts/{ask(bound)}");
        var past = await portal.AskAsync($"{Datasets}/districts/{ask(bound + 1)}");

        Assert.DoesNotContain("\"maximum\"", within.Text, StringComparison.Ordinal); // it may say one field twice, but not too often
        Assert.Equal(400, past.Status);
        Assert.Contains(past.Json["errors"]!.AsArray(), error => (string?)error!["parameter"] == parameter && (int?)error["maximum"] == bound && (string?)error["code"] is "over-limit" or "filter-too-complex");
    }

    [Theory]
    [InlineData("records?t__contains=7&sort=t", "en", "indexed")]
    [InlineData("records?t__contains=7&count=exact&limit=1", "vi", "điều kiện lọc")]
    [InlineData("facets?fields=t", "en", "conditions")]
    [InlineData("aggregate?group_by=t&measures=median:n", "en", "conditions")]
    [InlineData("export.csv?sort=-t", "en", "conditions")]
    public async Task A_question_past_its_time_is_told_when_to_come_back_and_what_to_narrow(string question, string language, string advice)
    {
        using var folder = new TempFolder();
        folder.WriteDataset("heavy", [("n", "integer"), ("t", "string")], "n,t\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},{i % 7}\n")));
        using var store = new SqliteRecordStore(new StorageOptions { QuerySeconds = 0 });
        await using var own = await Portal.StartAsync(folder.Path, configure: builder => builder.Services.AddSingleton(store));

        var stopped = await own.AskAsync($"{Datasets}/heavy/{question}", headers: ("Accept-Language", language));
        var other = await own.AskAsync($"{Datasets}/heavy");

        Assert.Equal((503, "query-too-slow", "30"), (stopped.Status, stopped.Code, stopped.Header("Retry-After")));
        Assert.Contains(advice, (string)stopped.Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal(200, other.Status);
    }

    private static string Repeat(string text, int times, string between = "") => string.Join(between, Enumerable.Repeat(text, times));
}
