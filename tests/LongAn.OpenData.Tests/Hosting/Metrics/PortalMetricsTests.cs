using System.Text.RegularExpressions;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Hosting.Metrics;

/// <summary>What whoever runs the portal watches, in the text format of Prometheus.</summary>
public sealed partial class PortalMetricsTests : IAsyncLifetime
{
    private readonly TempFolder datasets = new();
    private Portal portal = null!;

    public async ValueTask InitializeAsync()
    {
        PublishingPortal.Write(datasets, "words", PublishingPortal.First);
        portal = await Portal.StartAsync(datasets.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        datasets.Dispose();
    }

    /// <summary>Another portal, that of most tests, runs in this process with datasets of its own.</summary>
    [Fact]
    public async Task A_server_tells_of_itself_alone()
    {
        var told = await ReadAsync();

        Assert.Equal(("1", "1", "2"), (told["longan_opendata_datasets"], told["longan_opendata_versions"], told["longan_opendata_records"]));
        Assert.Equal(["0", "0", "0"], told.Where(pair => pair.Key.StartsWith("longan_opendata_readers_in_use{", StringComparison.Ordinal)).Select(pair => pair.Value));
        Assert.Equal("0", told["longan_opendata_jobs"]);
    }

    [Fact]
    public async Task Requests_are_told_by_route_and_status_from_the_first_question_on()
    {
        await ReadAsync();
        await portal.AskAsync(PublishingPortal.Records + "/1");
        await portal.AskAsync(PublishingPortal.Records + "/9");
        string[] asked = ["200", "404"];
        string? Count(Dictionary<string, string> told, string status) => told.SingleOrDefault(pair => pair.Key.StartsWith("microsoft_aspnetcore_hosting_http_server_request_duration_count{", StringComparison.Ordinal)
            && pair.Key.Contains("records/{key}", StringComparison.Ordinal) && pair.Key.Contains($"\"{status}\"", StringComparison.Ordinal)).Value;
        var told = await Eventually.ReadAsync(ReadAsync, found => asked.All(status => Count(found, status) is not null)); // a request is counted when it is over, behind its answer

        Assert.Equal(["1", "1"], asked.Select(status => Count(told, status)));
        Assert.DoesNotContain(told.Keys, key => key.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kept_answers_are_told()
    {
        await portal.AskAsync(PublishingPortal.Records);
        await portal.AskAsync(PublishingPortal.Records);

        var told = await ReadAsync();

        Assert.Equal("1", told["longan_opendata_answers_kept_found"]);
        Assert.NotEqual("0", told["longan_opendata_answers_kept_bytes"]);
    }

    private async Task<Dictionary<string, string>> ReadAsync()
    {
        var answer = await portal.AskAsync("/metrics");

        Assert.Equal((200, "text/plain; version=0.0.4; charset=utf-8", "no-store"), (answer.Status, answer.Header("Content-Type"), answer.Header("Cache-Control")));
        var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(Line(), line));
        return lines.Where(line => line[0] != '#').ToDictionary(line => line[..line.LastIndexOf(' ')], line => line[(line.LastIndexOf(' ') + 1)..], StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+=""[^""]*"",?)*\})? [-+.eE\d]+|\w+\{[^}]*le=""\+Inf""[^}]*\} \d+)$")]
    private static partial Regex Line();
}
