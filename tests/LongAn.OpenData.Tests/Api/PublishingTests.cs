using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Jobs;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

public sealed class PublishingTests
{
    private const string Second = "id,name,price\n1,một,1.5\n2,hai,2\n3,ba,3\n";
    private const string Broken = "id,name,price\n1,một,x\nx,hai,2\n1,ba,3\n";
    private static readonly (string, string) OfFirst = ("If-Match", "\"v1\"");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_is_served_at_once()
    {
        await using var own = await PublishingPortal.StartAsync();
        var before = await own.Portal.AskAsync(PublishingPortal.Content);
        var answer = await own.PutAsync($"{PublishingPortal.Content}?reason=Th%C3%AAm%20ba", Encoding.UTF8.GetBytes(Second), ("If-Match", before.Header("ETag")!));
        var after = await own.Portal.ReadAsync(PublishingPortal.Content);

        Assert.Equal(("\"v1\"", 201, "\"v2\""), (before.Header("ETag"), answer.Status, answer.Header("ETag")));
        Assert.EndsWith("/api/v1/datasets/words/versions/2", answer.Header("Location"), StringComparison.Ordinal);
        Assert.Equal(("published", 3L), ((string)answer.Json["outcome"]!, (long)answer.Json["report"]!["rows"]!));
        Assert.Equal((2, "http", "Thêm ba"), ((int)after["version"]!, (string)after["channel"]!, (string)after["reason"]!));
        Assert.Equal(3, (await own.Portal.ReadAsync(PublishingPortal.Records))["data"]!.AsArray().Count);
        Assert.Equal("unchanged", (string?)(await own.PutAsync(Second, ("If-Match", "\"v2\""))).Json["outcome"]);
        Assert.Empty(own.LeftBehind());
    }

    [Theory]
    [InlineData(null, null, 428, "precondition-required")]
    [InlineData("If-Match", "\"v2\"", 412, "precondition-failed")]
    [InlineData("If-Match", "v1", 400, "invalid-value")]
    [InlineData("If-Match", "W/\"v1\"", 412, "precondition-failed")]
    [InlineData("If-None-Match", "*", 412, "precondition-failed")]
    [InlineData("If-None-Match", "\"v1\"", 400, "invalid-value")]
    [InlineData("If-Match", "*", 201, null)]
    [InlineData("If-Match", "\"v7\", \"v1\"", 201, null)]
    public async Task Nobody_replaces_what_he_has_not_seen(string? name, string? value, int status, string? code)
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.PutAsync(Second, name is null ? [] : [(name, value!)]);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(status == 201 ? 2 : 1, await own.VersionAsync());
    }

    [Fact]
    public async Task Content_with_errors_is_told_row_by_row_and_changes_nothing()
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.PutAsync(Broken, OfFirst);
        var dry = await own.PutAsync($"{PublishingPortal.Content}?dry_run=true", Encoding.UTF8.GetBytes(Broken));
        var table = await own.PutAsync($"{PublishingPortal.Content}?dry_run=true", Encoding.UTF8.GetBytes(Broken), ("Accept", "text/csv"));

        Assert.Equal((422, "content-rejected"), (answer.Status, answer.Code));
        Assert.Equal((422, "content-rejected"), (dry.Status, dry.Code));
        Assert.Equal(["1 price x type", "2 id x type"], answer.Json["errors"]!.AsArray().Select(error => $"{error!["row"]} {error["field"]} {error["value"]} {error["rule"]}"));
        Assert.Equal(422, table.Status);
        Assert.StartsWith("text/csv", table.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(3, table.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1, await own.VersionAsync());
        Assert.Empty(own.LeftBehind());
    }

    [Fact]
    public async Task A_dry_run_of_sound_content_needs_no_condition_and_changes_nothing()
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.PutAsync($"{PublishingPortal.Content}?dry_run=true", Encoding.UTF8.GetBytes(Second));

        Assert.Equal((200, "sound"), (answer.Status, (string?)answer.Json["outcome"]));
        Assert.Equal(1, await own.VersionAsync());
        Assert.Equal(["1.sqlite"], Directory.EnumerateFiles(Path.Combine(own.Portal.DataDir, "words")).Select(path => Path.GetFileName(path)).Where(name => !name.Contains("export", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_a_key_of_the_publisher_for_this_dataset_and_scope_may_publish()
    {
        await using var own = await PublishingPortal.StartAsync();
        var ring = own.Portal.Services.GetRequiredService<KeyRing>();
        async Task<(int, string?)> With(string key)
        {
            var answer = await own.PutAsync(Second, OfFirst, ("Authorization", $"Bearer {key}"));
            return (answer.Status, answer.Code);
        }

        Assert.Equal((403, "other-publisher"), await With(own.Portal.IssueKey("so-b")));
        Assert.Equal((403, "scope-missing"), await With(own.Portal.IssueKey("so-a", KeyScope.Log)));
        Assert.Equal((403, "key-not-for-dataset"), await With(ring.Issue("so-a", "x", KeyScope.Usual, ["other"], expires: null).Text));
        Assert.Equal((401, "key-expired"), await With(ring.Issue("so-a", "x", KeyScope.Usual, datasets: null, DateTimeOffset.UtcNow.AddDays(-1)).Text));
        Assert.Equal((401, "key-unknown"), await With("lak_x"));
        Assert.Equal(1, await own.VersionAsync());
    }

    [Fact]
    public async Task The_log_tells_of_every_write_that_was_tried()
    {
        await using var own = await PublishingPortal.StartAsync();
        await own.PutAsync(Second, OfFirst, ("Authorization", $"Bearer {own.Portal.IssueKey("so-b")}"));
        await own.PutAsync(Second, OfFirst, ("Authorization", "Bearer lak_x"));
        await own.PutAsync(Broken, OfFirst);
        var done = await own.PutAsync($"{PublishingPortal.Content}?reason=x", Encoding.UTF8.GetBytes(Second), OfFirst);
        var first = await own.AskAsync("/api/v1/publishers/so-a/log?limit=3");
        var rest = await own.AskAsync(new Uri((string)first.Json["links"]!["next"]!).PathAndQuery);
        var entries = first.Json["data"]!.AsArray().Concat(rest.Json["data"]!.AsArray()).ToList();

        Assert.Equal(201, done.Status);
        Assert.Equal(["201 published 2", "422 content-rejected 1", "401 key-unknown ", "403 other-publisher "], entries.Select(entry => $"{entry!["status"]} {entry["outcome"]} {entry["version"]}"));
        Assert.All(entries, entry => Assert.Equal(("PutContent", "words", "127.0.0.1"), ((string)entry!["action"]!, (string)entry["dataset"]!, (string)entry["remote"]!)));
        Assert.Equal(("x", "so-a", "Khóa thử"), ((string)entries[0]!["reason"]!, (string)entries[0]!["publisher"]!, (string)entries[0]!["key_name"]!));
        Assert.Null(rest.Json["page"]!["next_cursor"]);
    }

    [Fact]
    public async Task Content_may_be_compressed_and_must_be_whole()
    {
        await using var own = await PublishingPortal.StartAsync(("ContentMegabytes", "1"));
        var gzip = Pack(Second, stream => new GZipStream(stream, CompressionLevel.Optimal));
        var bomb = Pack(new string(' ', 3 * 1024 * 1024), stream => new GZipStream(stream, CompressionLevel.Optimal));
        async Task<(int, string?)> Put(byte[] content, string coding, string match = "*")
        {
            var answer = await own.PutAsync(PublishingPortal.Content, content, ("Content-Encoding", coding), ("If-Match", match));
            return (answer.Status, answer.Code);
        }

        Assert.Equal((422, "data-unreadable"), await Put(gzip[..^9], "gzip"));
        Assert.Equal((422, "data-unreadable"), await Put(Pack(Second, stream => new BrotliStream(stream, CompressionLevel.Optimal))[..^9], "br"));
        Assert.Equal((413, "content-too-large"), await Put(bomb, "gzip"));
        Assert.Equal((415, "unsupported-media-type"), await Put(gzip, "compress"));
        Assert.Equal(1, await own.VersionAsync());
        Assert.Equal((201, null), await Put(gzip, "gzip"));
        Assert.Equal((201, null), await Put(Pack(PublishingPortal.First + "4,bốn,4\n", stream => new BrotliStream(stream, CompressionLevel.Optimal)), "br"));
        Assert.Empty(own.LeftBehind());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Content_that_is_too_large_is_told_the_maximum(bool isChunked)
    {
        await using var own = await PublishingPortal.StartAsync(("ContentMegabytes", "1"));
        var bytes = new byte[(1024 * 1024) + 1];
        using HttpContent content = isChunked ? new StreamContent(new Endless(bytes.Length)) : new ByteArrayContent(bytes);
        content.Headers.ContentType = new("text/csv");
        var answer = await own.Portal.SendAsync(HttpMethod.Put, PublishingPortal.Content, content, ("Authorization", $"Bearer {own.Key}"), OfFirst);

        Assert.Equal((413, "content-too-large"), (answer.Status, answer.Code));
        Assert.Equal(1024 * 1024, (int)answer.Json["errors"]![0]!["maximum"]!);
        Assert.Empty(own.LeftBehind());
    }

    [Fact]
    public async Task A_media_type_that_is_not_read_is_told_which_are()
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.SendAsync(HttpMethod.Put, PublishingPortal.Content, "application/pdf", [1], OfFirst);

        Assert.Equal((415, "unsupported-media-type"), (answer.Status, answer.Code));
        Assert.Contains("text/csv", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Equal("GET, HEAD, PUT, OPTIONS", (await own.Portal.AskAsync(PublishingPortal.Content, HttpMethod.Options)).Header("Allow"));
        Assert.Equal(405, (await own.SendAsync(HttpMethod.Delete, "/api/v1/datasets/words", "text/csv", [])).Status);
    }

    [Fact]
    public async Task A_digest_that_is_sent_is_verified()
    {
        await using var own = await PublishingPortal.StartAsync();
        static string Said(byte[] digest) => $"sha-256=:{Convert.ToBase64String(digest)}:";
        var right = SHA256.HashData(Encoding.UTF8.GetBytes(Second));
        var wrong = await own.PutAsync(Second, OfFirst, ("Content-Digest", Said(SHA256.HashData([]))));
        var unreadable = await own.PutAsync(Second, OfFirst, ("Repr-Digest", "sha-256=x"));
        var good = await own.PutAsync(Second, OfFirst, ("Content-Digest", $"md5=:AAAA:, {Said(right)}"), ("Repr-Digest", $"sha-512=:{Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(Second)))}:"));

        Assert.Equal((400, "digest-mismatch"), (wrong.Status, wrong.Code));
        Assert.Equal((400, "invalid-value"), (unreadable.Status, unreadable.Code));
        Assert.Equal(201, good.Status);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_answered_again_and_not_done_again()
    {
        await using var own = await PublishingPortal.StartAsync();
        var first = await own.PutAsync(Second, OfFirst, ("Idempotency-Key", "a"));
        var again = await own.PutAsync(Second, OfFirst, ("Idempotency-Key", "a"));
        var other = await own.PutAsync(PublishingPortal.First, OfFirst, ("Idempotency-Key", "a"));

        Assert.Equal((201, 201, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal((first.Header("ETag"), first.Header("Location"), first.Header("Content-Type"), "true"), (again.Header("ETag"), again.Header("Location"), again.Header("Content-Type"), again.Header("Idempotency-Replayed")));
        Assert.Equal((422, "idempotency-mismatch"), (other.Status, other.Code));
        Assert.Equal(2, await own.VersionAsync());
    }

    [Fact]
    public async Task While_others_publish_one_waits_so_long_and_no_request_is_run_twice()
    {
        await using var patient = await PublishingPortal.StartAsync(("WaitSeconds", "60"));
        var hold = await DataFolderLock.TakeAsync(patient.Portal.DataDir, TimeSpan.Zero, Cancel);
        List<Task<Answer>> twice = [patient.PutAsync(Second, OfFirst, ("Idempotency-Key", "a")), patient.PutAsync(Second, OfFirst, ("Idempotency-Key", "a"))];
        var refusedAtOnce = await await Task.WhenAny(twice);
        hold!.Dispose();

        Assert.Equal((409, "idempotency-in-progress"), (refusedAtOnce.Status, refusedAtOnce.Code));
        Assert.Equal([201, 409], (await Task.WhenAll(twice)).Select(answer => answer.Status).Order());

        await using var hasty = await PublishingPortal.StartAsync(("WaitSeconds", "0"));
        using var held = await DataFolderLock.TakeAsync(hasty.Portal.DataDir, TimeSpan.Zero, Cancel);
        var refused = await hasty.PutAsync(Second, OfFirst);
        Assert.Equal((409, "publish-in-progress"), (refused.Status, refused.Code));
        Assert.Empty(hasty.LeftBehind());
    }

    [Fact]
    public async Task Of_two_who_replace_the_same_version_one_is_told_that_the_other_was_faster()
    {
        await using var own = await PublishingPortal.StartAsync();
        var answers = await Task.WhenAll(own.PutAsync(Second, OfFirst), own.PutAsync(PublishingPortal.First + "5,năm,5\n", OfFirst));

        Assert.Equal([201, 412], answers.Select(answer => answer.Status).Order());
        Assert.Equal(2, await own.VersionAsync());
    }

    [Fact]
    public async Task Two_publishers_at_once_and_a_command_beside_them_all_publish()
    {
        await using var own = await PublishingPortal.StartAsync(("WaitSeconds", "60"));
        var other = own.Portal.IssueKey("so-b", [.. KeyScope.All]);
        const string isNew = "?license=CC-BY-4.0&provenance=official";
        using var folder = new TempFolder();
        PublishingPortal.Write(folder, "words-3", PublishingPortal.First);
        var command = ServerProcess.RunAsync("import", "--datasets", folder.Path, "--data-dir", own.Portal.DataDir);
        var answers = await Task.WhenAll(
            own.PutAsync(Second, OfFirst),
            own.PutAsync("/api/v1/datasets/words-1/content" + isNew, Encoding.UTF8.GetBytes(Second)),
            own.PutAsync("/api/v1/datasets/words-2/content" + isNew, Encoding.UTF8.GetBytes(Second), ("Authorization", $"Bearer {other}")));
        var run = await command;
        own.Portal.SeeImports();

        Assert.All(answers, answer => Assert.True(answer.Status == 201, answer.Text));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["words", "words-1", "words-2", "words-3"], (await own.Portal.ReadAsync("/api/v1/datasets"))["data"]!.AsArray().Select(dataset => (string?)dataset!["id"]).Order());
    }

    [Fact]
    public async Task A_job_is_followed_to_its_end_by_its_publisher_alone()
    {
        await using var own = await PublishingPortal.StartAsync(("JobMegabytes", "0"));
        var accepted = await own.PutAsync(Second, OfFirst);
        var address = new Uri(accepted.Header("Location")!).PathAndQuery;
        var job = await EndOf(own, address);
        var failed = await EndOf(own, new Uri((await own.PutAsync(Broken, ("If-Match", "\"v2\""))).Header("Location")!).PathAndQuery);
        var late = await EndOf(own, new Uri((await own.PutAsync(PublishingPortal.First, ("If-Match", "*"))).Header("Location")!).PathAndQuery);
        var other = await own.Portal.AskAsync(address, headers: ("Authorization", $"Bearer {own.Portal.IssueKey("so-b")}"));

        Assert.Equal(202, accepted.Status);
        Assert.Equal(("published", 201, 2, 3), ((string)job["outcome"]!, (int)job["status"]!, (int)job["version"]!, (int)job["rows"]!));
        Assert.Equal(("content-rejected", 422, 2), ((string)failed["outcome"]!, (int)failed["status"]!, (int)failed["report"]!["errors"]!));
        Assert.Equal("described", (string)late["outcome"]!);
        Assert.Equal((404, "unknown-job"), (other.Status, other.Code));
        Assert.Equal(401, (await own.Portal.AskAsync(address)).Status);
        var log = (await own.AskAsync("/api/v1/publishers/so-a/log")).Json["data"]!.AsArray();
        Assert.Contains(log, entry => (string?)entry!["outcome"] == "published" && (string?)entry["job"] == (string?)job["id"]);
        Assert.Contains(log, entry => (string?)entry!["outcome"] == "accepted");
        Assert.Empty(own.LeftBehind());
    }

    [Fact]
    public async Task A_job_that_a_stop_of_the_server_cut_off_says_so()
    {
        await using var own = await PublishingPortal.StartAsync();
        own.Portal.Services.GetRequiredService<PublishJobs>().Add(new PublishJob("0193", "so-a", "words", "x", DateTimeOffset.UtcNow));

        Assert.Equal("interrupted", (string?)(await own.AskAsync("/api/v1/jobs/0193")).Json["state"]);
    }

    [Fact]
    public async Task Who_leaves_in_the_middle_of_an_upload_leaves_nothing()
    {
        await using var own = await PublishingPortal.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, PublishingPortal.Content) { Content = new StreamContent(new Endless(4 * 1024 * 1024, failsAtEnd: true)) };
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.Add("Authorization", $"Bearer {own.Key}");
        request.Headers.Add("If-Match", "\"v1\"");

        await Assert.ThrowsAnyAsync<Exception>(() => own.Portal.Client.SendAsync(request, Cancel));
        Assert.Empty(await Eventually.ReadAsync(() => Task.FromResult(own.LeftBehind()), left => left.Length == 0));
        Assert.Equal(1, await own.VersionAsync());
    }

    [Fact]
    public async Task Readers_do_not_notice_a_hundred_publishes()
    {
        await using var own = await PublishingPortal.StartAsync();
        static string Edition(int edition) => "id,name,price\n" + string.Concat(Enumerable.Range(1, 250).Select(id => $"{id},lần {edition},{edition}\n"));
        Assert.Equal(201, (await own.PutAsync(Edition(0), ("If-Match", "*"))).Status);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var readers = new[] { WalkAsync(own.Portal, end.Token), WalkAsync(own.Portal, end.Token), ExportAsync(own.Portal, end.Token) };
        for (var edition = 1; edition <= 100; edition++)
            Assert.Equal(201, (await own.PutAsync(Edition(edition), ("If-Match", $"\"v{edition + 1}\""))).Status);
        await end.CancelAsync();

        Assert.All(await Task.WhenAll(readers), walks => Assert.True(walks > 2, $"only {walks} walks"));
        Assert.Equal(102, await own.VersionAsync());
    }

    [Fact]
    public async Task A_new_dataset_is_described_and_then_published()
    {
        await using var own = await PublishingPortal.StartAsync();
        const string letters = "/api/v1/datasets/letters";
        var early = await own.PutAsync($"{letters}/content", Encoding.UTF8.GetBytes(Second));
        var weak = await own.SendJsonAsync(HttpMethod.Put, letters, own.Descriptor("letters"), ("Authorization", $"Bearer {own.Portal.IssueKey("so-a")}"));
        var foreign = await own.SendJsonAsync(HttpMethod.Put, letters, own.Descriptor("letters"), ("Authorization", $"Bearer {own.Portal.IssueKey("so-b", [.. KeyScope.All])}"));
        var described = await own.SendJsonAsync(HttpMethod.Put, letters, own.Descriptor("letters"));
        var published = await own.PutAsync($"{letters}/content", Encoding.UTF8.GetBytes(Second), ("If-None-Match", "*"));

        Assert.Equal((422, "descriptor-needed"), (early.Status, early.Code));
        Assert.Equal((403, "scope-missing"), (weak.Status, weak.Code));
        Assert.Equal((403, "other-publisher"), (foreign.Status, foreign.Code));
        Assert.Equal((200, "drafted"), (described.Status, (string?)described.Json["outcome"]));
        Assert.Equal((201, "\"v1\""), (published.Status, published.Header("ETag")));
        Assert.Equal(3, (int)(await own.Portal.ReadAsync(letters))["record_count"]!);
    }

    [Fact]
    public async Task What_is_said_of_a_dataset_changes_without_its_records()
    {
        await using var own = await PublishingPortal.StartAsync();
        const string words = "/api/v1/datasets/words";
        var patched = await own.SendJsonAsync(HttpMethod.Patch, words, JsonNode.Parse("""{"title_en": "Words", "keywords": ["chữ"], "portal": {"frequency": "monthly"}}""")!);
        var again = await own.SendJsonAsync(HttpMethod.Patch, words, JsonNode.Parse("""{"title_en": "Words"}""")!);
        var foreign = await own.SendJsonAsync(HttpMethod.Patch, words, JsonNode.Parse("""{"resources": [], "portal": {"provenance": "official"}}""")!);
        var unlicensed = await own.SendJsonAsync(HttpMethod.Patch, words, JsonNode.Parse("""{"licenses": null}""")!);
        var given = await own.SendJsonAsync(HttpMethod.Patch, words, JsonNode.Parse("""{"contributors": [{"name": "so-b", "title": "B", "roles": ["publisher"]}]}""")!);
        var now = await own.Portal.ReadAsync(words);

        Assert.Equal((200, "described"), (patched.Status, (string?)patched.Json["outcome"]));
        Assert.Equal("unchanged", (string?)again.Json["outcome"]);
        Assert.Equal(("Words", "chữ", 1), ((string)now["title"]!["en"]!, (string)now["tags"]![0]!, (int)now["version"]!));
        Assert.Equal((422, "changes-invalid"), (foreign.Status, foreign.Code));
        Assert.Equal(["/resources", "/portal/provenance"], foreign.Json["errors"]!.AsArray().Select(error => (string)error!["field"]!));
        Assert.Equal((422, "descriptor-invalid"), (unlicensed.Status, unlicensed.Code));
        Assert.Equal((403, "other-publisher"), (given.Status, given.Code));
    }

    [Fact]
    public async Task Records_are_changed_added_and_deleted_by_their_keys()
    {
        await using var own = await PublishingPortal.StartAsync();
        var changed = await own.SendJsonAsync(HttpMethod.Post, PublishingPortal.Records, JsonNode.Parse("""{"upsert": [{"id": 2, "price": 2.5}, {"id": 3, "name": "ba"}], "delete": [1]}""")!, OfFirst);
        var lines = await own.SendAsync(HttpMethod.Post, PublishingPortal.Records, "application/x-ndjson", Encoding.UTF8.GetBytes("""
            {"id": 1, "name": "một"}
            {"_op": "delete", "id": 3}
            """));
        var records = (await own.Portal.ReadAsync(PublishingPortal.Records))["data"]!.AsArray().Select(record => record!.ToJsonString(LongAn.OpenData.Catalog.PortalJson.Compact));

        Assert.Equal((201, "\"v2\""), (changed.Status, changed.Header("ETag")));
        Assert.Equal((201, "\"v3\""), (lines.Status, lines.Header("ETag")));
        Assert.Equal(["""{"id":1,"name":"một","price":null}""", """{"id":2,"name":"hai","price":2.5}"""], records.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"upsert": [{"id": 1, "nam": "x"}]}""", "changes-invalid")]
    [InlineData("""{"upsert": [{"name": "x"}]}""", "changes-invalid")]
    [InlineData("""{"upsert": [{"id": 1}, {"id": 1}]}""", "changes-invalid")]
    [InlineData("""{"delete": [7]}""", "changes-invalid")]
    [InlineData("""{"update": []}""", "changes-invalid")]
    [InlineData("""{}""", "changes-invalid")]
    [InlineData("""[]""", "changes-invalid")]
    [InlineData("""{"upsert": """, "changes-invalid")]
    [InlineData("""{"upsert": [{"id": 1, "price": "x"}]}""", "content-rejected")]
    public async Task Changes_with_a_mistake_change_nothing(string body, string code)
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.SendAsync(HttpMethod.Post, PublishingPortal.Records, "application/json", Encoding.UTF8.GetBytes(body));

        Assert.Equal((422, code), (answer.Status, answer.Code));
        Assert.Equal(1, await own.VersionAsync());
        Assert.Empty(own.LeftBehind());
    }

    [Fact]
    public async Task Fields_change_with_the_next_content_and_in_a_breaking_way_only_where_that_is_said()
    {
        await using var own = await PublishingPortal.StartAsync();
        var next = own.Descriptor("words");
        next["resources"]![0]!["schema"]!["fields"]!.AsArray().RemoveAt(2);
        var drafted = await own.SendJsonAsync(HttpMethod.Put, "/api/v1/datasets/words", next, OfFirst);
        var refused = await own.PutAsync("id,name\n1,một\n", OfFirst);
        var allowed = await own.PutAsync($"{PublishingPortal.Content}?allow_breaking=true", Encoding.UTF8.GetBytes("id,name\n1,một\n"), OfFirst);

        Assert.Equal("drafted", (string?)drafted.Json["outcome"]);
        Assert.Equal((422, "breaking-change", "price"), (refused.Status, (string?)refused.Json["errors"]![0]!["code"], (string?)refused.Json["errors"]![0]!["field"]));
        Assert.Equal(201, allowed.Status);
        Assert.Equal(2, (await own.Portal.ReadAsync("/api/v1/datasets/words"))["fields"]!.AsArray().Count);
    }

    [Fact]
    public async Task Content_may_be_a_package_or_JSON()
    {
        await using var own = await PublishingPortal.StartAsync();
        var json = await own.SendAsync(HttpMethod.Put, PublishingPortal.Content, "application/json", Encoding.UTF8.GetBytes("""[{"id": 1, "name": "một", "price": 1}]"""), OfFirst);
        var package = await own.SendAsync(HttpMethod.Put, "/api/v1/datasets/letters/content", "application/zip", Zip(own.Descriptor("letters"), Second));
        var wrong = await own.SendAsync(HttpMethod.Put, PublishingPortal.Content, "application/zip", Zip(own.Descriptor("letters"), Second), ("If-Match", "*"));

        Assert.Equal(201, json.Status);
        Assert.Equal((201, 3), (package.Status, (int)(await own.Portal.ReadAsync("/api/v1/datasets/letters"))["record_count"]!));
        Assert.Equal((422, "descriptor-invalid"), (wrong.Status, wrong.Code));
    }

    private static byte[] Zip(JsonNode descriptor, string csv)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in new[] { ("datapackage.json", descriptor.ToJsonString()), ("data.csv", csv) })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Every record of a walk, and of a download, is of one version.</summary>
    private static async Task<int> WalkAsync(Portal portal, CancellationToken end)
    {
        var last = 0;
        for (var walks = 0; ; walks++)
        {
            var names = new List<string>();
            for (var path = $"{PublishingPortal.Records}?limit=60"; path is not null;)
            {
                var page = await portal.ReadAsync(path);
                names.AddRange(page["data"]!.AsArray().Select(record => (string)record!["name"]!));
                path = (string?)page["links"]!["next"] is { } next ? new Uri(next).PathAndQuery : null;
            }

            Assert.Equal(250, names.Count);
            last = NotBefore(last, Assert.Single(names.Distinct()));
            if (end.IsCancellationRequested)
                return walks;
        }
    }

    private static async Task<int> ExportAsync(Portal portal, CancellationToken end)
    {
        var last = 0;
        for (var walks = 0; ; walks++)
        {
            var lines = (await portal.AskAsync("/api/v1/datasets/words/export.csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
            Assert.Equal(250, lines.Length);
            last = NotBefore(last, Assert.Single(lines.Select(line => line.Split(',')[1]).Distinct()));
            if (end.IsCancellationRequested)
                return walks;
        }
    }

    /// <summary>The edition that a reader sees, which is never older than one that he has seen.</summary>
    private static int NotBefore(int last, string name)
    {
        var edition = int.Parse(name.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(edition >= last, $"{edition} after {last}");
        return edition;
    }

    private static async Task<JsonNode> EndOf(PublishingPortal own, string address)
    {
        var job = (await Eventually.ReadAsync(() => own.AskAsync(address), answer => (string?)answer.Json["state"] == "ended")).Json;
        Assert.True((string?)job["state"] == "ended", job.ToJsonString());
        return job;
    }

    private static byte[] Pack(string text, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var packing = pack(packed))
            packing.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>So many spaces, of a length that nobody is told.</summary>
    private sealed class Endless(int length, bool failsAtEnd = false) : Stream
    {
        private int left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(left, count);
            left -= read;
            if (read == 0 && failsAtEnd)
                throw new IOException("The line is cut.");
            buffer.AsSpan(offset, read).Fill((byte)' ');
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
