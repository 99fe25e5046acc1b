using System.Diagnostics;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// Pages of 100 of the large dataset over HTTP: each question's time divided by that of a page without filters, the two asked in turn, so
/// that a machine that slows down slows both.
/// </summary>
internal static class QueryMeasure
{
    private const int Rounds = 15;
    private const string Records = "/api/v1/datasets/enterprises/records";

    /// <summary>One row for each question; the most times a plain page it may take, where it is held to that. Tân An is at 10.54, 106.41.</summary>
    private static readonly (string What, string Query, double? AtMost)[] Questions =
    [
        ("bbox, a street", "bbox=106.409,10.539,106.411,10.541", 10),
        ("bbox, a town", "bbox=106.38,10.52,106.44,10.56", 10),
        ("bbox, the province", "bbox=105.4,10.3,106.8,11.1", 10),
        ("bbox, a street, counted", "bbox=106.409,10.539,106.411,10.541&count=exact", 10),
        ("bbox, a street, sorted", "bbox=106.409,10.539,106.411,10.541&sort=-charter_capital_vnd", 10),
        ("bbox, where there is nothing", "bbox=0,0,1,1", 10),
        ("near, 200 m", "near=10.54,106.41,200", 10),
        ("near, 500 m", "near=10.54,106.41,500", 10),
        ("near, 5 km", "near=10.54,106.41,5000", null),
        ("near, 50 km", "near=10.54,106.41,50000", null),
        ("S_WITHIN a triangle, a street", "filter=S_WITHIN(geometry,POLYGON((106.409%2010.539,106.411%2010.539,106.411%2010.541,106.409%2010.539)))", 10),
    ];

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        using var server = new RunningServer(workshop.BigDatasets, workshop.Fresh("query"), answerCacheMegabytes: 0);
        _ = Ask(server, "");
        foreach (var (what, query, atMost) in Questions)
        {
            _ = Ask(server, query);
            var rounds = Enumerable.Range(0, Rounds).Select(_ => (Plain: Ask(server, ""), Asked: Ask(server, query))).ToList();
            yield return new Figure($"{what}, median of {Rounds}", Workshop.Median(rounds.Select(round => round.Asked)) * 1000, "ms");
            yield return new Figure($"{what} / a page without filters", Workshop.Median(rounds.Select(round => round.Asked / round.Plain)), "x", atMost is null ? "" : $"at most {atMost}");
        }
    }

    private static double Ask(RunningServer server, string query)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Root}{Records}?{query}");
        using var answer = server.Client.Send(request);
        using var stream = answer.EnsureSuccessStatusCode().Content.ReadAsStream();
        stream.CopyTo(Stream.Null);
        return clock.Elapsed.TotalSeconds;
    }
}
