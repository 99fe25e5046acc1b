using System.Diagnostics;
using System.Globalization;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// A dataset's page over a million records beside the calls of the API that answer the same, asked in turn and nothing kept whole; and pages
/// that are kept beside a page of the API that is.
/// </summary>
internal static class PagesMeasure
{
    private const int Rounds = 100;
    private const int CountedRounds = 15;

    /// <summary>A page runs through far more code than an answer in JSON; the runtime compiles all of it again once it runs often.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private const string Api = "/api/v1/datasets/enterprises/";
    private const string Page = "/datasets/enterprises";
    private const string Facets = "fields=legal_type_code,status_code,industry_code,district_code,commune_code,charter_capital_vnd:log_histogram,employees:log_histogram";

    /// <summary>One row for each question; <c>{0}</c> is another number each time, so that nobody has counted it before.</summary>
    private static readonly (string What, string Query, int Rounds)[] Questions =
    [
        ("every record", "", Rounds),
        ("a district, counted before", "&district_code=802", Rounds),
        ("sorted by an index", "&sort=-employees", Rounds),
        ("q, selective, counted before", "&q=duc%20hoa%20vai", Rounds),
        ("a district and a number, never counted", "&district_code=802&employees__gte={0}", CountedRounds),
        ("a number, never counted", "&employees__gte={0}", CountedRounds),
    ];

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var data = workshop.Fresh("pages");
        using (var server = new RunningServer(workshop.BigDatasets, data, answerCacheMegabytes: 0))
        {
            var number = 0;
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
            {
                foreach (var (_, query, _) in Questions.Where(row => row.Rounds == Rounds))
                    _ = Ask(server, query, ref number);
            }

            foreach (var (what, query, rounds) in Questions)
            {
                var times = Enumerable.Range(0, rounds).Select(_ => Ask(server, query, ref number)).ToList();
                yield return new Figure($"{what}: page / records and facets", Workshop.Median(times.Select(time => time.Page / time.Api)), "x", "at most 2");
                yield return new Figure("  page, median", Workshop.Median(times.Select(time => time.Page)) * 1000, "ms");
            }
        }

        using var cached = new RunningServer(workshop.BigDatasets, data);
        foreach (var path in new[] { "/", Page })
        {
            var rounds = Enumerable.Range(0, 3 * Rounds).Select(_ => (Page: Read(cached, path), Api: Read(cached, Api + "records"))).Skip(Rounds).ToList();
            yield return new Figure($"{path}, kept: rate / a kept page of the API", Workshop.Median(rounds.Select(round => round.Api / round.Page)), "x", "at least 0.5");
        }
    }

    private static (double Page, double Api) Ask(RunningServer server, string query, ref int number)
    {
        var (page, api) = (Numbered(query, number++), Numbered(query, number++));
        var opened = Read(server, $"{Page}?limit=50{page}");
        return (opened, Read(server, $"{Api}records?limit=50&count=exact{api}") + Read(server, $"{Api}facets?{Facets}{WithoutSort(api)}"));
    }

    private static string Numbered(string query, int number) => string.Format(CultureInfo.InvariantCulture, query, number);

    private static string WithoutSort(string query) => query.StartsWith("&sort", StringComparison.Ordinal) ? "" : query;

    private static double Read(RunningServer server, string path)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Root + path) { Headers = { { "Accept", path.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html" } } };
        using var answer = server.Client.Send(request).EnsureSuccessStatusCode();
        using var body = answer.Content.ReadAsStream();
        body.CopyTo(Stream.Null);
        return clock.Elapsed.TotalSeconds;
    }
}
