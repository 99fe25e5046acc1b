using LongAn.OpenData.Query;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>Whatever a caller writes is a value, and nothing but.</summary>
public sealed class InjectionTests(Census census) : IClassFixture<Census>
{
    public static TheoryData<string> Hostile =>
    [
        "'", "''", "\"", "`", "\\", "--", ";", "/*", "*/", "' OR '1'='1", "' OR 1=1 --", "'; DROP TABLE records; --", "1; DELETE FROM records", "\" OR 1=1 --",
        "') UNION SELECT sql FROM sqlite_master --", "@p0", "?1", ":p0", "$1", "NULL", "records", "_row", "%", "_", "x' || (SELECT 1) || '", "load_extension('x')",
        "ATTACH DATABASE 'x' AS y", "PRAGMA writable_schema=1", "\n", "\r\n--", "0x27", "CHAR(39)", "‘", "＇",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public async Task No_value_changes_a_statement(string value)
    {
        var before = await census.Portal.Lines(census.Dataset);
        var escaped = Uri.EscapeDataString(value);
        foreach (var asked in FilterOperator.All.Where(row => row.Values is OperatorValues.AnyOf or OperatorValues.One or OperatorValues.List))
        {
            var plan = Plans.Of(census.Dataset, $"name__{asked.Name}={escaped}");
            var harmless = Plans.Of(census.Dataset, $"name__{asked.Name}={string.Join(',', value.Split(',').Select(_ => "x"))}");

            Assert.Equal(RecordsSql.Select(harmless).Text, RecordsSql.Select(plan).Text);
            _ = await census.Portal.Lines(census.Dataset, $"name__{asked.Name}={escaped}");
        }

        Assert.Empty(await census.Portal.Lines(census.Dataset, $"code={escaped}"));
        Assert.Equal(before, await census.Portal.Lines(census.Dataset));
    }

    [Theory, MemberData(nameof(Hostile))]
    public void In_every_other_place_it_is_a_mistake_or_a_value(string value)
    {
        var escaped = Uri.EscapeDataString(value);

        foreach (var parameter in new[] { "sort", "fields", "exclude", "limit", "offset", "count", "version", "cursor", "lang", "people", "area", "founded", "urban", "people__between", "name__is_null" })
            Assert.NotEmpty(Plans.Problems(census.Dataset, $"{parameter}={escaped}"));
        Assert.NotEmpty(Plans.Problems(census.Dataset, $"{escaped}=1"));
        Assert.NotEmpty(Plans.Problems(census.Dataset, $"name__{escaped}=1"));
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_forged_cursor_holds_values_and_nothing_but(string value)
    {
        var plan = Plans.Of(census.Dataset, "sort=name&limit=1000");
        var forged = plan with { After = new PageCursor(1, plan.OrderDigest, [value], 0) };

        Assert.Equal(RecordsSql.Select(plan with { After = new PageCursor(1, plan.OrderDigest, ["x"], 0) }).Text, RecordsSql.Select(forged).Text);
        using var records = await census.Portal.Store.OpenAsync(forged, 0, TestContext.Current.CancellationToken);
        Assert.InRange(Records.Lines(records).Count(), 0, 300);
    }

    [Fact]
    public async Task A_fields_own_name_may_be_hostile()
    {
        const string Name = "say \"hi\"'; DROP TABLE records; --";
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "say \"hi\"'; DROP TABLE records; --", "portal": {"index": true}}, {"name": "order"}, {"name": "@p0"}], "primaryKey": ["order"]}""", "\"say \"\"hi\"\"'; DROP TABLE records; --\",order,@p0\na,2,x\nb,1,y\n");
        using (portal)
        {
            var query = $"sort=-{Uri.EscapeDataString(Name)}&{Uri.EscapeDataString(Name)}__gte=a&%40p0__in=x,y";

            Assert.Equal(["b|1|y", "a|2|x"], await portal.Lines(dataset, query));
        }
    }
}
