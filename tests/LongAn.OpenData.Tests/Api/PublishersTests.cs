using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class PublishersTests(Portal portal)
{
    private const string Publisher = "/api/v1/publishers/longan-opendata";

    [Fact]
    public async Task Anybody_may_read_who_publishes_what()
    {
        var all = await portal.ReadAsync("/api/v1/publishers");
        var one = await portal.ReadAsync(Publisher);

        Assert.Equal("longan-opendata", (string?)all["data"]![0]!["id"]);
        Assert.Equal(Repository.DatasetIds, one["datasets"]!.AsArray().Select(dataset => (string)dataset!["id"]!));
        Assert.Equal(200, (await portal.AskAsync(new Uri((string)one["links"]!["datasets"]!).PathAndQuery)).Status);
    }

    [Fact]
    public async Task A_publisher_there_is_none_of_is_a_404_that_names_the_one_meant()
    {
        var answer = await portal.AskAsync("/api/v1/publishers/longan-opendat");

        Assert.Equal((404, "unknown-publisher"), (answer.Status, answer.Code));
        Assert.Equal("longan-opendata", (string?)answer.Json["errors"]![0]!["suggestion"]);
    }

    [Fact]
    public async Task A_log_is_for_a_key_of_its_publisher_with_that_scope()
    {
        var own = Bearer(portal.IssueKey("longan-opendata"));
        var weak = Bearer(portal.IssueKey("longan-opendata", KeyScope.Publish));
        var other = Bearer(portal.IssueKey("so-khdt"));

        Assert.Equal(200, (await portal.AskAsync($"{Publisher}/log", headers: own)).Status);
        Assert.Equal((403, "scope-missing"), StatusOf(await portal.AskAsync($"{Publisher}/log", headers: weak)));
        Assert.Equal((403, "other-publisher"), StatusOf(await portal.AskAsync($"{Publisher}/log", headers: other)));
        Assert.Equal((400, "over-limit"), StatusOf(await portal.AskAsync($"{Publisher}/log?limit=1001", headers: own)));
        Assert.Equal((400, "unknown-parameter"), StatusOf(await portal.AskAsync($"{Publisher}/log?limt=1", headers: own)));
    }

    [Fact]
    public async Task Who_has_no_key_is_told_how_to_send_one()
    {
        var none = await portal.AskAsync($"{Publisher}/log");
        var wrong = await portal.AskAsync($"{Publisher}/log", headers: ("Authorization", "Bearer lak_0000000000_0000000000000000000000000000000000000000000"));

        Assert.Equal((401, "key-required"), StatusOf(none));
        Assert.Equal("Bearer realm=\"LongAn.OpenData\"", none.Header("WWW-Authenticate"));
        Assert.Equal((401, "key-unknown"), StatusOf(wrong));
        Assert.Contains("error=\"invalid_token\"", wrong.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_has_ended_is_told_so()
    {
        using var datasets = new TempFolder();
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using var own = await Portal.StartAsync(datasets.Path, configure: clock.IsThatOf);
        var ring = new KeyRing(new LongAn.OpenData.Publishing.CatalogFile(own.DataDir), clock);
        var (revoked, revokedText) = ring.Issue("a", "1", KeyScope.Usual, datasets: null, expires: null);
        var expiring = ring.Issue("a", "2", KeyScope.Usual, datasets: null, clock.GetUtcNow().AddDays(1)).Text;

        Assert.Equal(200, (await own.AskAsync("/api/v1/publishers/a/log", headers: Bearer(expiring))).Status);
        ring.Revoke(revoked.Id);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((401, "key-revoked"), StatusOf(await own.AskAsync("/api/v1/publishers/a/log", headers: Bearer(revokedText))));
        Assert.Equal((401, "key-expired"), StatusOf(await own.AskAsync("/api/v1/publishers/a/log", headers: Bearer(expiring))));
    }

    [Fact]
    public async Task Who_tries_wrong_keys_too_often_waits_and_a_right_one_is_taken_meanwhile()
    {
        using var datasets = new TempFolder();
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using var own = await Portal.StartAsync(datasets.Path, settings: new Dictionary<string, string?> { ["Publishing:WrongKeysPerMinute"] = "2" }, configure: clock.IsThatOf);
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
            statuses.Add((await own.AskAsync("/api/v1/publishers/a/log", headers: Bearer("lak_x"))).Status);
        var late = await own.AskAsync("/api/v1/publishers/a/log");

        Assert.Equal([401, 401, 429], statuses);
        Assert.Equal((429, "too-many-requests"), StatusOf(late));
        Assert.Equal(("60", "\"wrong-keys\";q=2;w=60", "\"wrong-keys\";r=0;t=60"), (late.Header("Retry-After"), late.Header("RateLimit-Policy"), late.Header("RateLimit")));
        Assert.Equal(200, (await own.AskAsync("/api/v1/publishers/a/log", headers: Bearer(own.IssueKey("a")))).Status);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, (await own.AskAsync("/api/v1/publishers/a/log")).Status);
    }

    private static (string, string) Bearer(string key) => ("Authorization", $"Bearer {key}");

    private static (int Status, string? Code) StatusOf(Answer answer) => (answer.Status, answer.Code);
}
