using System.Diagnostics;
using System.Globalization;

namespace LongAn.OpenData.Benchmarks;

/// <summary>A server in a process of its own, listening on a port of its own choice, which it prints.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Process process;

    /// <summary>The portal as a user starts it.</summary>
    /// <param name="answerCacheMegabytes">0 where every question is to be answered anew; null as it is by default.</param>
    public RunningServer(string datasets, string dataDir, int? core = null, int? answerCacheMegabytes = null)
        : this(["dotnet", Workshop.Server, "--urls", "http://127.0.0.1:0", "--datasets", datasets, "--data-dir", dataDir], core, answerCacheMegabytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + "/health/ready");
        using var answer = Client.Send(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <param name="command">A program that prints its address, the last word of a line.</param>
    /// <param name="core">The one processor it may use; null for all.</param>
    public RunningServer(IReadOnlyList<string> command, int? core = null, int? answerCacheMegabytes = null)
    {
        var clock = Stopwatch.StartNew();
        string[] pinned = core is { } one ? ["taskset", "-c", one.ToString(CultureInfo.InvariantCulture), .. command] : [.. command];
        var start = new ProcessStartInfo(pinned[0], pinned[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (answerCacheMegabytes is { } megabytes)
            start.Environment["Portal__AnswerCacheMegabytes"] = megabytes.ToString(CultureInfo.InvariantCulture);
        process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        Root = (process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].TrimEnd('/');
        Client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        Started = clock;
    }

    public string Root { get; }

    public HttpClient Client { get; }

    /// <summary>From the start of the process to now.</summary>
    public Stopwatch Started { get; }

    public double PeakMegabytes => Workshop.PeakMegabytes(process.Id);

    /// <summary>The validator of an answer.</summary>
    public string ETag(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + path);
        using var answer = Client.Send(request);
        return answer.EnsureSuccessStatusCode().Headers.ETag!.ToString();
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
