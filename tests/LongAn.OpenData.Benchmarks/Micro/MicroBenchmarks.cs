using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>
/// The parts one by one, by BenchmarkDotNet: three rounds each, in this process, so that nothing is restored or built. The column
/// <c>Allocated</c> shows what a record costs the collector: nothing, in CSV and JSON.
/// </summary>
internal static class MicroBenchmarks
{
    public const string Name = "micro";

    /// <param name="filters">Of BenchmarkDotNet, such as <c>*Writer*</c>; none for all.</param>
    public static void Run(string[] filters)
    {
        var artifacts = Directory.CreateTempSubdirectory("longan-micro-");
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(logOutput: false)))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.Console)
            .WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile)
            .WithArtifactsPath(artifacts.FullName);
        try
        {
            _ = BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(["--filter", .. filters.DefaultIfEmpty("*")], config);
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }
}
