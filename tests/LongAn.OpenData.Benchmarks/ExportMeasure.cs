using System.Diagnostics;
using LongAn.OpenData.Formats;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// Downloads of the large dataset over HTTP in each format, and what the server needs for them; the CSV beside Debian's <c>sqlite3 -csv</c>
/// on the same file, the two in turn, so that a machine that slows down slows both.
/// </summary>
internal static class ExportMeasure
{
    private const string Dataset = "/api/v1/datasets/enterprises";

    /// <summary>A condition that every record meets, so that all of them are streamed, and the database is made anew.</summary>
    private const string AllOfThem = "?tax_code__is_null=false";

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var data = workshop.Fresh("export");
        using (var importing = new RunningServer(workshop.BigDatasets, data))
        {
            // The import has left its mark on this process; each format is measured in one that has only served.
        }

        var rounds = workshop.Rows > 2_000_000 ? 1 : 3;
        foreach (var figure in BesideSqlite(workshop, data, rounds))
            yield return figure;
        foreach (var format in RecordFormat.All.OrderBy(format => format != RecordFormat.Csv))
        {
            using var fresh = new RunningServer(workshop.BigDatasets, data);
            var idle = fresh.PeakMegabytes;
            var downloads = Enumerable.Range(0, rounds).Select(_ => Download(fresh, $"export.{format.Name}{AllOfThem}")).ToList();
            yield return new Figure($"{format.Name} download, median of {rounds}", Workshop.Median(downloads.Select(download => download.Seconds)), "s");
            yield return new Figure($"{format.Name}, size", downloads[0].Bytes / 1e6, "MB");
            yield return new Figure($"{format.Name}, most memory resident (idle {idle:0} MB)", fresh.PeakMegabytes, "MB", "under 200");
        }

        foreach (var figure in Kept(workshop, data))
            yield return figure;
    }

    private static IEnumerable<Figure> BesideSqlite(Workshop workshop, string data, int rounds)
    {
        using var server = new RunningServer(workshop.BigDatasets, data);
        var query = $"SELECT {File.ReadLines(workshop.EnterprisesCsv).First()} FROM records ORDER BY _row";
        var theirs = $"sqlite3 -readonly -header -csv '{Workshop.VersionIn(data)}' '{query}' > /dev/null";
        _ = Download(server, "export.csv" + AllOfThem);
        var both = Enumerable.Range(0, rounds).Select(_ => (Ours: Download(server, "export.csv" + AllOfThem).Seconds, Theirs: Workshop.Run("sh", ["-c", theirs]).Seconds)).ToList();
        yield return new Figure("csv download / sqlite3 -csv to nowhere", Workshop.Median(both.Select(round => round.Ours / round.Theirs)), "x", "at most 0.7");
    }

    /// <summary>The whole version as files that are kept: making them, then sending them.</summary>
    private static IEnumerable<Figure> Kept(Workshop workshop, string data)
    {
        using var server = new RunningServer(workshop.BigDatasets, data);
        foreach (var format in (RecordFormat[])[RecordFormat.Csv, RecordFormat.Sqlite])
        {
            yield return new Figure($"{format.Name} kept: made, with its digest", Download(server, $"export.{format.Name}?manifest=true").Seconds, "s");
            yield return new Figure($"{format.Name} kept: download", Download(server, $"export.{format.Name}").Seconds, "s");
        }

        yield return new Figure("kept files, most memory resident", server.PeakMegabytes, "MB", "under 200");
    }

    private static (double Seconds, long Bytes) Download(RunningServer server, string address)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Root}{Dataset}/{address}");
        using var answer = server.Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = answer.EnsureSuccessStatusCode().Content.ReadAsStream();
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        for (int read; (read = stream.Read(buffer)) > 0;)
            bytes += read;
        return (clock.Elapsed.TotalSeconds, bytes);
    }
}
