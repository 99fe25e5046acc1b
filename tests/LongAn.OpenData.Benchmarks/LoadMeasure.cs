using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// Requests a second over a million records, driven by Debian's <c>wrk</c> on the other cores, each beside what it is held against in turn,
/// so that a machine that slows down slows both. The server runs on the first core.
/// </summary>
internal static partial class LoadMeasure
{
    private const int Rounds = 5;
    private const int WarmUps = 3;
    private const int Seconds = 2;
    private const string Records = "/api/v1/datasets/enterprises/records";
    private const string District = "802";

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var data = workshop.Fresh("load");
        using var cached = new RunningServer(workshop.BigDatasets, data, core: 0);
        using var server = new RunningServer(workshop.BigDatasets, data, core: 0, answerCacheMegabytes: 0);
        var page = $"{Records}?district_code={District}";
        var body = server.Client.GetByteArrayAsync(new Uri(server.Root + page)).GetAwaiter().GetResult();
        var answer = Path.Combine(workshop.Fresh("load", clear: false), "page.json");
        File.WriteAllBytes(answer, body);
        var key = (string)JsonNode.Parse(body)!["data"]![50]!["tax_code"]!;
        var deep = Deep(server, page);
        var version = Directory.EnumerateFiles(Path.Combine(data, "enterprises"), "*.sqlite").Single(file => int.TryParse(Path.GetFileNameWithoutExtension(file), out _));
        using var bare = new RunningServer(["dotnet", typeof(BareServer).Assembly.Location, BareServer.Name, version, District, key, answer], core: 0);

        foreach (var figure in Compare("page, nothing kept / SQLite spans and Utf8JsonWriter", server.Root + page, bare.Root + "/page", "at least 0.85"))
            yield return figure;
        foreach (var figure in Compare("the same page again / its bytes from memory", cached.Root + page, bare.Root + "/bytes", "at least 0.7"))
            yield return figure;
        foreach (var figure in Compare("304 / 13 bytes from memory", cached.Root + page, bare.Root + "/plain", "0.7", server.ETag(page)))
            yield return figure;
        foreach (var figure in Compare("one record, nothing kept / the same from SQLite", $"{server.Root}{Records}/{key}", bare.Root + "/record", "at least 0.6"))
            yield return figure;
        foreach (var figure in Compare("a page deep inside / the first", server.Root + deep, server.Root + page, "at least 0.9"))
            yield return figure;
    }

    private static IEnumerable<Figure> Compare(string what, string ours, string theirs, string target, string? etag = null)
    {
        for (var i = 0; i < WarmUps; i++) // the runtime compiles again what runs often, and has one core to do it on
        {
            _ = Wrk(ours, etag);
            _ = Wrk(theirs);
        }

        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: Wrk(ours, etag), Theirs: Wrk(theirs))).ToList();
        yield return new Figure(what, Workshop.Median(rounds.Select(round => round.Ours / round.Theirs)), "x", target);
        yield return new Figure("  ours, median", Workshop.Median(rounds.Select(round => round.Ours)), "/s");
        yield return new Figure("  theirs, median", Workshop.Median(rounds.Select(round => round.Theirs)), "/s");
    }

    /// <summary>A page in the middle of the district, by its cursor.</summary>
    private static string Deep(RunningServer server, string page)
    {
        var far = JsonNode.Parse(server.Client.GetByteArrayAsync(new Uri($"{server.Root}{page}&limit=1&offset=10000")).GetAwaiter().GetResult())!;
        return $"{page}&cursor={far["page"]!["next_cursor"]}";
    }

    private static double Wrk(string address, string? etag = null)
    {
        var others = string.Join(',', Enumerable.Range(Environment.ProcessorCount > 1 ? 1 : 0, Math.Max(1, Environment.ProcessorCount - 1)));
        List<string> arguments = ["-c", others, "wrk", "-t1", "-c16", string.Create(CultureInfo.InvariantCulture, $"-d{Seconds}s")];
        if (etag is not null)
            arguments.AddRange(["-H", "If-None-Match: " + etag]);
        using var process = Process.Start(new ProcessStartInfo("taskset", [.. arguments, address]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || (etag is null && output.Contains("Non-2xx", StringComparison.Ordinal)))
            throw new InvalidOperationException($"{address}: {output}");
        return double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex PerSecond();
}
