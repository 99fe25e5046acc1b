using System.Diagnostics;

namespace LongAn.OpenData.Benchmarks;

/// <summary>A download of the large dataset over HTTP, and what the server needs for it.</summary>
internal static class ExportMeasure
{
    private const int Downloads = 3;

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        using var server = new RunningServer(workshop.BigDatasets, workshop.Fresh("export"));
        // The import has left its mark on this process; the download is measured in one that has only served.
        var data = workshop.Fresh("export", clear: false);
        using var fresh = new RunningServer(workshop.BigDatasets, data);
        var idle = fresh.PeakMegabytes;
        var seconds = Enumerable.Range(0, Downloads).Select(_ => Download(fresh)).ToList();
        yield return new Figure($"CSV download, median of {Downloads}", Workshop.Median(seconds), "s");
        yield return new Figure("server before the first download, most memory resident", idle, "MB");
        yield return new Figure("server after them, most memory resident", fresh.PeakMegabytes, "MB", "under 150");
    }

    private static double Download(RunningServer server)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Root + "/api/v1/datasets/enterprises/export.csv");
        using var answer = server.Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = answer.EnsureSuccessStatusCode().Content.ReadAsStream();
        stream.CopyTo(Stream.Null);
        return clock.Elapsed.TotalSeconds;
    }
}
