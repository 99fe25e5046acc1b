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
    private const int WarmUps = 5;
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
        string[] keys = [.. JsonNode.Parse(body)!["data"]!.AsArray().Select(record => (string)record!["tax_code"]!)];
        var deep = Deep(server, page);
        var version = Workshop.VersionIn(data);
        using var bare = new RunningServer(["dotnet", typeof(BareServer).Assembly.Location, BareServer.Name, version, District, answer], core: 0);

        foreach (var figure in Compare("page, nothing kept / SQLite spans and Utf8JsonWriter", server.Root + page, bare.Root + "/page", "at least 0.85"))
            yield return figure;
        foreach (var figure in Compare("the same page again / its bytes from memory", cached.Root + page, bare.Root + "/bytes", "at least 0.7"))
            yield return figure;
        foreach (var figure in Compare("304 / 13 bytes from memory", cached.Root + page, bare.Root + "/plain", "at least 0.7", cached.ETag(page)))
            yield return figure;
        var (ownRecords, bareRecords) = (Script(workshop, "own", keys.Select(key => $"{Records}/{key}")), Script(workshop, "bare", keys.Select(key => $"/records/{key}")));
        foreach (var figure in Compare("one record of a hundred, nothing kept / the same from SQLite", () => Wrk(server.Root, script: ownRecords), () => Wrk(bare.Root, script: bareRecords), "at least 0.6"))
            yield return figure;
        foreach (var figure in Compare("a page of a search, nothing kept / the same from SQLite", $"{server.Root}{Records}?q=c%C3%B4ng%20ty", bare.Root + "/search?q=_c%C3%B4ng%20_ty", "at least 0.7"))
            yield return figure;
        foreach (var figure in Compare("a page deep inside / the first", server.Root + deep, server.Root + page, "at least 0.9"))
            yield return figure;
        foreach (var figure in Compare("facets, counted once a version / one record, nothing kept", () => Wrk($"{server.Root}/api/v1/datasets/enterprises/facets?fields=district_code"), () => Wrk(server.Root, script: ownRecords), "at least 0.5"))
            yield return figure;
    }

    /// <summary>For wrk: each path in turn.</summary>
    private static string Script(Workshop workshop, string name, IEnumerable<string> paths)
    {
        var file = Path.Combine(workshop.Fresh("load", clear: false), name + ".lua");
        File.WriteAllText(file, $$"""
            local paths = { {{string.Join(", ", paths.Select(path => $"\"{path}\""))}} }
            local at = 0
            request = function()
              at = at % #paths + 1
              return wrk.format("GET", paths[at])
            end
            """);
        return file;
    }

    private static IEnumerable<Figure> Compare(string what, string ours, string theirs, string target, string? etag = null) =>
        Compare(what, () => Wrk(ours, etag), () => Wrk(theirs), target);

    private static IEnumerable<Figure> Compare(string what, Func<double> ours, Func<double> theirs, string target)
    {
        for (var i = 0; i < WarmUps; i++) // the runtime compiles again what runs often, and has one core to do it on
        {
            _ = ours();
            _ = theirs();
        }

        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: ours(), Theirs: theirs())).ToList();
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

    private static double Wrk(string address, string? etag = null, string? script = null)
    {
        var others = string.Join(',', Enumerable.Range(Environment.ProcessorCount > 1 ? 1 : 0, Math.Max(1, Environment.ProcessorCount - 1)));
        List<string> arguments = ["-c", others, "wrk", "-t1", "-c16", string.Create(CultureInfo.InvariantCulture, $"-d{Seconds}s")];
        if (etag is not null)
            arguments.AddRange(["-H", "If-None-Match: " + etag]);
        if (script is not null)
            arguments.AddRange(["-s", script]);
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
