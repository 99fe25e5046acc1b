using System.Text;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>A dataset with three versions, of which the third is served.</summary>
public sealed class RollbackTests : IAsyncLifetime
{
    private const string Rollback = "/api/v1/datasets/words/rollback";
    private const string Sound = """{"to": 1, "reason": "Nhầm tệp"}""";
    private PublishingPortal? started;

    [Fact]
    public async Task Who_rolls_back_is_told_what_is_served_now_and_what_that_changed()
    {
        var answer = await SendAsync(Rollback, Sound, ("If-Match", "\"v3\""));
        var content = await Own.Portal.ReadAsync(PublishingPortal.Content);
        var changes = await Own.Portal.ReadAsync(new Uri((string)answer.Json["links"]!["changes"]!).PathAndQuery);

        Assert.Equal((200, "rolled-back", 1, 3, "\"v1\""), (answer.Status, (string)answer.Json["outcome"]!, (int)answer.Json["version"]!, (int)answer.Json["left"]!, answer.Header("ETag")));
        Assert.Equal(1, (int)content["version"]!);
        Assert.Equal(["update 2", "delete 3"], changes["data"]!.AsArray().Select(change => $"{change!["op"]} {change["key"]!["id"]}"));
    }

    [Fact]
    public async Task A_rollback_stands_in_the_history_and_in_the_log_with_who_and_why()
    {
        await SendAsync(Rollback, Sound);
        var version = await Own.Portal.ReadAsync("/api/v1/datasets/words/versions/1");
        var entry = (await Own.AskAsync($"/api/v1/publishers/{PublishingPortal.Publisher}/log?limit=1")).Json["data"]![0]!;
        var feed = (await Own.Portal.AskAsync("/api/v1/datasets/words/feed.atom")).Text;

        Assert.Equal(("http", PublishingPortal.Publisher, "Nhầm tệp"), ((string)version["servings"]![1]!["by"]!["channel"]!, (string)version["servings"]![1]!["by"]!["publisher"]!, (string)version["servings"]![1]!["by"]!["reason"]!));
        Assert.Equal(("RollBack", 200, "rolled-back", 1, "Nhầm tệp"), ((string)entry["action"]!, (int)entry["status"]!, (string)entry["outcome"]!, (int)entry["version"]!, (string)entry["reason"]!));
        Assert.Contains("Nhầm tệp", feed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_forward_again_is_the_same_request_and_the_next_version_gets_a_new_number()
    {
        await SendAsync(Rollback, Sound);
        var forward = await SendAsync(Rollback, """{"to": 3, "reason": "Vẫn đúng"}""");
        await SendAsync(Rollback, Sound);
        var next = await Own.PutAsync("id,name,price\n9,chín,\n", ("If-Match", "\"v1\""));

        Assert.Equal((200, 3, "\"v4\""), (forward.Status, (int)forward.Json["version"]!, next.Header("ETag")));
    }

    [Fact]
    public async Task A_trial_and_what_is_served_already_change_nothing()
    {
        var trial = await SendAsync(Rollback + "?dry_run=true", Sound);
        var same = await SendAsync(Rollback, """{"to": 3, "reason": "Như cũ"}""");
        var version = await Own.Portal.ReadAsync("/api/v1/datasets/words/versions/3");

        Assert.Equal((200, "sound", 1, "\"v3\""), (trial.Status, (string)trial.Json["outcome"]!, (int)trial.Json["version"]!, trial.Header("ETag")));
        Assert.Equal((200, "unchanged", 3), (same.Status, (string)same.Json["outcome"]!, (int)same.Json["version"]!));
        Assert.Null(same.Json["links"]!["changes"]);
        Assert.Single(version["servings"]!.AsArray());
    }

    [Fact]
    public async Task A_rollback_that_is_sent_again_is_answered_as_it_was()
    {
        (string, string)[] headers = [("Idempotency-Key", "once"), ("If-Match", "\"v3\"")];
        var first = await SendAsync(Rollback, Sound, headers);
        var again = await SendAsync(Rollback, Sound, headers);

        Assert.Equal((200, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotency-Replayed")));
    }

    [Theory]
    [InlineData("", Sound, "\"v2\"", 412, "precondition-failed")]
    [InlineData("", Sound, "v3", 400, "invalid-value")]
    [InlineData("", """{"to": 9, "reason": "x"}""", null, 404, "unknown-version")]
    [InlineData("", """{"to": 0, "reason": "x"}""", null, 400, "invalid-value")]
    [InlineData("", """{"to": "1", "reason": "x"}""", null, 400, "invalid-value")]
    [InlineData("", """{"to": 1.5, "reason": "x"}""", null, 400, "invalid-value")]
    [InlineData("", """{"to": 1}""", null, 400, "invalid-value")]
    [InlineData("", """{"to": 1, "reason": " "}""", null, 400, "invalid-value")]
    [InlineData("", """{"to": 1, "reason": "x", "raeson": "y"}""", null, 400, "unknown-parameter")]
    [InlineData("", """{"to": 1, "to": 2, "reason": "x"}""", null, 400, "invalid-request")]
    [InlineData("", "[1]", null, 400, "invalid-request")]
    [InlineData("", "", null, 400, "invalid-request")]
    [InlineData("?dry_run=yes", Sound, null, 400, "invalid-value")]
    [InlineData("?dryrun=true", Sound, null, 400, "unknown-parameter")]
    public async Task A_rollback_that_is_wrong_is_told_and_changes_nothing(string query, string body, string? match, int status, string code)
    {
        var answer = await SendAsync(Rollback + query, body, match is null ? [] : [("If-Match", match)]);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(3, await Own.VersionAsync());
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var answer = await SendAsync(Rollback + "?dryrun=true", """{"to": "một", "raeson": "x"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["dryrun", "raeson", "reason", "to"], answer.Json["errors"]!.AsArray().Select(error => (string)error!["parameter"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_a_key_for_rolling_back_does()
    {
        var publisher = Own.Portal.IssueKey(PublishingPortal.Publisher, KeyScope.Publish);
        var other = Own.Portal.IssueKey("so-b", KeyScope.Rollback);
        var own = Own.Portal.IssueKey(PublishingPortal.Publisher, KeyScope.Rollback);

        Assert.Equal("scope-missing", (await SendAsync(Rollback, Sound, ("Authorization", $"Bearer {publisher}"))).Code);
        Assert.Equal("other-publisher", (await SendAsync(Rollback, Sound, ("Authorization", $"Bearer {other}"))).Code);
        Assert.Equal("key-required", (await Own.Portal.AskAsync(Rollback, HttpMethod.Post)).Code);
        Assert.Equal(200, (await SendAsync(Rollback, Sound, ("Authorization", $"Bearer {own}"))).Status);
        Assert.Equal("unknown-dataset", (await SendAsync("/api/v1/datasets/wrods/rollback", Sound)).Code);
    }

    public async ValueTask InitializeAsync()
    {
        started = await PublishingPortal.StartAsync();
        await Own.PutAsync("id,name,price\n1,một,1.5\n2,hai,2\n", ("If-Match", "*"));
        await Own.PutAsync("id,name,price\n1,một,1.5\n2,hai,2\n3,ba,3\n", ("If-Match", "*"));
    }

    public ValueTask DisposeAsync() => Own.DisposeAsync();

    private PublishingPortal Own => started!;

    private Task<Answer> SendAsync(string path, string body, params (string Name, string Value)[] headers) =>
        Own.SendAsync(HttpMethod.Post, path, "application/json", Encoding.UTF8.GetBytes(body), headers);
}
