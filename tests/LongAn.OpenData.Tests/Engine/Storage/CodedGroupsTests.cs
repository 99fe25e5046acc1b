using System.Globalization;
using CsCheck;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Commands.Samples;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Storage;

/// <summary>Records counted by their codes, and the same by reading them.</summary>
public sealed class CodedGroupsTests
{
    private const int Many = CodeIndex.LeastRecords;
    private static readonly string Long = new('ố', 40);
    private static readonly object?[] Codes = [null, "a", "b", "ă", "1", "01", "001", "", Long];
    private static readonly object?[] Words = [null, "x", "X", "xy", "Đ", "đ", "d", "ă", "", "50%", "a_b"];
    private static readonly object?[] Reals = [null, 0d, -0d, 0.1, -2.5, 1e300, double.Epsilon];

    /// <summary>What is asked of one field, as CQL2: codes alone decide it.</summary>
    private static readonly string[] Conditions =
    [
        "code = 'a'", "code <> '01'", "code IN ('1','001','none')", "code IS NULL", "code > '01'", "code BETWEEN '' AND 'a'", $"code = '{Long}'",
        "word LIKE 'x%'", "word NOT LIKE '%_'", "CASEI(word) = CASEI('Đ')", "ACCENTI(word) = ACCENTI('d')", "word = ''", "word IS NOT NULL",
        "whole > 3", "whole BETWEEN -2 AND 250", "whole IN (1,2,9223372036854775807)", "whole + 1 = 2", "whole IS NULL",
        "real < 0.05", "real = 0", "real >= 1e300", "real * 2 > 0.1",
        "day >= DATE('2021-01-01')", "day = DATE('2020-02-29')", "truth = TRUE", "truth IS NULL", "NOT (truth = FALSE)",
    ];

    private static readonly string[] Parameters =
    [
        "code=a", "code=a&code=01", "code__in=a,1,", "code__ne=b", "word__contains=d", "word__starts_with=X", "word__ends_with=", "word__like=_%25", "whole__between=-2,700", "whole__lt=0",
        "real__gte=-2.5", "day__lte=2021-06-30", "truth=true", "truth__is_null=false", "code__is_null=true", "whole__in=3,5",
    ];

    private static readonly string[] Aggregates =
    [
        "", "group_by=code", "group_by=truth,code", "group_by=year:day,code,word", "group_by=month:day&sort=-count", "group_by=word&having=count__gt=900", "group_by=whole&sort=-count", "group_by=real&sort=-real",
    ];

    private static readonly string[] Facets =
    [
        "fields=code,word,truth", "fields=code&limit=1", "fields=code,word,day:year,day:quarter&limit=3", "fields=whole:histogram,real:histogram,whole&bins=7", "fields=real,day:day,whole:log_histogram", "fields=day,day:month&limit=1000",
    ];

    private static readonly Gen<string> Filter = Gen.OneOf(
        Gen.Const(""),
        Gen.OneOf(Parameters),
        Gen.Select(Gen.OneOf(Parameters), Tree(0)).Select((parameter, tree) => $"{parameter}&filter={tree}"),
        Tree(2).Select(tree => $"filter={tree}"));

    private static readonly Gen<(int Seed, int Count, int Wholes)> Tables = Gen.Select(Gen.Int, Gen.OneOf(Many, 15_999, 16_000, 16_001), Gen.OneOf(3, 32, 600));

    [Fact]
    public void Codes_and_records_give_the_same_groups() => Gen.Select(Tables, Gen.Select(Gen.OneOf(Aggregates), Filter).Array[20], Gen.Select(Gen.OneOf(Facets), Filter).Array[10]).Sample((table, aggregates, facets) =>
    {
        using var rows = new GroupsFixture(Make(table.Seed, table.Count, table.Wholes));
        using var coded = Open(rows.Dataset.Current);
        using var bare = Open(rows.Uncoded());

        Assert.Equal(["code", "day", "real", "truth", "whole", "word"], coded.Codes!.CodedFields.Order(StringComparer.Ordinal));
        Assert.Null(bare.Codes);
        foreach (var plan in aggregates.Select(asked => rows.Plan($"{asked.Item1}&{asked.Item2}").Groups).Concat(facets.SelectMany(asked => rows.PlanFacets($"{asked.Item1}&{asked.Item2}").Passes).Select(pass => pass.Groups)))
            Assert.Equal(Shown(SqliteGroups.Make(plan, bare)), Shown(CodedGroups.Make(plan, coded)));
    }, iter: 6, threads: 2);

    [Theory]
    [InlineData("group_by=code", true)]
    [InlineData("group_by=code&whole__gt=3&filter=word LIKE 'x%' OR NOT (truth = TRUE AND day IS NULL)", true)]
    [InlineData("group_by=code&filter=whole > real", false)] // two fields of one record
    [InlineData("group_by=code&measures=sum:whole", false)]
    [InlineData("group_by=unlike", false)]
    [InlineData("group_by=code&unlike__gt=3", false)]
    public void Codes_answer_what_they_can(string query, bool isCoded)
    {
        using var portal = Publish(Many);
        using var reader = Open(portal.Find("rows").Current);
        Assert.True(AggregatePlanner.TryPlan(GroupsFixture.Request(query), portal.Find("rows"), out var plan, out _));

        Assert.Equal(isCoded, CodedGroups.Make(plan.Groups, reader) is not null);
    }

    [Fact]
    public void Codes_are_put_on_record_with_their_version_and_go_with_it()
    {
        using var portal = Publish(Many);
        var version = portal.Find("rows").Current;
        Assert.Equal(["1.codes.sqlite", "1.sqlite"], version.Files.Select(file => file.Name).Order(StringComparer.Ordinal));

        VersionFiles.Delete(version);

        Assert.Empty(portal.VersionFiles());
    }

    [Fact]
    public void A_version_of_few_records_has_no_codes()
    {
        using var portal = Publish(Many - 1);

        Assert.Equal([Path.Combine("rows", "1.sqlite")], portal.VersionFiles());
    }

    private static EnginePortal Publish(int count)
    {
        var portal = new EnginePortal();
        var data = string.Concat(Enumerable.Range(0, count).Select(i => $"{i % 9},{i % 5},{i % 4},{i % 3 == 0},2020-01-{(i % 28) + 1:00},{i % 5_001},0.5\n"));
        portal.Write("rows", """{"fields": [{"name": "code"}, {"name": "word"}, {"name": "whole", "type": "integer"}, {"name": "truth", "type": "boolean", "trueValues": ["True"], "falseValues": ["False"]}, {"name": "day", "type": "date"}, {"name": "unlike", "type": "integer"}, {"name": "real", "type": "number"}]}""", "code,word,whole,truth,day,unlike,real\n" + data);
        portal.PublishAll();
        return portal;
    }

    private static Gen<string> Tree(int depth) => depth == 0
        ? Gen.OneOf(Conditions)
        : Gen.OneOf(
            Gen.OneOf(Conditions),
            Tree(depth - 1).Select(part => $"NOT ({part})"),
            Gen.Select(Tree(depth - 1), Tree(depth - 1), Gen.OneOf("AND", "OR")).Select((left, right, word) => $"({left}) {word} ({right})"));

    /// <param name="wholes">How many records pass from one whole number to the next: of few, the first block has more different ones than a byte holds.</param>
    private static object?[][] Make(int seed, int count, int wholes)
    {
        var random = new SampleRandom((ulong)seed, stream: 0);
        return [.. Enumerable.Range(0, count).Select(i => new[]
        {
            Codes[random.Below(i < count / 2 ? 5 : Codes.Length)],
            Words[random.Below(Words.Length)],
            random.Below(20) == 0 ? null : random.Below(500) == 0 ? long.MaxValue : (i / wholes) - 2L,
            Reals[random.Below(Reals.Length)],
            random.Below(30) == 0 ? null : new DateOnly(2020, 1, 1).AddDays(random.Below(900)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            random.Below(3) switch { 0 => null, var truth => (object)(truth == 1) },
        })];
    }

    private static SqliteReader Open(DatasetVersion version)
    {
        var reader = new SqliteReader(version);
        reader.Begin(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return reader;
    }

    private static string Shown(GroupsAnswer? answer) => answer is null ? "not answered" : answer.Problem?.Message.En ?? string.Join('\n', answer.Tables.Select(table =>
        $"{table.GroupCount} {table.RecordCount} {table.Missing}: {string.Join(' ', table.Rows.Select(row => $"{string.Join('|', row.Values.Select(GroupsFixture.Shown))}|{row.Count}"))}"));
}
