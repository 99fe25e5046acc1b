using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>A dataset with four versions, published a day apart, to the first of which another one's foreign key leads; the portal keeps two.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string Words = "/api/v1/datasets/words";
    private static readonly DateTimeOffset Start = new(2022, 12, 1, 3, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly ManualClock clock = new(Start);
    private Portal? started;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Questions for the second version, and the number to ask for instead.</summary>
    private static readonly (string Question, string Suggestion)[] Gone =
    [
        ("records?version=2", "3"),
        ("records/1?version=2", "3"),
        ("export.csv?version=2", "3"),
        ("export.sqlite?version=2", "3"),
        ("schema?version=2", "3"),
        ("records?as_of=2022-12-02", "3"),
        ("export.csv?as_of=2022-12-02", "3"),
        ("versions/2", "3"),
        ("versions/2/citation", "3"),
        ("changes?since=2", "0"),
        ("changes?since=1&to=2", "3"),
    ];

    /// <summary>How many are kept, for how many days, and what need not be kept on the fifth day.</summary>
    public static TheoryData<int?, int?, string> Policies => new()
    {
        { null, null, "" },
        { 1, null, "2 3" },
        { 2, null, "2" },
        { 3, null, "" },
        { 9, null, "" },
        { null, 1, "2 3" },
        { null, 2, "2" },
        { null, 3, "" },
        { 2, 3, "" },
        { 3, 1, "" },
    };

    [Theory, MemberData(nameof(Policies))]
    public void What_need_not_be_kept_is_neither_served_nor_new_nor_lately_served_nor_led_to(int? newest, int? days, string removable)
    {
        using var ledger = new VersionLedger(Data);
        var found = new RetentionPolicy(newest, days is { } span ? TimeSpan.FromDays(span) : null).FindRemovable(ledger.ReadDatasets(), Start.AddDays(4));

        Assert.Equal(removable, string.Join(' ', found.Select(version => version.Number)));
    }

    [Fact]
    public async Task A_version_that_is_not_kept_is_gone_and_what_to_ask_instead_is_told()
    {
        await StartAsync(2);
        foreach (var (question, suggestion) in Gone)
        {
            var answer = await Served.AskAsync($"{Words}/{question}");

            Assert.True((410, "version-removed", suggestion) == (answer.Status, answer.Code, (string?)answer.Json["errors"]![0]!["suggestion"]), $"{question}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task The_versions_that_are_kept_are_served_as_before_and_the_others_listed_with_their_digests()
    {
        await StartAsync(2);
        var list = await Served.ReadAsync($"{Words}/versions");
        var gone = await Served.AskAsync($"{Words}/records?version=2&lang=en");
        var history = await Served.ReadAsync($"{Words}/records/1/history");

        Assert.Equal([4, 3, 1], list["versions"]!.AsArray().Select(version => (int)version!["number"]!));
        Assert.Equal(2, (int)Assert.Single(list["removed"]!.AsArray())!["number"]!);
        foreach (var part in (string[])[(string)list["removed"]![0]!["digest"]!, (string)list["versions"]![1]!["digest"]!])
            Assert.Contains(part, (string)gone.Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal([1, 3, 4], history["data"]!.AsArray().Select(change => (int)change!["version"]!));
        Assert.Equal(200, (await Served.AskAsync("/api/v1/datasets/notes/records?expand=word")).Status);
        Assert.Equal(1, (int)(await Served.ReadAsync($"{Words}/records?as_of=2022-12-01"))["version"]!);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_version_on_the_disk_and_what_is_kept_is_whole()
    {
        await StartAsync(1);
        var names = Directory.EnumerateFiles(Path.Combine(Data, "words")).Select(path => Path.GetFileName(path)).ToList();
        var files = DataVerification.Check(new CatalogFile(Data), Cancel).ToList();

        Assert.DoesNotContain(names, name => name.StartsWith("2.", StringComparison.Ordinal) || name.StartsWith("3.", StringComparison.Ordinal) || name.Contains("since-2", StringComparison.Ordinal) || name.Contains("since-3", StringComparison.Ordinal));
        Assert.Contains("1.sqlite", names);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Null(file.Fault));
    }

    [Fact]
    public async Task Who_reads_a_version_while_it_is_removed_reads_it_to_its_end()
    {
        await StartAsync(2);
        var dataset = Served.Services.GetRequiredService<Catalog.DatasetCatalog>().Find("words")!;
        var store = Served.Services.GetRequiredService<SqliteRecordStore>();
        var plan = RecordsPlan.Whole(dataset.FindVersion(3)!);
        using var records = await store.OpenAsync(plan, extra: 0, Cancel);
        Assert.True(records.Read());
        var published = await PutAsync(5);
        var read = 1;
        while (records.Read())
            read++;

        Assert.Equal((201, 3, 410), (published.Status, read, (await Served.AskAsync($"{Words}/records?version=3")).Status));
        Assert.False(File.Exists(plan.Version.Path));
        await Assert.ThrowsAsync<Storage.VersionGoneException>(async () => await store.OpenFileAsync(plan, [], Cancel));
        records.Dispose();
        await Assert.ThrowsAsync<Storage.VersionGoneException>(async () => (await store.OpenAsync(plan, extra: 0, Cancel)).Dispose());
    }

    [Fact]
    public async Task Numbers_are_not_used_again_and_a_rollback_to_what_is_gone_is_told()
    {
        await StartAsync(1);
        var published = await PutAsync(5);
        var back = await SendAsync(HttpMethod.Post, "rollback", "application/json", """{"to": 2, "reason": "x"}""");

        Assert.Equal("\"v5\"", published.Header("ETag"));
        Assert.Equal((410, "version-removed"), (back.Status, back.Code));
    }

    [Fact]
    public async Task A_version_that_somebody_holds_is_kept_until_it_is_released_and_what_goes_is_logged()
    {
        await StartAsync(9);
        var unreasoned = await SendAsync(HttpMethod.Put, "versions/2/hold", "text/plain", "");
        var held = await SendAsync(HttpMethod.Put, "versions/2/hold?reason=B%C3%A1o%20c%C3%A1o%20n%C4%83m", "text/plain", "");
        var shown = (await Served.ReadAsync($"{Words}/versions/2"))["hold"]!;
        await Served.DisposeAsync();
        await StartAsync(1);
        await PutAsync(5);
        var kept = await Served.AskAsync($"{Words}/records?version=2");
        var gone = await Served.AskAsync($"{Words}/records?version=3");
        var released = await SendAsync(HttpMethod.Delete, "versions/2/hold", "text/plain", "");
        await PutAsync(6);
        var log = (await Served.AskAsync($"/api/v1/publishers/{PublishingPortal.Publisher}/log", headers: ("Authorization", $"Bearer {Served.IssueKey(PublishingPortal.Publisher)}"))).Json["data"]!.AsArray();

        Assert.Equal((400, "invalid-value"), (unreasoned.Status, unreasoned.Code));
        Assert.Equal((200, "held", "released"), (held.Status, (string)held.Json["outcome"]!, (string)released.Json["outcome"]!));
        Assert.Equal(("Báo cáo năm", PublishingPortal.Publisher), ((string)shown["reason"]!, (string)shown["publisher"]!));
        Assert.Equal((200, 410), (kept.Status, gone.Status));
        Assert.Equal(410, (await Served.AskAsync($"{Words}/records?version=2")).Status);
        Assert.Contains(log, entry => (string?)entry!["action"] == "RemoveVersion" && (int?)entry["version"] == 2 && (string?)entry["request"] == "retention");
        Assert.Contains(log, entry => (string?)entry!["action"] == "HoldVersion" && (string?)entry["reason"] == "Báo cáo năm");
    }

    [Fact]
    public async Task The_command_keeps_and_releases_a_version_too()
    {
        var held = await ServerProcess.RunAsync("versions", "keep", "words", "2", "--reason", "x", "--as", "admin", "--data-dir", Data);
        var listed = await RunAsync();
        var absent = await ServerProcess.RunAsync("versions", "keep", "words", "9", "--reason", "x", "--data-dir", Data);
        var released = await ServerProcess.RunAsync("versions", "release", "words", "2", "--data-dir", Data);

        Assert.Equal((0, "", 1, 0), (held.ExitCode, listed.Output, absent.ExitCode, released.ExitCode));
        Assert.Matches("^words\t2\t[0-9]+\n$", (await RunAsync()).Output);
    }

    [Fact]
    public async Task The_command_lists_and_removes_only_when_it_is_told_to()
    {
        var listed = await RunAsync();
        var still = File.Exists(Path.Combine(Data, "words", "2.sqlite"));
        var removed = await RunAsync("--yes");

        Assert.Matches("^words\t2\t[0-9]+\n$", listed.Output);
        Assert.True(still);
        Assert.Contains("--yes", listed.Error, StringComparison.Ordinal);
        Assert.Equal((0, listed.Output), (removed.ExitCode, removed.Output));
        Assert.False(File.Exists(Path.Combine(Data, "words", "2.sqlite")));
        Assert.Equal("", (await RunAsync("--yes")).Output);
    }

    public ValueTask InitializeAsync()
    {
        Publish(0, withNotes: true);
        for (var day = 1; day <= 3; day++)
            Publish(day, withNotes: false);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
            await started.DisposeAsync();
        folder.Dispose();
    }

    private Portal Served => started!;

    private string Data => folder.At("data");

    private async Task StartAsync(int keep)
    {
        clock.Advance(Start.AddDays(4) - clock.GetUtcNow());
        var settings = new Dictionary<string, string?> { ["Retention:KeepVersions"] = $"{keep}" };
        started = await Portal.StartAsync(folder.At("none"), Data, settings, builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    private Task<Answer> PutAsync(int number) => SendAsync(HttpMethod.Put, "content", "text/csv", Csv(number));

    private Task<Answer> SendAsync(HttpMethod method, string path, string type, string body) =>
        Served.SendAsync(method, $"{Words}/{path}", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue(type)), ("Authorization", $"Bearer {Served.IssueKey(PublishingPortal.Publisher)}"), ("If-Match", "*"));

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] more)
    {
        var run = await ServerProcess.RunAsync(["versions", "prune", "--keep-versions", "2", "--data-dir", Data, .. more]);
        return (run.ExitCode, run.Output, run.Error);
    }

    private static string Csv(int number) => $"id,name,price\n1,a{number},\n2,b{number},\n3,c{number},\n";

    private void Publish(int day, bool withNotes)
    {
        clock.Advance(Start.AddDays(day) - clock.GetUtcNow());
        using var datasets = new TempFolder();
        PublishingPortal.Write(datasets, "words", Csv(day + 1));
        if (withNotes)
            datasets.WriteDataset("notes", [("id", "integer"), ("word", "integer")], "id,word\n1,1\n", (_, schema) => PointToWords(schema));
        using var ledger = new VersionLedger(Data);
        Assert.All(new FolderPublisher(ledger, Data, clock).PublishAll(FolderPublisher.FoldersIn(datasets.Path), progress: null, Cancel), result => Assert.Equal(PublishOutcome.Published, result.Outcome));
    }

    private static void PointToWords(JsonObject schema) => schema["foreignKeys"] = new JsonArray(new JsonObject
    {
        ["fields"] = new JsonArray("word"),
        ["reference"] = new JsonObject { ["package"] = "words", ["resource"] = "words", ["fields"] = new JsonArray("id") },
    });
}
