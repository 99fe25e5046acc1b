using System.Text.Json.Nodes;

namespace LongAn.OpenData.Tests.Support;

/// <summary>The built server, serving in a process of its own, and who asks it.</summary>
internal sealed class CrashingServer : IDisposable
{
    private readonly ServerProcess process;

    private CrashingServer(ServerProcess process, Uri address) => (this.process, Client) = (process, new HttpClient { BaseAddress = address });

    public HttpClient Client { get; }

    public static async Task<CrashingServer> StartAsync(string datasets, string data)
    {
        var process = ServerProcess.Start(environment: null, "serve", "--urls", "http://127.0.0.1:0", "--datasets", datasets, "--data-dir", data);
        var line = await process.ReadLineAsync() ?? throw new InvalidOperationException($"The server did not start: {(await process.WaitAsync()).Error}");
        return new CrashingServer(process, new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]));
    }

    public async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;

    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Dispose();
        Client.Dispose();
    }
}
