using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>What readers report of a dataset, and what its publisher does about it.</summary>
public sealed class FeedbackTests : IAsyncLifetime
{
    private const string Feedback = "/api/v1/datasets/words/feedback";
    private const string OfPublisher = "/api/v1/publishers/so-a/feedback";
    private const string Contact = "hoa@example.vn";
    private readonly TempFolder datasets = new();
    private readonly TempFolder data = new();
    private Portal portal = null!;
    private string key = "";

    public async ValueTask InitializeAsync()
    {
        PublishingPortal.Write(datasets, "words", PublishingPortal.First);
        PublishingPortal.Write(datasets, "numbers", PublishingPortal.First);
        portal = await StartAsync();
        key = portal.IssueKey("so-a");
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        datasets.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_report_is_for_its_sender_until_it_is_answered_and_then_for_everybody()
    {
        var sent = await SendAsync("""{"category": "wrong-value", "record": "1", "message": "Giá phải là 2,5"}""");
        var (self, ticket) = (PathOf(sent), (string)sent.Json["ticket"]!);

        Assert.Equal((201, "received"), (sent.Status, (string?)sent.Json["state"]));
        Assert.Equal(sent.Header("Location"), (string?)sent.Json["links"]!["self"]);
        Assert.Equal("unknown-feedback", (await portal.AskAsync(self)).Code);
        Assert.Equal("unknown-feedback", (await portal.AskAsync(self, headers: ("Authorization", "Bearer fbt_00000000000000000000000000000000"))).Code);
        Assert.Equal("received", await StateAsync(self, ticket));
        Assert.Empty((await portal.ReadAsync(Feedback))["data"]!.AsArray());

        Assert.Equal(200, (await PatchAsync(self, """{"state": "in-progress"}""")).Status);

        Assert.Equal("in-progress", await StateAsync(self, ticket));
        Assert.Equal(404, (await portal.AskAsync(self)).Status);

        Assert.Equal(200, (await PatchAsync(self, """{"answer": "Đã sửa ở phiên bản 2."}""")).Status);

        var shown = (await portal.ReadAsync(Feedback))["data"]![0]!;
        Assert.Equal(("answered", "Đã sửa ở phiên bản 2.", "1", 1), ((string?)shown["state"], (string?)shown["answer"], (string?)shown["record"], (int?)shown["version"]));
        Assert.Equal(200, (await portal.AskAsync(new Uri((string)shown["links"]!["record"]!).PathAndQuery)).Status);
        Assert.Equal(200, (await portal.AskAsync(self)).Status);
    }

    [Fact]
    public async Task A_contact_is_for_the_publisher_alone()
    {
        var sent = await SendAsync($$"""{"category": "other", "message": "Xin gọi lại", "contact": "{{Contact}}"}""");
        var self = PathOf(sent);
        var held = await portal.AskAsync(self, headers: ("Authorization", $"Bearer {(string)sent.Json["ticket"]!}"));
        var answered = await PatchAsync(self, """{"answer": "Đã gọi"}""");
        var all = await AskWithKeyAsync(OfPublisher);

        Assert.Equal(Contact, (string?)answered.Json["contact"]);
        Assert.Equal(Contact, (string?)all.Json["data"]![0]!["contact"]);
        string[] open = [Encoding.UTF8.GetString(sent.Body.Span), held.Text, (await portal.AskAsync(self)).Text, (await portal.AskAsync(Feedback)).Text, (await portal.AskAsync("/api/v1/datasets/words")).Text];
        Assert.All(open, text => Assert.DoesNotContain(Contact, text, StringComparison.Ordinal));
        Assert.All(open, text => Assert.DoesNotContain("contact", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_contact_is_erased_some_time_after_the_answer_and_kept_until_there_is_one()
    {
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        using var folder = new TempFolder();
        await using var own = await Portal.StartAsync(datasets.Path, folder.Path, new Dictionary<string, string?> { ["Feedback:ContactDays"] = "30" }, clock.IsThatOf);
        var with = ("Authorization", $"Bearer {own.IssueKey("so-a")}");
        string Message(string name) => new JsonObject { ["category"] = "other", ["message"] = "Xin gọi lại", ["contact"] = $"{name}@example.vn" }.ToJsonString();
        var answered = await own.SendAsync(HttpMethod.Post, Feedback, Json(Message("hoa")));
        await own.SendAsync(HttpMethod.Post, Feedback, Json(Message("lan")));
        await own.SendAsync(HttpMethod.Patch, PathOf(answered), Json("""{"answer": "Đã gọi"}"""), with);
        async Task<string[]> Contacts() => [.. (await own.AskAsync(OfPublisher, headers: with)).Json["data"]!.AsArray().Select(entry => (string?)entry!["contact"] ?? "none")];

        Assert.Equal(["lan@example.vn", "hoa@example.vn"], await Contacts());
        clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(["lan@example.vn", "none"], await Eventually.ReadAsync(Contacts, contacts => contacts.Contains("none")));
        await own.DisposeAsync();
        Assert.All(Directory.GetFiles(folder.Path, "catalog*"), file => Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf("hoa@example.vn"u8) >= 0, file));
    }

    [Fact]
    public async Task A_portal_that_is_written_as_files_has_nothing_that_was_reported()
    {
        var sent = await SendAsync($$"""{"category": "other", "message": "Xin gọi lại ngay", "contact": "{{Contact}}"}""");
        await PatchAsync(PathOf(sent), """{"answer": "Đã gọi lại"}""");
        using var bundle = new TempFolder();

        Assert.Equal(0, (await ServerProcess.RunAsync("bundle", "--output", bundle.At("tinh"), "--data-dir", data.Path, "--url", "https://data.example.vn")).ExitCode);

        var files = Directory.GetFiles(bundle.Path, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Contact)) >= 0, file));
    }

    /// <summary>In a database as in a log: an address would say who wrote what.</summary>
    [Fact]
    public async Task Nothing_is_kept_of_where_a_report_came_from()
    {
        await SendAsync("""{"category": "other", "message": "Không có gì"}""");
        await portal.DisposeAsync();

        Assert.All(Directory.GetFiles(data.Path, "catalog*"), file => Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf("127.0.0.1"u8) >= 0, file));
        portal = await StartAsync();
    }

    [Fact]
    public async Task Markup_in_a_message_stays_the_text_that_it_is()
    {
        const string Message = "<script>alert('xin chào')</script>\n=1+1 & \u202Eđảo";
        var sent = await SendAsync(new JsonObject { ["category"] = "unclear", ["message"] = Message.Replace("\n", "\r\n", StringComparison.Ordinal) }.ToJsonString());
        await PatchAsync(PathOf(sent), """{"answer": "<b>Không</b>"}""");

        var list = await portal.AskAsync(Feedback);

        Assert.Equal((Message, "<b>Không</b>"), ((string?)list.Json["data"]![0]!["message"], (string?)list.Json["data"]![0]!["answer"]));
        Assert.Equal("application/json; charset=utf-8", list.Header("Content-Type"));
    }

    [Theory]
    [InlineData("""{}""", "category message")]
    [InlineData("""{"category": "wrong-valu", "message": "Giá sai"}""", "category")]
    [InlineData("""{"category": "other", "message": "   \n  a"}""", "message")]
    [InlineData("""{"category": "other", "message": "Giá \u0000 sai"}""", "message")]
    [InlineData("""{"category": "other", "message": "Giá sai", "record": "99"}""", "record")]
    [InlineData("""{"category": "other", "message": "Giá sai", "record": "1,2"}""", "record")]
    [InlineData("""{"category": "other", "message": "Giá sai", "record": "x"}""", "record")]
    [InlineData("""{"category": "other", "message": "Giá sai", "mesage": "a"}""", "mesage")]
    [InlineData("""{"category": 1, "message": "Giá sai"}""", "category category")]
    public async Task What_is_wrong_with_a_report_is_told_all_at_once(string body, string parameters)
    {
        var answer = await SendAsync(body);

        Assert.InRange(answer.Status, 400, 404);
        Assert.Equal(parameters, string.Join(' ', answer.Json["errors"]!.AsArray().Select(error => (string?)error!["parameter"])));
    }

    [Theory]
    [InlineData("message", 4_000)]
    [InlineData("contact", 200)]
    public async Task What_is_longer_than_its_bound_is_refused_and_as_long_is_taken(string member, int most)
    {
        string Body(int length) => new JsonObject { ["category"] = "other", ["message"] = "Giá sai", [member] = new string('ă', length) }.ToJsonString();

        Assert.Equal(201, (await SendAsync(Body(most))).Status);
        Assert.Equal(("over-limit", most), ((await SendAsync(Body(most + 1))).Code, (int?)(await SendAsync(Body(most + 1))).Json["errors"]![0]!["maximum"]));
    }

    [Theory]
    [InlineData("text/plain", "Giá sai", "unsupported-media-type")]
    [InlineData("application/json", "[1]", "invalid-request")]
    [InlineData("application/json", "{\"message\": \"a\", \"message\": \"b\"}", "invalid-request")]
    public async Task What_is_no_report_is_told(string type, string body, string code)
    {
        var content = new StringContent(body, new MediaTypeHeaderValue(type));

        Assert.Equal(code, (await portal.SendAsync(HttpMethod.Post, Feedback, content)).Code);
    }

    [Fact]
    public async Task More_than_an_address_may_report_in_an_hour_is_a_429_and_mistakes_do_not_count()
    {
        await using var narrow = await Portal.StartAsync(datasets.Path, settings: new Dictionary<string, string?> { ["Feedback:PerHour"] = "2" });
        Task<Answer> Send(string message) => narrow.SendAsync(HttpMethod.Post, Feedback, Json($$"""{"category": "other", "message": "{{message}}"}"""));
        var wrong = await Send("a");
        var first = await Send("Giá sai");
        var second = await Send("Giá sai");
        var third = await Send("Giá sai");

        Assert.Equal((400, 201, 201, 429), (wrong.Status, first.Status, second.Status, third.Status));
        Assert.Equal(("\"feedback\";q=2;w=3600", "\"feedback\";r=1", "\"feedback\";r=0"), (first.Header("RateLimit-Policy"), first.Header("RateLimit"), second.Header("RateLimit")));
        Assert.Equal("feedback-limit", third.Code);
        Assert.InRange(int.Parse(third.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 3_600);
    }

    [Fact]
    public async Task All_addresses_together_may_report_so_much()
    {
        await using var narrow = await Portal.StartAsync(datasets.Path, settings: new Dictionary<string, string?> { ["Feedback:PerHourInAll"] = "1" });
        Task<Answer> Send() => narrow.SendAsync(HttpMethod.Post, Feedback, Json("""{"category": "other", "message": "Giá sai"}"""));

        Assert.Equal(201, (await Send()).Status);
        Assert.Equal("feedback-limit", (await Send()).Code);
    }

    [Fact]
    public async Task Only_its_publisher_answers_and_reads_all()
    {
        var self = PathOf(await SendAsync("""{"category": "other", "message": "Giá sai"}"""));
        var other = portal.IssueKey("so-b");
        var narrow = portal.IssueKey("so-a", KeyScope.Publish);

        Assert.Equal("key-required", (await portal.SendAsync(HttpMethod.Patch, self, Json("""{"answer": "a"}"""))).Code);
        Assert.Equal("other-publisher", (await PatchAsync(self, """{"answer": "a"}""", other)).Code);
        Assert.Equal("scope-missing", (await PatchAsync(self, """{"answer": "a"}""", narrow)).Code);
        Assert.Equal("other-publisher", (await AskWithKeyAsync(OfPublisher, other)).Code);
        Assert.Equal("unknown-feedback", (await PatchAsync("/api/v1/datasets/numbers/feedback/1", """{"answer": "a"}""")).Code);
        Assert.Empty((await portal.ReadAsync(Feedback))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"state": "answered"}""", "answer")]
    [InlineData("""{"state": "done"}""", "state")]
    [InlineData("""{"answer": ""}""", "answer")]
    [InlineData("""{"listed": "no"}""", "listed")]
    [InlineData("""{"status": "answered"}""", "status")]
    public async Task An_answer_that_says_nothing_is_told(string body, string parameter)
    {
        var self = PathOf(await SendAsync("""{"category": "other", "message": "Giá sai"}"""));

        var answer = await PatchAsync(self, body);

        Assert.Equal((400, parameter), (answer.Status, (string?)answer.Json["errors"]![0]!["parameter"]));
    }

    [Fact]
    public async Task What_a_publisher_keeps_back_is_answered_to_its_sender_alone()
    {
        var sent = await SendAsync("""{"category": "personal-data", "message": "Có số điện thoại của ông A"}""");
        await PatchAsync(PathOf(sent), """{"answer": "Đã gỡ", "listed": false}""");

        Assert.Empty((await portal.ReadAsync(Feedback))["data"]!.AsArray());
        Assert.Equal(404, (await portal.AskAsync(PathOf(sent))).Status);
        Assert.Equal("answered", await StateAsync(PathOf(sent), (string)sent.Json["ticket"]!));
    }

    [Fact]
    public async Task A_publisher_finds_what_is_still_to_be_done()
    {
        await SendAsync("""{"category": "other", "message": "Một việc"}""");
        var second = await SendAsync("""{"category": "other", "message": "Hai việc"}""");
        await portal.SendAsync(HttpMethod.Post, "/api/v1/datasets/numbers/feedback", Json("""{"category": "other", "message": "Ba việc"}"""));
        await PatchAsync(PathOf(second), """{"state": "in-progress"}""");

        async Task<string[]> Messages(string query) => [.. (await AskWithKeyAsync(OfPublisher + query)).Json["data"]!.AsArray().Select(entry => (string)entry!["message"]!)];

        Assert.Equal(["Ba việc", "Hai việc", "Một việc"], await Messages(""));
        Assert.Equal(["Ba việc", "Một việc"], await Messages("?state=received"));
        Assert.Equal(["Hai việc", "Một việc"], await Messages("?dataset=words"));
        Assert.Equal(["Hai việc"], await Messages("?limit=1&cursor=3"));
        Assert.Equal("invalid-value", (await AskWithKeyAsync(OfPublisher + "?state=done")).Code);
    }

    [Fact]
    public async Task Answers_are_in_the_log_and_outlive_the_server()
    {
        var sent = await SendAsync("""{"category": "other", "message": "Giá sai"}""");
        await PatchAsync(PathOf(sent), """{"answer": "Đã sửa"}""");
        await portal.DisposeAsync();
        portal = await StartAsync();

        Assert.Equal("Đã sửa", (string?)(await portal.ReadAsync(PathOf(sent)))["answer"]);
        Assert.Equal("answered", await StateAsync(PathOf(sent), (string)sent.Json["ticket"]!));
        var log = (await AskWithKeyAsync("/api/v1/publishers/so-a/log")).Json["data"]![0]!;
        Assert.Equal(("AnswerFeedback", "answered", "words"), ((string?)log["action"], (string?)log["outcome"], (string?)log["dataset"]));
    }

    [Fact]
    public async Task The_words_there_are_can_be_read()
    {
        var words = await portal.ReadAsync("/api/v1/feedback");

        Assert.Contains("wrong-value", words["categories"]!.AsArray().Select(row => (string?)row!["name"]));
        Assert.Equal(["received", "in-progress", "answered"], words["states"]!.AsArray().Select(row => (string?)row!["name"]));
    }

    private Task<Portal> StartAsync() => Portal.StartAsync(datasets.Path, data.Path);

    private static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    private static string PathOf(Answer sent) => new Uri((string)sent.Json["links"]!["self"]!).PathAndQuery;

    private Task<Answer> SendAsync(string body) => portal.SendAsync(HttpMethod.Post, Feedback, Json(body));

    private Task<Answer> PatchAsync(string path, string body, string? with = null) => portal.SendAsync(HttpMethod.Patch, path, Json(body), ("Authorization", $"Bearer {with ?? key}"));

    private Task<Answer> AskWithKeyAsync(string path, string? with = null) => portal.AskAsync(path, headers: ("Authorization", $"Bearer {with ?? key}"));

    private async Task<string?> StateAsync(string self, string ticket) => (string?)(await portal.AskAsync(self, headers: ("Authorization", $"Bearer {ticket}"))).Json["state"];
}
