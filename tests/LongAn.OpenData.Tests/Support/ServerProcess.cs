using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LongAn.OpenData.Tests.Support;

/// <summary>What a run of the built server printed, and its exit code.</summary>
public sealed record ServerRun(int ExitCode, ReadOnlyMemory<byte> OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes.Span);
}

/// <summary>The built server as a process of its own, as an administrator runs it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int TermSignal = 15;
    private readonly Process process;

    private ServerProcess(string[] arguments, IReadOnlyDictionary<string, string>? environment, string? workingFolder = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = workingFolder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static Task<ServerRun> RunAsync(params string[] arguments) => RunAsync(environment: null, arguments);

    public static async Task<ServerRun> RunAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var server = Start(environment, arguments);
        return await server.WaitAsync();
    }

    /// <summary>Runs a command by <c>dotnet run</c>, as README does, from a folder of one's choice.</summary>
    public static async Task<ServerRun> RunFromSourceAsync(string workingFolder, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // bin/<configuration>/<framework>/
        string[] run = ["run", "--no-build", "--configuration", configuration, "--project", Path.Combine(Repository.Root, "src", "LongAn.OpenData.Server"), "--", .. arguments];
        using var server = new ServerProcess(run, environment: null, workingFolder);
        return await server.WaitAsync();
    }

    /// <summary>Starts a command that goes on until it is stopped; dispose it.</summary>
    public static ServerProcess Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        new([Path.Combine(AppContext.BaseDirectory, "LongAn.OpenData.Server.dll"), .. arguments], environment);

    /// <summary>The next line of stdout; null at its end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Longest);
        return await process.StandardOutput.ReadLineAsync(limit.Token);
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", [$"-{TermSignal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Reads what is left to read, to the end of the process.</summary>
    public async Task<ServerRun> WaitAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Longest);
        var output = new MemoryStream();
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new ServerRun(process.ExitCode, output.ToArray(), await error);
    }

    /// <summary>Ends the process where it is (SIGKILL); when this returns, the system has taken back what it held.</summary>
    public void Kill()
    {
        if (process.HasExited)
            return;

        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
