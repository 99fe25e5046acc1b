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
    private const string Content = "/api/v1/datasets/enterprises/content";
    private const string Read = "/api/v1/datasets/communes/records?limit=50&name_vi__contains=";

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var csv = workshop.EnterprisesCsv;
        var data = workshop.Fresh("publish");
        using var server = new RunningServer(Workshop.RepositoryDatasets, data, answerCacheMegabytes: 0);
        var key = KeyOf(data);
        var rounds = new List<(double Http, double Command, double Quiet, double Busy)>();
        for (var round = 0; round < Rounds; round++)
        {
            var command = Workshop.Run("dotnet", [Workshop.Server, "import", "--datasets", workshop.BigDatasets, "--data-dir", workshop.Fresh("import")]).Seconds;
            var quiet = Latency(server, TimeSpan.FromSeconds(5), until: null);
            var clock = Stopwatch.StartNew();
            var publish = Task.Run(() => Publish(server, key, csv, clock));
            var busy = Latency(server, TimeSpan.FromMinutes(5), publish);
            rounds.Add((publish.Result, command, quiet, busy));
        }

        yield return new Figure($"publish over HTTP, median of {Rounds}", Workshop.Median(rounds.Select(round => round.Http)), "s");
        yield return new Figure("publish / import by command, median of the rounds", Workshop.Median(rounds.Select(round => round.Http / round.Command)), "x", "at most 1.5");
        yield return new Figure("a read while nothing is published, median", Workshop.Median(rounds.Select(round => round.Quiet)), "ms");
        yield return new Figure("a read during a publish / before it", Workshop.Median(rounds.Select(round => round.Busy / round.Quiet)), "x", "under 1.1");
    }

    private static string KeyOf(string data)
    {
        using var keys = Process.Start(new ProcessStartInfo("dotnet", [Workshop.Server, "keys", "add", "--publisher", "longan-opendata", "--name", "benchmark", "--data-dir", data]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var text = keys.StandardOutput.ReadToEnd().Trim();
        keys.WaitForExit();
        return text;
    }

    /// <summary>Each round's file has one more blank line at its end, so that it is news.</summary>
    private static double Publish(RunningServer server, string key, string csv, Stopwatch clock)
    {
        var (status, location) = Send(server, key, csv);
        if (status != 202)
            throw new InvalidOperationException($"The publish was answered with {status}.");

        while (true)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, location);
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = server.Client.Send(ask);
            var job = JsonNode.Parse(answer.Content.ReadAsStream())!;
            if ((string?)job["state"] == "ended")
                return (int?)job["status"] is 200 or 201 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException(job.ToJsonString());

            Thread.Sleep(100);
        }
    }

    private static (int Status, Uri? Location) Send(RunningServer server, string key, string csv)
    {
        File.AppendAllText(csv, "\n");
        using var file = File.OpenRead(csv);
        using var request = new HttpRequestMessage(HttpMethod.Put, server.Root + Content) { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = server.Client.Send(request);
        return ((int)answer.StatusCode, answer.Headers.Location);
    }

    /// <returns>The median of one reader's waits, in milliseconds.</returns>
    private static double Latency(RunningServer server, TimeSpan longest, Task? until)
    {
        var waits = new List<double>();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < longest && until is not { IsCompleted: true })
        {
            var began = clock.Elapsed;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Root}{Read}{waits.Count % 10}");
            using var answer = server.Client.Send(request);
            answer.EnsureSuccessStatusCode();
            waits.Add((clock.Elapsed - began).TotalMilliseconds);
            Thread.Sleep(5);
        }

        return Workshop.Median(waits);
    }
}
