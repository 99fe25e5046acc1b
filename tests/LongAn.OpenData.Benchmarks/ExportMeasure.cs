using System.Diagnostics;
using LongAn.OpenData.Formats;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// Downloads of the large dataset over HTTP in each format, and what the server needs for them; the CSV beside the shortest way from
/// SQLite to it and beside Debian's <c>sqlite3 -csv</c>, on the same file and in turn, so that a machine that slows down slows both.
/// </summary>
internal static class ExportMeasure
{
    private const string Dataset = "/api/v1/datasets/enterprises";

    /// <summary>A condition that every record meets, so that all of them are streamed, and the database is made anew.</summary>
    private const string AllOfThem = "?tax_code__is_null=false";

    private const string OwnCsv = $"{Dataset}/export.csv{AllOfThem}";

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var data = workshop.Fresh("export");
        using (var importing = new RunningServer(workshop.BigDatasets, data))
        {
            // The import has left its mark on this process; each format is measured in one that has only served.
        }

        var rounds = workshop.Rows > 2_000_000 ? 1 : 3;
        foreach (var figure in CsvBesideOthers(workshop, data, rounds))
            yield return figure;
        foreach (var format in RecordFormat.All.OrderBy(format => format != RecordFormat.Csv))
        {
            using var fresh = new RunningServer(workshop.BigDatasets, data);
            var idle = fresh.PeakMegabytes;
            var downloads = Enumerable.Range(0, rounds).Select(_ => Download(fresh, $"{Dataset}/export.{format.Name}{AllOfThem}")).ToList();
            yield return new Figure($"{format.Name} download, median of {rounds}", Workshop.Median(downloads.Select(download => download.Seconds)), "s");
            yield return new Figure($"{format.Name}, size", downloads[0].Bytes / 1e6, "MB");
            yield return new Figure($"{format.Name}, most memory resident (idle {idle:0} MB)", fresh.PeakMegabytes, "MB", "under 200");
        }

        foreach (var figure in Kept(workshop, data))
            yield return figure;
    }

    /// <summary>The CSV beside the shortest way from SQLite's UTF-8 through CsvHelper to HTTP, and beside sqlite3's own.</summary>
    private static IEnumerable<Figure> CsvBesideOthers(Workshop workshop, string data, int rounds)
    {
        using var server = new RunningServer(workshop.BigDatasets, data);
        using var bare = new RunningServer(["dotnet", typeof(BareServer).Assembly.Location, BareServer.Name, Workshop.VersionIn(data), "802", Path.Combine(workshop.BigDatasets, "enterprises", "datapackage.json")]);
        var query = $"SELECT {File.ReadLines(workshop.EnterprisesCsv).First()} FROM records ORDER BY _row";
        var sqlite = $"sqlite3 -readonly -header -csv '{Workshop.VersionIn(data)}' '{query}' > /dev/null";
        var all = new List<(double Ours, double Bare, double Sqlite)>();
        for (var round = -1; round < rounds; round++) // the first warms up
            all.Add((Download(server, OwnCsv).Seconds, Download(bare, "/csv").Seconds, Workshop.Run("sh", ["-c", sqlite]).Seconds));

        var measured = all.Skip(1).ToList();
        yield return new Figure("csv prototype / csv download", Workshop.Median(measured.Select(round => round.Bare / round.Ours)), "x", "at least 0.9");
        yield return new Figure("csv download / sqlite3 -csv to nowhere", Workshop.Median(measured.Select(round => round.Ours / round.Sqlite)), "x", "at most 0.7");
    }

    /// <summary>The whole version as files that are kept: making them, then sending them.</summary>
    private static IEnumerable<Figure> Kept(Workshop workshop, string data)
    {
        using var server = new RunningServer(workshop.BigDatasets, data);
        foreach (var format in (RecordFormat[])[RecordFormat.Csv, RecordFormat.Sqlite])
        {
            yield return new Figure($"{format.Name} kept: made, with its digest", Download(server, $"{Dataset}/export.{format.Name}?manifest=true").Seconds, "s");
            yield return new Figure($"{format.Name} kept: download", Download(server, $"{Dataset}/export.{format.Name}").Seconds, "s");
        }

        yield return new Figure("kept files, most memory resident", server.PeakMegabytes, "MB", "under 200");
    }

    private static (double Seconds, long Bytes) Download(RunningServer server, string address)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Root + address);
        using var answer = server.Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = answer.EnsureSuccessStatusCode().Content.ReadAsStream();
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        for (int read; (read = stream.Read(buffer)) > 0;)
            bytes += read;
        return (clock.Elapsed.TotalSeconds, bytes);
    }
}
