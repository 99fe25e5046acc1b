using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>A dataset with three versions, published a day apart, and rolled back to the second on the fourth day.</summary>
public sealed class VersionsTests : IAsyncLifetime
{
    private const string Words = "/api/v1/datasets/words";
    private static readonly DateTimeOffset Start = new(2022, 12, 1, 3, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly ManualClock clock = new(Start);
    private Portal? started;

    /// <summary>Each read that takes a version, and where it says which it read.</summary>
    private static readonly string[] Reads =
        ["records", "records/1", "facets?fields=word", "aggregate", "profile", "exports", "export.csv?manifest=true", "fields/word/suggest"];

    public static TheoryData<string, int> Moments => new()
    {
        { "2022-12-01", 1 },
        { "2022-12-02", 2 },
        { "2022-12-03", 3 },
        { "2022-12-04", 2 },
        { "2031-01-01", 2 },
        { "2022-12-01T03:00:00Z", 1 },
        { "2022-12-02T02:59:59.9Z", 1 },
        { "2022-12-02T10:00:00%2B07:00", 2 },
        { "2022-12-02T10:00:00+07:00", 2 },
        { "2022-12-02T09:59%2B07:00", 1 },
    };

    [Theory, MemberData(nameof(Moments))]
    public async Task As_of_reads_the_version_that_was_served_then(string moment, int number)
    {
        foreach (var read in Reads)
        {
            var answer = await Served.ReadAsync($"{Words}/{read}{(read.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as_of={moment}");

            Assert.True(number == (int?)answer["version"], $"{read} as of {moment}: {answer["version"]}");
        }
    }

    [Theory]
    [InlineData("as_of=2022-11-30", 404, "not-served-yet")]
    [InlineData("as_of=2022-12-01T02:59:59Z", 404, "not-served-yet")]
    [InlineData("as_of=2022-12-01T03:00:00", 400, "invalid-value")]
    [InlineData("as_of=2022-13-01", 400, "invalid-value")]
    [InlineData("as_of=yesterday", 400, "invalid-value")]
    [InlineData("as_of=", 400, "invalid-value")]
    [InlineData("as_of=2022-12-01&version=1", 400, "invalid-value")]
    [InlineData("as_of=2022-12-01&as_of=2022-12-01", 400, "repeated-parameter")]
    public async Task As_of_that_names_no_version_is_a_problem_in_every_read(string query, int status, string code)
    {
        foreach (var read in Reads.Append("schema"))
        {
            var answer = await Served.AskAsync($"{Words}/{read}{(read.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}");

            Assert.True((status, code) == (answer.Status, answer.Code), $"{read}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task As_of_before_the_first_version_names_it()
    {
        var error = (await Served.AskAsync($"{Words}/records?as_of=2000-01-01&lang=en")).Json["errors"]![0]!;

        Assert.Equal("2022-12-01T03:00:00Z", (string?)error["suggestion"]);
        Assert.Contains("number 1", (string?)error["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as_of=2022-12-03", true)]
    [InlineData("as_of=2022-12-04T03:00:00Z", false)]
    [InlineData("as_of=2022-12-04", false)]
    [InlineData("as_of=2031-01-01", false)]
    [InlineData("version=1", true)]
    public async Task An_answer_is_pinned_once_its_time_has_passed(string query, bool isPinned)
    {
        foreach (var read in (string[])["records", "records/1", "facets", "aggregate", "schema", "export.csv"])
        {
            var control = (await Served.AskAsync($"{Words}/{read}?{query}")).Header("Cache-Control")!;

            Assert.True(isPinned == control.Contains("immutable", StringComparison.Ordinal), $"{read}: {control}");
        }
    }

    [Fact]
    public async Task A_walk_as_of_today_sees_one_version_to_its_end()
    {
        var first = await Served.ReadAsync($"{Words}/records?limit=1&as_of=2022-12-04");
        Publish(5, "id,word\n1,v\n2,w\n");
        var second = await Served.ReadAsync(new Uri((string)first["links"]!["next"]!).PathAndQuery);

        Assert.Equal((2, 2), ((int)first["version"]!, (int)second["version"]!));
    }

    [Fact]
    public async Task A_version_says_who_when_why_and_from_when_on_it_was_served()
    {
        var version = await Served.ReadAsync($"{Words}/versions/2");
        var list = await Served.ReadAsync($"{Words}/versions");

        Assert.Equal(("folder", true, 2), ((string?)version["published_by"]!["channel"], (bool)version["is_current"]!, (int)version["record_count"]!));
        Assert.Equal(["2022-12-02T03:00:00+00:00", "2022-12-04T03:00:00+00:00"], version["servings"]!.AsArray().Select(serving => (string?)serving!["at"]));
        Assert.Equal(("command", "Nhầm tệp", 3), ((string?)version["servings"]![1]!["by"]!["channel"], (string?)version["servings"]![1]!["by"]!["reason"], (int)version["servings"]![1]!["before"]!));
        Assert.Equal([3, 2, 1], list["versions"]!.AsArray().Select(row => (int)row!["number"]!));
    }

    [Fact]
    public async Task The_digest_of_a_version_is_that_of_its_export_as_SQLite()
    {
        var version = await Served.ReadAsync($"{Words}/versions/1");
        var file = await Served.AskAsync(new Uri((string)version["links"]!["sqlite"]!).PathAndQuery);

        Assert.Equal((string?)version["file_digest"], Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Body.Span)));
    }

    public async ValueTask InitializeAsync()
    {
        Publish(0, "id,word\n1,a\n");
        Publish(1, "id,word\n1,b\n2,b\n");
        Publish(2, "id,word\n1,c\n2,c\n3,c\n");
        clock.Advance(Start.AddDays(3) - clock.GetUtcNow());
        using (var ledger = new VersionLedger(Data))
            Assert.True(ledger.RollBack(ledger.ReadDatasets().Single().FindVersion(2)!, new VersionOrigin(PublishChannel.Command) { Reason = "Nhầm tệp" }, clock.GetUtcNow()));
        started = await Portal.StartAsync(folder.At("none"), Data, configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    public async ValueTask DisposeAsync()
    {
        await Served.DisposeAsync();
        folder.Dispose();
    }

    private Portal Served => started!;

    private string Data => folder.At("data");

    /// <summary>Publishes so many days after the start, as another process would.</summary>
    private void Publish(int day, string csv)
    {
        clock.Advance(Start.AddDays(day) - clock.GetUtcNow());
        using var datasets = new TempFolder();
        datasets.WriteDataset("words", [("id", "integer"), ("word", "string")], csv);
        using var ledger = new VersionLedger(Data);
        var results = new FolderPublisher(ledger, Data, clock).PublishAll(FolderPublisher.FoldersIn(datasets.Path), progress: null, CancellationToken.None);
        Assert.Equal(PublishOutcome.Published, Assert.Single(results).Outcome);
        started?.SeeImports();
    }
}
