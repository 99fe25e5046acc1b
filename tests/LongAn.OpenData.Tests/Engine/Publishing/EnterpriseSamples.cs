using System.Diagnostics;
using System.Globalization;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Publishing;

/// <summary>Two datasets folders with enterprises made by <c>sample</c>, few and many, and all that they point to.</summary>
public sealed class EnterpriseSamples : IAsyncLifetime
{
    public const int SmallRows = 500;
    public const int LargeRows = 60_000;
    private static readonly string[] Referenced = ["communes", "districts", "enterprise-statuses", "industries", "legal-types"];
    private readonly TempFolder folder = new();

    public static string Server => Path.Combine(AppContext.BaseDirectory, "LongAn.OpenData.Server.dll");

    public string Small => folder.At("small");

    public string Large => folder.At("large");

    public static async Task<(int ExitCode, string Output)> Run(string file, params string[] arguments)
    {
        using var process = Start(file, arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }

    public static Process Start(string file, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    public async ValueTask InitializeAsync()
    {
        await Sample(Small, SmallRows);
        await Sample(Large, LargeRows);
    }

    public static async Task<bool> CanMount() =>
        (await Run("unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt")).ExitCode == 0;

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task Sample(string datasets, int rows)
    {
        foreach (var id in Referenced.Append("enterprises"))
        {
            Directory.CreateDirectory(Path.Combine(datasets, id));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Datasets, id)))
                File.Copy(file, Path.Combine(datasets, id, Path.GetFileName(file)));
        }

        var (exit, output) = await Run("dotnet", Server, "sample", "enterprises", "--rows", rows.ToString(CultureInfo.InvariantCulture), "--datasets", datasets, "--output", Path.Combine(datasets, "enterprises", "enterprises.csv"));
        Assert.True(exit == 0, output);
    }
}
