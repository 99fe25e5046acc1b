using System.Diagnostics;

namespace LongAn.OpenData.Benchmarks;

/// <summary>The server as a user starts it, listening on a port of its own choice.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Process process;

    public RunningServer(string datasets, string dataDir)
    {
        var clock = Stopwatch.StartNew();
        process = Process.Start(new ProcessStartInfo("dotnet", [Workshop.Server, "--urls", "http://127.0.0.1:0", "--datasets", datasets, "--data-dir", dataDir]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEndAsync();
        Root = (process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].TrimEnd('/');
        Client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + "/health/ready");
        using var answer = Client.Send(request);
        answer.EnsureSuccessStatusCode();
        ReadySeconds = clock.Elapsed.TotalSeconds;
    }

    public string Root { get; }

    public HttpClient Client { get; }

    /// <summary>From the start of the process to its first healthy answer.</summary>
    public double ReadySeconds { get; }

    public double PeakMegabytes => Workshop.PeakMegabytes(process.Id);

    public void Dispose()
    {
        Client.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
