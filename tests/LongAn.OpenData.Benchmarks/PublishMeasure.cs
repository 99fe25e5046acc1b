using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// The large file published over HTTP, to the end of its job, against the command that imports it, in turn; and what a reader of another dataset
/// notices meanwhile.
/// </summary>
internal static class PublishMeasure
{
    private const int Rounds = 3;
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private const string Content = "/api/v1/datasets/enterprises/content";
    private const string Read = "/api/v1/datasets/communes/records?limit=50&name_vi__contains=";

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var rounds = MeasureAsync(workshop).GetAwaiter().GetResult();
        yield return new Figure($"publish over HTTP, median of {Rounds}", Workshop.Median(rounds.Select(round => round.Http)), "s");
        yield return new Figure("publish / import by command, median of the rounds", Workshop.Median(rounds.Select(round => round.Http / round.Command)), "x", "at most 1.5");
        yield return new Figure("a read while nothing is published, median", Workshop.Median(rounds.Select(round => round.Quiet)), "ms");
        yield return new Figure("a read during a publish / before it", Workshop.Median(rounds.Select(round => round.Busy / round.Quiet)), "x", "under 1.1");
    }

    private static async Task<List<(double Http, double Command, double Quiet, double Busy)>> MeasureAsync(Workshop workshop)
    {
        var csv = workshop.EnterprisesCsv;
        var data = workshop.Fresh("publish");
        using var server = new RunningServer(Workshop.RepositoryDatasets, data, answerCacheMegabytes: 0);
        var key = KeyOf(data);
        var rounds = new List<(double Http, double Command, double Quiet, double Busy)>();
        for (var round = 0; round < Rounds; round++)
        {
            var command = Workshop.Run("dotnet", [Workshop.Server, "import", "--datasets", workshop.BigDatasets, "--data-dir", workshop.Fresh("import")]).Seconds;
            var (http, quiet, busy) = await RoundAsync(server, key, csv);
            rounds.Add((http, command, quiet, busy));
        }

        return rounds;
    }

    private static async Task<(double Http, double Quiet, double Busy)> RoundAsync(RunningServer server, string key, string csv)
    {
        using var end = new CancellationTokenSource(Quiet);
        var quiet = await LatencyAsync(server, end.Token);
        using var published = new CancellationTokenSource();
        var reader = LatencyAsync(server, published.Token);
        var http = await PublishAsync(server, key, csv);
        await published.CancelAsync();
        return (http, quiet, await reader);
    }

    private static string KeyOf(string data)
    {
        using var keys = Process.Start(new ProcessStartInfo("dotnet", [Workshop.Server, "keys", "add", "--publisher", "longan-opendata", "--name", "benchmark", "--data-dir", data]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var text = keys.StandardOutput.ReadToEnd().Trim();
        keys.WaitForExit();
        return text;
    }

    /// <summary>Each round's file has one more blank line at its end, so that it is news.</summary>
    /// <returns>Seconds to the end of the job.</returns>
    private static async Task<double> PublishAsync(RunningServer server, string key, string csv)
    {
        await File.AppendAllTextAsync(csv, "\n");
        var clock = Stopwatch.StartNew();
        var location = await SendAsync(server, key, csv);
        using var look = new PeriodicTimer(BetweenLooks);
        while (true)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, location);
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = await server.Client.SendAsync(ask);
            var job = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            if ((string?)job["state"] == "ended")
                return (int?)job["status"] is 200 or 201 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException(job.ToJsonString());

            await look.WaitForNextTickAsync();
        }
    }

    private static async Task<Uri?> SendAsync(RunningServer server, string key, string csv)
    {
        await using var file = File.OpenRead(csv);
        using var request = new HttpRequestMessage(HttpMethod.Put, server.Root + Content) { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Headers.TryAddWithoutValidation("Prefer", "respond-async");
        using var answer = await server.Client.SendAsync(request);
        return (int)answer.StatusCode == 202 ? answer.Headers.Location : throw new InvalidOperationException($"The publish was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>One reader, who asks at a steady pace until somebody says so.</summary>
    /// <returns>The median of his waits, in milliseconds.</returns>
    private static async Task<double> LatencyAsync(RunningServer server, CancellationToken end)
    {
        var waits = new List<double>();
        using var pace = new PeriodicTimer(BetweenReads);
        while (!end.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            using var answer = await server.Client.GetAsync(new Uri($"{server.Root}{Read}{waits.Count % 10}"), CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            waits.Add(clock.Elapsed.TotalMilliseconds);
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        return Workshop.Median(waits);
    }
}
