using System.Diagnostics;
using LongAn.OpenData.Formats;

namespace LongAn.OpenData.Benchmarks;

/// <summary>Downloads of the large dataset over HTTP in each format, and what the server needs for them.</summary>
internal static class ExportMeasure
{
    private const int Downloads = 3;

    /// <summary>A condition that every record meets, so that the database is made anew and not the version's own file.</summary>
    private const string AllOfThem = "?tax_code__is_null=false";

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        using (var importing = new RunningServer(workshop.BigDatasets, workshop.Fresh("export")))
        {
            // The import has left its mark on this process; each format is measured in one that has only served.
        }

        foreach (var format in RecordFormat.All.OrderBy(format => format != RecordFormat.Csv))
        {
            using var fresh = new RunningServer(workshop.BigDatasets, workshop.Fresh("export", clear: false));
            var idle = fresh.PeakMegabytes;
            var downloads = Enumerable.Range(0, Downloads).Select(_ => Download(fresh, format)).ToList();
            yield return new Figure($"{format.Name} download, median of {Downloads}", Workshop.Median(downloads.Select(download => download.Seconds)), "s");
            yield return new Figure($"{format.Name}, size", downloads[0].Bytes / 1e6, "MB");
            yield return new Figure($"{format.Name}, most memory resident above idle ({idle:0} MB)", fresh.PeakMegabytes - idle, "MB", "under 100");
        }
    }

    private static (double Seconds, long Bytes) Download(RunningServer server, RecordFormat format)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Root}/api/v1/datasets/enterprises/export.{format.Name}{AllOfThem}");
        using var answer = server.Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = answer.EnsureSuccessStatusCode().Content.ReadAsStream();
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        for (int read; (read = stream.Read(buffer)) > 0;)
            bytes += read;
        return (clock.Elapsed.TotalSeconds, bytes);
    }
}
