using System.Diagnostics;
using System.Text.Json;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// Questions about the large dataset over HTTP: each one's time divided by that of a page of 100 without filters, the two asked in turn, so
/// that a machine that slows down slows both. What is kept in memory is asked cold too: first of all questions, after a start.
/// </summary>
internal static class QueryMeasure
{
    private const int Rounds = 15;
    private const int Starts = 3;
    private const int Depth = 900_000;

    /// <summary>A slow question is asked less often, so that the whole is done in a few minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private const string Dataset = "/api/v1/datasets/enterprises";
    private const string Plain = "records?";

    /// <summary>One row for each question; the most times a plain page it may take, where it is held to that. Tân An is at 10.54, 106.41.</summary>
    private static readonly (string What, string Query, double? AtMost)[] Questions =
    [
        ("q, selective: duc hoa vai", "records?q=duc%20hoa%20vai", 3),
        ("q, common: cong ty", "records?q=cong%20ty", 20),
        ("q, a letter: c*", "records?q=c*", 20),
        ("q, a letter: t*", "records?q=t*", 20),
        ("q, a digit: 1*", "records?q=1*", 20),
        ("q, a phrase: \"cong ty c\"*", "records?q=%22cong%20ty%20c%22*", 20),
        ("q, without: -c*", "records?q=-c*", 20),
        ("q, common, counted", "records?q=cong%20ty&count=exact", null),
        ("a filter, sorted", "records?district_code=802&sort=-employees", null),
        ("q, common, the same filter, sorted", "records?q=cong%20ty&district_code=802&sort=-employees", null),
        ("q, common, sorted by an index", "records?q=cong%20ty&sort=-employees", null),
        ("sorted without an index", "records?sort=-name", null),
        ("q, common, sorted without an index", "records?q=cong%20ty&sort=-name", null),
        ("expand", "records?expand=district_code,commune_code", null),
        ("a filter through a foreign key", "records?district_code.name_vi__contains=duc%20hoa", null),
        ("distinct", "records?fields=district_code,status_code&distinct=true", null),
        ("suggest, codes", "fields/district_code/suggest?q=duc", null),
        ("suggest, names", "fields/name/suggest?q=duc", null),
        ("facets on three fields, again", "facets?fields=district_code,status_code,legal_type_code", null),
        ("aggregate by district, again", "aggregate?group_by=district_code&measures=count,sum:charter_capital_vnd", null),
        ("bbox, a street", "records?bbox=106.409,10.539,106.411,10.541", 10),
        ("bbox, a town", "records?bbox=106.38,10.52,106.44,10.56", 10),
        ("bbox, the province", "records?bbox=105.4,10.3,106.8,11.1", 10),
        ("bbox, a street, counted", "records?bbox=106.409,10.539,106.411,10.541&count=exact", 10),
        ("bbox, a street, sorted", "records?bbox=106.409,10.539,106.411,10.541&sort=-charter_capital_vnd", 10),
        ("bbox, where there is nothing", "records?bbox=0,0,1,1", 10),
        ("near, 200 m", "records?near=10.54,106.41,200", 3),
        ("near, 500 m", "records?near=10.54,106.41,500", 3),
        ("near, 5 km", "records?near=10.54,106.41,5000", 3),
        ("near, 50 km", "records?near=10.54,106.41,50000", 3),
        ("near, 50 km, in a district", "records?near=10.54,106.41,50000&district_code=802", null),
        ("near, 50 km, the farthest first", "records?near=10.54,106.41,50000&sort=-distance_m", null),
        ("S_WITHIN a triangle, a street", "records?filter=S_WITHIN(geometry,POLYGON((106.409%2010.539,106.411%2010.539,106.411%2010.541,106.409%2010.539)))", 10),
    ];

    /// <summary>Asked first after a start; the most seconds it may take.</summary>
    private static readonly (string What, string Query, double? AtMost)[] Cold =
    [
        ("facets on three fields", "facets?fields=district_code,status_code,legal_type_code", 0.5),
        ("facets on three fields of a filter", "facets?fields=district_code,status_code,legal_type_code&employees__gte=10", 0.1),
        ("facets on three fields of a street", "facets?fields=district_code,status_code,legal_type_code&bbox=106.409,10.539,106.411,10.541", null),
        ("aggregate by district", "aggregate?group_by=district_code&measures=count,sum:charter_capital_vnd", 0.5),
        ("q, a letter, sorted: c*", "records?q=c*&sort=-employees", null),
    ];

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var data = workshop.Fresh("query");
        using (var server = new RunningServer(workshop.BigDatasets, data, answerCacheMegabytes: 0))
        {
            _ = Ask(server, Plain);
            var deep = $"records?cursor={CursorAt(server, Depth)}";
            foreach (var (what, query, atMost) in Questions.Prepend(($"a page at {Depth:N0}, by cursor", deep, 1.5)))
            {
                _ = Ask(server, query);
                var (times, ratio) = Compare(server, query);
                yield return new Figure(what, times * 1000, "ms");
                yield return new Figure($"{what} / a page without filters", ratio, "x", atMost is null ? "" : $"at most {atMost}");
            }
        }

        foreach (var (what, query, atMost) in Cold)
        {
            var starts = Enumerable.Range(0, Starts).Select(_ => AskFirst(workshop, data, query)).ToList();
            yield return new Figure($"{what}, cold, median of {Starts}", Workshop.Median(starts.Select(start => start.Asked)), "s", atMost is null ? "" : $"under {atMost}");
            yield return new Figure($"{what}, cold / a page without filters", Workshop.Median(starts.Select(start => start.Asked / start.Plain)), "x");
        }
    }

    private static (double Seconds, double Ratio) Compare(RunningServer server, string query)
    {
        var clock = Stopwatch.StartNew();
        var rounds = new List<(double Plain, double Asked)>();
        while (rounds.Count < Rounds && (rounds.Count == 0 || clock.Elapsed < Longest))
            rounds.Add((Ask(server, Plain), Ask(server, query)));
        return (Workshop.Median(rounds.Select(round => round.Asked)), Workshop.Median(rounds.Select(round => round.Asked / round.Plain)));
    }

    /// <summary>On a server that has answered nothing but plain pages.</summary>
    private static (double Plain, double Asked) AskFirst(Workshop workshop, string data, string query)
    {
        using var server = new RunningServer(workshop.BigDatasets, data, answerCacheMegabytes: 0);
        _ = Ask(server, Plain);
        return (Workshop.Median(Enumerable.Range(0, Rounds).Select(_ => Ask(server, Plain))), Ask(server, query));
    }

    /// <summary>Walks there. A cursor goes with its version, filter and order: not with the fields and the limit.</summary>
    private static string CursorAt(RunningServer server, int depth)
    {
        var cursor = "";
        for (var at = 0; at < depth; at += 1_000)
        {
            using var page = JsonDocument.Parse(Read(server, $"records?fields=tax_code&limit=1000{(at == 0 ? "" : "&cursor=" + cursor)}"));
            if (page.RootElement.GetProperty("page").GetProperty("next_cursor").GetString() is not { } next)
                break; // fewer rows were asked for
            cursor = next;
        }

        return cursor;
    }

    private static double Ask(RunningServer server, string query)
    {
        var clock = Stopwatch.StartNew();
        using var body = Read(server, query);
        body.CopyTo(Stream.Null);
        return clock.Elapsed.TotalSeconds;
    }

    /// <returns>The answer's body; dispose it.</returns>
    private static Stream Read(RunningServer server, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Root}{Dataset}/{query}");
        var answer = server.Client.Send(request).EnsureSuccessStatusCode();
        return answer.Content.ReadAsStream();
    }
}
