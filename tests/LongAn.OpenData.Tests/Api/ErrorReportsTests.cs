using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Every error of content that was refused, however many there are.</summary>
public sealed class ErrorReportsTests
{
    private const int Errors = 2_500;
    private static readonly byte[] Broken = Encoding.UTF8.GetBytes("id,name,price\n" + string.Concat(Enumerable.Range(1, Errors).Select(id => $"{id},\"một, hai\",giá {id}\n")));

    [Fact]
    public async Task A_refusal_lists_a_thousand_errors_and_says_where_all_of_them_are()
    {
        await using var own = await PublishingPortal.StartAsync();
        var refused = await PutAsync(own, "application/json");
        var address = new Uri((string)refused.Json["all_errors"]!).PathAndQuery;
        var csv = await own.AskAsync(address);
        var lines = csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var json = (await own.AskAsync(address + "?format=json")).Json;
        var ndjson = (await own.AskAsync(address + "?format=ndjson")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((422, 1_000, Errors), (refused.Status, refused.Json["errors"]!.AsArray().Count, (int)refused.Json["error_count"]!));
        Assert.Equal(Errors + 1, lines.Length);
        Assert.Equal("code,file,row,field,value,rule,message_vi,message_en", lines[0]);
        Assert.StartsWith("type-mismatch,", lines[^1], StringComparison.Ordinal);
        Assert.Contains($",{Errors},price,giá {Errors},", lines[^1], StringComparison.Ordinal);
        Assert.Equal("words-errors.csv", csv.Header("Content-Disposition")!.Split("filename=")[1].Split(';')[0]);
        Assert.Equal((Errors, Errors, "words"), (json["errors"]!.AsArray().Count, (int)json["error_count"]!, (string)json["dataset"]!));
        Assert.Equal(Errors, ndjson.Length);
        Assert.Equal(ndjson[^1], json["errors"]!.AsArray()[^1]!.ToJsonString(PortalJson.Compact));
        var last = json["errors"]!.AsArray()[^1]!;
        Assert.Equal(("type-mismatch", "price", $"giá {Errors}", Errors), ((string)last["code"]!, (string)last["field"]!, (string)last["value"]!, (int)last["row"]!));
        Assert.NotEqual((string)last["message"]!["vi"]!, (string)last["message"]!["en"]!);
        Assert.Empty(own.LeftBehind());
    }

    [Fact]
    public async Task Every_duplicate_is_told_too()
    {
        await using var own = await PublishingPortal.StartAsync();
        var csv = Encoding.UTF8.GetBytes("id,name,price\n" + string.Concat(Enumerable.Range(0, Errors).Select(row => $"{row / 2},x,1\n")));
        var refused = await own.PutAsync(PublishingPortal.Content, csv, ("If-Match", "*"), ("Accept", "text/csv"));
        var lines = refused.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((422, (Errors / 2) + 1), (refused.Status, lines.Length));
        Assert.StartsWith($"duplicate-key,content,{Errors},id,{(Errors / 2) - 1},primaryKey,", lines[^1].Replace("data.csv", "content", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_CSV_is_answered_with_every_error_at_once()
    {
        await using var own = await PublishingPortal.StartAsync();
        var tried = await PutAsync(own, "text/csv", ("Idempotency-Key", "a"));
        var again = await PutAsync(own, "text/csv", ("Idempotency-Key", "a"));

        Assert.Equal((422, Errors + 1), (tried.Status, tried.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal((422, tried.Text), (again.Status, again.Text));
    }

    [Fact]
    public async Task A_job_says_where_all_its_errors_are_and_only_its_publisher_reads_them()
    {
        await using var own = await PublishingPortal.StartAsync(("JobMegabytes", "0"));
        var job = await EndAsync(own, await PutAsync(own, "application/json"));
        var address = new Uri((string)job["all_errors"]!).PathAndQuery;
        var other = await own.Portal.AskAsync(address, headers: ("Authorization", $"Bearer {own.Portal.IssueKey("so-b")}"));
        var wrong = await own.AskAsync(address + "?format=pdf");

        Assert.Equal(Errors, (int)(await own.AskAsync(address + "?format=json")).Json["error_count"]!);
        Assert.Equal((404, "unknown-report"), (other.Status, other.Code));
        Assert.Equal((406, "not-acceptable"), (wrong.Status, wrong.Code));
        Assert.Equal(401, (await own.Portal.AskAsync(address)).Status);
    }

    [Fact]
    public async Task Jobs_and_errors_go_when_their_days_are_over()
    {
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using var own = await PublishingPortal.StartAsync(clock.IsThatOf, ("JobMegabytes", "0"), ("ReportDays", "2"));
        var accepted = await PutAsync(own, "application/json");
        var job = await EndAsync(own, accepted);
        var address = new Uri((string)job["all_errors"]!).PathAndQuery;
        clock.Advance(TimeSpan.FromDays(1));
        var kept = await own.AskAsync(address);
        clock.Advance(TimeSpan.FromDays(2));
        var late = await own.AskAsync(address);
        await EndAsync(own, await PutAsync(own, "application/json"));

        Assert.Equal((200, 404), (kept.Status, late.Status));
        Assert.Equal(404, (await own.AskAsync(new Uri(accepted.Header("Location")!).PathAndQuery)).Status);
        Assert.Single(Directory.GetFiles(Path.Combine(own.Portal.DataDir, ".reports")));
    }

    [Fact]
    public async Task Errors_have_so_much_room_and_the_oldest_go_first()
    {
        await using var own = await PublishingPortal.StartAsync(("ReportMegabytes", "1"));
        var addresses = new List<string>();
        for (var i = 0; i < 5; i++)
            addresses.Add(new Uri((string)(await PutAsync(own, "application/json")).Json["all_errors"]!).PathAndQuery);
        var statuses = new List<int>();
        foreach (var address in addresses)
            statuses.Add((await own.AskAsync(address)).Status);

        Assert.Equal(404, statuses[0]);
        Assert.Equal(200, statuses[^1]);
        Assert.Equal(statuses.Order().Reverse(), statuses);
        Assert.InRange(Directory.GetFiles(Path.Combine(own.Portal.DataDir, ".reports")).Sum(path => new FileInfo(path).Length), 1, 1024 * 1024);
    }

    private static Task<Answer> PutAsync(PublishingPortal own, string accept, params (string Name, string Value)[] headers) =>
        own.PutAsync(PublishingPortal.Content + "?dry_run=false", Broken, [("If-Match", "*"), ("Accept", accept), .. headers]);

    private static async Task<JsonNode> EndAsync(PublishingPortal own, Answer accepted)
    {
        var address = new Uri(accepted.Header("Location")!).PathAndQuery;
        while (true)
        {
            var job = (await own.AskAsync(address)).Json;
            if ((string?)job["state"] == "ended")
                return job;
        }
    }
}
