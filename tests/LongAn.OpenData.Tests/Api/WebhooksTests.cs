using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Webhooks, with a receiver that listens on a port of its own.</summary>
public sealed class WebhooksTests : IAsyncLifetime
{
    private const string Webhooks = "/api/v1/webhooks";
    private static readonly Dictionary<string, string?> Local = new() { ["AllowsLoopback"] = "true", ["Webhooks:MostOfOneHost"] = "2" };
    private readonly TempFolder folder = new();
    private readonly TempFolder data = new();
    private readonly ManualClock clock = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
    private readonly WebhookReceiver receiver = new();
    private Portal? started;

    private Portal Served => started!;

    [Fact]
    public async Task A_publish_is_told_with_a_signature_that_the_secret_proves()
    {
        var made = await SubscribeAsync();
        Publish("id\n1\n2\n3\n");
        var told = await NextAsync();

        var message = told.Json;
        Assert.Equal(("dataset.published", "words", 2, 1), ((string?)message["type"], (string?)message["data"]!["dataset"], (int)message["data"]!["version"]!, (int)message["data"]!["before"]!));
        Assert.Equal("""{"since":1,"inserted":2,"updated":0,"deleted":0}""", message["data"]!["changes"]!.ToJsonString());
        Assert.True(told.IsSignedWith((string)made["secret"]!));
        Assert.False(told.IsSignedWith("whsec_" + Convert.ToBase64String(new byte[32])));
        Assert.Equal(200, (await Served.AskAsync(new Uri((string)message["data"]!["links"]!["changes"]!).PathAndQuery)).Status);
    }

    [Fact]
    public async Task What_does_not_arrive_is_sent_again_with_the_same_id_even_after_a_restart()
    {
        var made = await SubscribeAsync();
        receiver.Status = HttpStatusCode.InternalServerError;
        Publish("id\n1\n2\n");
        var first = await NextAsync();
        var waiting = await DeliveryAsync(made, delivery => (int)delivery["attempts"]! == 1);
        await Served.DisposeAsync();
        receiver.Status = HttpStatusCode.NoContent;
        await StartAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        var second = await NextAsync();

        Assert.Equal("status 500", (string?)waiting["outcome"]);
        Assert.NotNull(waiting["next_attempt"]);
        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        Assert.Null((await DeliveryAsync(made, delivery => (string?)delivery["outcome"] == "delivered"))["next_attempt"]);
    }

    [Fact]
    public async Task A_receiver_that_answers_gone_is_told_no_more()
    {
        var made = await SubscribeAsync();
        receiver.Status = HttpStatusCode.Gone;
        Publish("id\n1\n2\n");
        await NextAsync();
        await DeliveryAsync(made, delivery => (int)delivery["attempts"]! == 1 && delivery["next_attempt"] is null);

        Assert.NotNull((await ReadAsync(made))["disabled"]);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_well_is_given_up_after_three_days()
    {
        var made = await SubscribeAsync();
        receiver.Status = HttpStatusCode.BadGateway;
        Publish("id\n1\n2\n");
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await NextAsync();
            await DeliveryAsync(made, delivery => (int)delivery["attempts"]! == attempt);
            clock.Advance(TimeSpan.FromHours(30));
        }

        Assert.NotNull((await ReadAsync(made))["disabled"]);
    }

    [Fact]
    public async Task A_webhook_for_one_dataset_hears_of_no_other()
    {
        await SubscribeAsync("words");
        folder.WriteDataset("others", [("id", "integer")], "id\n1\n");
        Publish("id\n1\n2\n");

        Assert.Equal("words", (string?)(await NextAsync()).Json["data"]!["dataset"]);
        Publish("id\n1\n2\n3\n");
        Assert.Equal("words", (string?)(await NextAsync()).Json["data"]!["dataset"]);
    }

    [Fact]
    public async Task Only_the_secret_reads_and_deletes_a_webhook()
    {
        var made = await SubscribeAsync();
        var path = new Uri((string)made["links"]!["self"]!).PathAndQuery;
        var nobody = await Served.AskAsync(path);
        var other = await Served.AskAsync(path, HttpMethod.Delete, ("Authorization", "Bearer whsec_x"));
        var own = await ReadAsync(made);
        var gone = await Served.AskAsync(path, HttpMethod.Delete, ("Authorization", $"Bearer {made["secret"]}"));
        var after = await Served.AskAsync(path, headers: ("Authorization", $"Bearer {made["secret"]}"));

        Assert.Equal((404, "unknown-webhook", 404), (nobody.Status, nobody.Code, other.Status));
        Assert.Null(own["secret"]);
        Assert.Equal((204, 404), (gone.Status, after.Status));
    }

    [Fact]
    public async Task A_publisher_lists_reads_and_deletes_the_webhooks_of_its_keys_and_nobody_sees_a_secret()
    {
        await SubscribeAsync();
        var key = Served.IssueKey("so-a");
        using var content = new StringContent($$"""{"url": "{{receiver.Address}}"}""", Encoding.UTF8, "application/json");
        var made = await Served.SendAsync(HttpMethod.Post, Webhooks, content, ("Authorization", $"Bearer {key}"));
        await receiver.NextAsync();
        var listed = await Served.AskAsync("/api/v1/publishers/so-a/webhooks", headers: ("Authorization", $"Bearer {key}"));
        var others = await Served.AskAsync("/api/v1/publishers/so-a/webhooks", headers: ("Authorization", $"Bearer {Served.IssueKey("so-b")}"));
        var path = new Uri((string)made.Json["links"]!["self"]!).PathAndQuery;
        var foreign = await Served.AskAsync(path, headers: ("Authorization", $"Bearer {Served.IssueKey("so-b")}"));
        var read = await Served.AskAsync(path, headers: ("Authorization", $"Bearer {key}"));
        using var again = new StringContent($$"""{"url": "{{receiver.Address}}"}""", Encoding.UTF8, "application/json");
        var unknown = await Served.SendAsync(HttpMethod.Post, Webhooks, again, ("Authorization", "Bearer lak_x"));
        var command = await ServerProcess.RunAsync("webhooks", "list", "--publisher", "so-a", "--data-dir", data.Path);
        var removed = await ServerProcess.RunAsync("webhooks", "remove", (string)made.Json["id"]!, "--data-dir", data.Path);

        Assert.Equal((201, "so-a"), (made.Status, (string?)made.Json["publisher"]));
        var one = Assert.Single(listed.Json["data"]!.AsArray())!;
        Assert.Equal(((string?)made.Json["id"], (string?)null), ((string?)one["id"], (string?)one["secret"]));
        Assert.DoesNotContain((string)made.Json["secret"]!, listed.Text + command.Output, StringComparison.Ordinal);
        Assert.Equal((403, "other-publisher", 404, 200), (others.Status, others.Code, foreign.Status, read.Status));
        Assert.Equal((401, "key-unknown"), (unknown.Status, unknown.Code));
        Assert.StartsWith($"{made.Json["id"]}\tso-a\t", command.Output, StringComparison.Ordinal);
        Assert.Equal(0, removed.ExitCode);
        Assert.Equal(404, (await Served.AskAsync(path, headers: ("Authorization", $"Bearer {key}"))).Status);
    }

    [Theory]
    [InlineData("""{"url": "http://10.0.0.1/hook"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "http://169.254.169.254/latest/meta-data"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "http://[fe80::1]/"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "https://0.0.0.0/"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "https://[::]/"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "ftp://example.com/"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "http://user:pass@127.0.0.1/"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "/hook"}""", 422, "webhook-refused")]
    [InlineData("""{"url": "hook"}""", 400, "webhook-invalid")]
    [InlineData("""{"url": 1}""", 400, "webhook-invalid")]
    [InlineData("""{}""", 400, "webhook-invalid")]
    [InlineData("""[]""", 400, "webhook-invalid")]
    [InlineData("""{""", 400, "webhook-invalid")]
    [InlineData("""{"url": "http://127.0.0.1/", "url": "http://127.0.0.1/"}""", 400, "webhook-invalid")]
    [InlineData("""{"url": "http://127.0.0.1/", "dataset": "words"}""", 400, "webhook-invalid")]
    [InlineData("""{"url": "http://127.0.0.1/", "datasets": []}""", 400, "webhook-invalid")]
    [InlineData("""{"url": "http://127.0.0.1/", "datasets": ["wrds"]}""", 404, "unknown-dataset")]
    public async Task A_subscription_that_is_wrong_is_refused(string body, int status, string code)
    {
        var (actual, problem) = await PostAsync(body);

        Assert.True((status, code) == (actual, (string?)problem["code"]), problem.ToJsonString());
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(500, true)]
    [InlineData(302, true)]
    public async Task An_address_that_does_not_answer_the_challenge_is_refused(int status, bool echoes)
    {
        receiver.Status = (HttpStatusCode)status;
        receiver.Echoes = echoes;

        Assert.Equal("webhook-unverified", (string?)(await PostAsync(Body())).Answer["code"]);
    }

    [Fact]
    public async Task One_host_has_so_many_webhooks_and_no_more()
    {
        await SubscribeAsync();
        await SubscribeAsync();

        Assert.Equal("webhook-limit", (string?)(await PostAsync(Body())).Answer["code"]);
    }

    [Fact]
    public async Task Loopback_is_refused_where_it_is_not_allowed()
    {
        await using var closed = await Portal.StartAsync(folder.Path);
        using var content = new StringContent(Body(), Encoding.UTF8, "application/json");
        using var answer = await closed.Client.PostAsync(new Uri(Webhooks, UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    public async ValueTask InitializeAsync()
    {
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Served.DisposeAsync();
        receiver.Dispose();
        folder.Dispose();
        data.Dispose();
    }

    private async Task StartAsync() => started = await Portal.StartAsync(folder.Path, data.Path, Local, builder => builder.Services.AddSingleton<TimeProvider>(clock));

    private void Publish(string csv)
    {
        folder.WriteDataset("words", [("id", "integer")], csv);
        Served.ImportBeside(folder.Path);
        Served.SeeImports();
    }

    private string Body(string? dataset = null) => $$"""{"url": "{{receiver.Address}}"{{(dataset is null ? "" : $", \"datasets\": [\"{dataset}\"]")}}}""";

    private async Task<JsonNode> SubscribeAsync(string? dataset = null)
    {
        var (status, answer) = await PostAsync(Body(dataset));

        Assert.True(status == 201, answer.ToJsonString());
        Assert.Equal("webhook.challenge", (string?)(await receiver.NextAsync()).Json["type"]);
        return answer;
    }

    private async Task<(int Status, JsonNode Answer)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Served.Client.PostAsync(new Uri(Webhooks, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    private async Task<JsonNode> ReadAsync(JsonNode made)
    {
        var answer = await Served.AskAsync(new Uri((string)made["links"]!["self"]!).AbsolutePath, headers: ("Authorization", $"Bearer {made["secret"]}"));
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    /// <summary>The next message, once the dispatch has looked.</summary>
    private async Task<WebhookCall> NextAsync()
    {
        var next = receiver.NextAsync();
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(next, Task.Run(() => receiver.Wait(20)));
        }

        return await next;
    }

    /// <summary>The last delivery, once it is as it should be.</summary>
    private async Task<JsonNode> DeliveryAsync(JsonNode made, Func<JsonNode, bool> isSo)
    {
        var delivery = await Eventually.ReadAsync(async () => (await ReadAsync(made))["deliveries"]!.AsArray().FirstOrDefault(), found => found is not null && isSo(found));
        Assert.True(delivery is not null && isSo(delivery), delivery?.ToJsonString() ?? "Nothing was sent.");
        return delivery!;
    }
}
