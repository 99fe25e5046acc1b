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

    [Fact]
    public async Task A_version_announces_how_its_fields_changed_and_so_do_the_changes_that_lead_to_it()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("fields", [("id", "integer"), ("price", "integer"), ("old", "string")], "id,price,old\n1,2,x\n");
        await using var own = await Portal.StartAsync(folder.Path);
        folder.WriteDataset("fields", [("id", "integer"), ("price", "string"), ("more", "number")], "id,price,more\n1,2,3\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();
        var version = await own.ReadAsync("/api/v1/datasets/fields/versions/2");
        var changes = await own.ReadAsync("/api/v1/datasets/fields/changes?since=1");
        var first = await own.ReadAsync("/api/v1/datasets/fields/versions/1");

        Assert.Equal(["field-removed old True", "type-changed price True", "field-added more False"], version["schema_changes"]!.AsArray().Select(change => $"{change!["rule"]} {change["field"]} {(bool)change["is_breaking"]!}"));
        Assert.Equal(("integer", "string"), ((string?)version["schema_changes"]![1]!["before"], (string?)version["schema_changes"]![1]!["after"]));
        Assert.Equal(version["schema_changes"]!.ToJsonString(), changes["schema_changes"]!.ToJsonString());
        Assert.Empty(first["schema_changes"]!.AsArray());
    }

    [Fact]
    public async Task Changes_come_in_pages_that_a_cursor_walks_and_as_lines()
    {
        var first = await Served.ReadAsync($"{Words}/changes?since=1&to=3&limit=2");
        var second = await Served.ReadAsync(new Uri((string)first["links"]!["next"]!).PathAndQuery);
        var lines = (await Served.AskAsync($"{Words}/changes?since=1&to=3&format=ndjson")).Text;
        var rest = (await Served.AskAsync($"{Words}/changes?format=ndjson&cursor={first["data"]![1]!["cursor"]}")).Text;
        string[] paged = [.. first["data"]!.AsArray().Concat(second["data"]!.AsArray()).Select(change => change!.ToJsonString())];

        Assert.Equal(["""{"op":"update","key":{"id":1},"version":3,"cursor":"1-3-1","fields":["word"],"old":{"word":"a"},"new":{"word":"c"}}""", """{"op":"insert","key":{"id":2},"version":3,"cursor":"1-3-2","new":{"id":2,"word":"c"}}""", """{"op":"insert","key":{"id":3},"version":3,"cursor":"1-3-3","new":{"id":3,"word":"c"}}"""], paged);
        Assert.Equal(paged, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(paged[2] + "\n", rest);
        Assert.Equal((2, 1, 0), ((int)first["counts"]!["inserted"]!, (int)first["counts"]!["updated"]!, (int)first["counts"]!["deleted"]!));
        Assert.Null(first["page"]!["next_since"]);
        Assert.Equal(3, (int)second["page"]!["next_since"]!);
    }

    [Fact]
    public async Task A_follower_that_has_a_later_version_than_the_one_served_is_led_back()
    {
        var back = await Served.ReadAsync($"{Words}/changes?since=3");
        var nothing = await Served.ReadAsync(new Uri((string)back["links"]!["poll"]!).PathAndQuery);
        Publish(5, "id,word\n2,b\n");
        var next = await Served.ReadAsync(new Uri((string)nothing["links"]!["poll"]!).PathAndQuery);

        Assert.Equal(["update 1", "update 2", "delete 3"], Ops(back));
        Assert.Empty(Ops(nothing));
        Assert.Equal(["delete 1"], Ops(next));
        Assert.Equal((2, 2, 4), ((int)back["to"]!, (int)nothing["to"]!, (int)next["to"]!));
    }

    [Fact]
    public async Task Since_nothing_every_record_is_new()
    {
        Assert.Equal(["insert 1", "insert 2"], Ops(await Served.ReadAsync($"{Words}/changes")));
    }

    [Theory]
    [InlineData("since=9", 404, "unknown-version")]
    [InlineData("since=1&to=9", 404, "unknown-version")]
    [InlineData("since=-1", 400, "invalid-value")]
    [InlineData("since=x", 400, "invalid-value")]
    [InlineData("sinc=1", 400, "unknown-parameter")]
    [InlineData("limit=1001", 400, "over-limit")]
    [InlineData("limit=0", 400, "invalid-value")]
    [InlineData("cursor=1-2", 400, "invalid-cursor")]
    [InlineData("cursor=x", 400, "invalid-cursor")]
    [InlineData("since=2&cursor=1-3-1", 400, "cursor-of-another-query")]
    [InlineData("format=csv", 406, "not-acceptable")]
    public async Task A_question_for_changes_that_is_wrong_is_told(string query, int status, string code)
    {
        var answer = await Served.AskAsync($"{Words}/changes?{query}");

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Changes_that_are_held_are_not_sent_again_and_between_two_versions_never_change()
    {
        var open = await Served.AskAsync($"{Words}/changes?since=1");
        var held = await Served.AskAsync($"{Words}/changes?since=1", headers: ("If-None-Match", open.Header("ETag")!));
        var both = await Served.AskAsync($"{Words}/changes?since=1&to=2");

        Assert.Equal((200, 304), (open.Status, held.Status));
        Assert.DoesNotContain("immutable", open.Header("Cache-Control")!, StringComparison.Ordinal);
        Assert.Contains("immutable", both.Header("Cache-Control")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_tells_its_history()
    {
        Publish(5, "id,word\n2,b\n");
        var history = await Served.ReadAsync($"{Words}/records/1/history");
        var never = await Served.AskAsync($"{Words}/records/99/history");

        Assert.Equal(
            ["""1 insert null {"id":1,"word":"a"}""", """2 update {"word":"a"} {"word":"b"}""", """3 update {"word":"b"} {"word":"c"}""", """4 delete {"id":1,"word":"c"} null"""],
            history["data"]!.AsArray().Select(change => $"{change!["version"]} {change["op"]} {change["old"]?.ToJsonString() ?? "null"} {change["new"]?.ToJsonString() ?? "null"}"));
        Assert.Equal((404, "unknown-record"), (never.Status, never.Code));
    }

    [Fact]
    public async Task A_key_that_changed_is_told_and_the_whole_can_be_loaded()
    {
        Publish(5, "word,id\nz,2\n", keyIsWord: true);
        var refused = await Served.AskAsync($"{Words}/changes?since=2");

        Assert.Equal((409, "changes-not-comparable"), (refused.Status, refused.Code));
        Assert.Equal("0", (string?)refused.Json["errors"]![0]!["suggestion"]);
        Assert.Single(Ops(await Served.ReadAsync($"{Words}/changes?since=0")));
    }

    [Fact]
    public async Task A_citation_says_who_what_when_where_and_proves_it()
    {
        var citation = await Served.ReadAsync($"{Words}/versions/2/citation");
        var version = await Served.ReadAsync($"{Words}/versions/2");
        var text = (await Served.AskAsync($"{Words}/versions/2/citation?format=text&lang=en")).Text;

        Assert.Equal((string?)version["file_digest"], (string?)citation["sha256"]);
        Assert.Equal((string?)version["links"]!["self"], (string?)citation["url"]);
        foreach (var part in (string[])["2022", "version 2, 2022-12-02", (string)citation["url"]!, (string)citation["sha256"]!, (string)citation["title"]!["vi"]!])
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?format=text", null, 200, "text/plain; charset=utf-8")]
    [InlineData("?format=bibtex", null, 200, "application/x-bibtex; charset=utf-8")]
    [InlineData("?format=csl-json", null, 200, "application/vnd.citationstyles.csl+json; charset=utf-8")]
    [InlineData("", "application/x-bibtex", 200, "application/x-bibtex; charset=utf-8")]
    [InlineData("", "application/vnd.citationstyles.csl+json;q=0.9, text/html;q=0.1", 200, "application/vnd.citationstyles.csl+json; charset=utf-8")]
    [InlineData("", "application/json, application/x-bibtex;q=0.5", 200, "application/json; charset=utf-8")]
    [InlineData("", "*/*", 200, "application/json; charset=utf-8")]
    [InlineData("", "image/png", 406, "application/problem+json")]
    [InlineData("?format=bibtxt", null, 406, "application/problem+json")]
    [InlineData("?fromat=bibtex", null, 400, "application/problem+json")]
    public async Task A_citation_comes_in_the_form_that_is_asked_for(string query, string? accept, int status, string contentType)
    {
        var answer = await Served.AskAsync($"{Words}/versions/1/citation{query}", headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((status, contentType), (answer.Status, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task A_title_in_BibTeX_keeps_its_letters()
    {
        Assert.Contains("  title        = {{Bộ dữ liệu words}},\n", (await Served.AskAsync($"{Words}/versions/1/citation?format=bibtex")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_citation_processor_gets_a_dataset_with_its_date()
    {
        var item = (await Served.AskAsync($"{Words}/versions/3/citation?format=csl-json")).Json[0]!;

        Assert.Equal(("dataset", "3", "[[2022,12,3]]"), ((string?)item["type"], (string?)item["version"], item["issued"]!["date-parts"]!.ToJsonString()));
    }

    private static string[] Ops(System.Text.Json.Nodes.JsonNode page) => [.. page["data"]!.AsArray().Select(change => $"{change!["op"]} {change["key"]!.AsObject().First().Value}")];

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
    private void Publish(int day, string csv, bool keyIsWord = false)
    {
        clock.Advance(Start.AddDays(day) - clock.GetUtcNow());
        using var datasets = new TempFolder();
        datasets.WriteDataset("words", keyIsWord ? [("word", "string"), ("id", "integer")] : [("id", "integer"), ("word", "string")], csv);
        using var ledger = new VersionLedger(Data);
        var results = new FolderPublisher(ledger, Data, clock).PublishAll(FolderPublisher.FoldersIn(datasets.Path), progress: null, CancellationToken.None);
        Assert.Equal(PublishOutcome.Published, Assert.Single(results).Outcome);
        started?.SeeImports();
    }
}
