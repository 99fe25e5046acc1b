using System.Diagnostics;
using System.Globalization;

namespace LongAn.OpenData.Benchmarks;

/// <summary>One measured number with the target it is held to.</summary>
internal sealed record Figure(string What, double Value, string Unit, string Target = "");

/// <summary>A folder for the measures, with a large enterprises dataset in it; removed at the end.</summary>
internal sealed class Workshop : IDisposable
{
    private const string ServerName = "LongAn.OpenData.Server.dll";
    private static readonly string[] Needed = ["districts", "communes", "industries", "legal-types", "enterprise-statuses", "enterprises"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longan-bench-");
    private bool isSampled;

    public Workshop(long rows) => Rows = rows;

    /// <summary>How many enterprises there are.</summary>
    public long Rows { get; }

    /// <summary>The datasets of the repository.</summary>
    public static string RepositoryDatasets
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "LongAn.OpenData.sln")))
                at = at.Parent ?? throw new DirectoryNotFoundException("The repository is not above this program.");
            return Path.Combine(at.FullName, "datasets");
        }
    }

    public string EnterprisesCsv => Path.Combine(BigDatasets, "enterprises", "enterprises.csv");

    /// <summary>Datasets with as many enterprises as asked for.</summary>
    public string BigDatasets
    {
        get
        {
            var datasets = Fresh("datasets", clear: false);
            if (isSampled)
                return datasets;

            isSampled = true;
            foreach (var id in Needed)
            {
                Directory.CreateDirectory(Path.Combine(datasets, id));
                foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryDatasets, id)))
                    File.Copy(file, Path.Combine(datasets, id, Path.GetFileName(file)));
            }

            Run("dotnet", [Server, "sample", "enterprises", "--rows", Rows.ToString(CultureInfo.InvariantCulture), "--datasets", RepositoryDatasets, "--output", EnterprisesCsv]);
            return datasets;
        }
    }

    /// <summary>The server as it is built beside this program: in Release, when this is run so.</summary>
    public static string Server => Path.Combine(AppContext.BaseDirectory, ServerName);

    /// <summary>The file of the large dataset's only version in a data folder.</summary>
    public static string VersionIn(string dataDir) =>
        Directory.EnumerateFiles(Path.Combine(dataDir, "enterprises"), "*.sqlite").Single(file => int.TryParse(Path.GetFileNameWithoutExtension(file), out _));

    public string Fresh(string name, bool clear = true)
    {
        var path = Path.Combine(folder.FullName, name);
        if (clear && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return Directory.CreateDirectory(path).FullName;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Seconds, and the most memory seen resident, in MB.</returns>
    public static (double Seconds, double PeakMegabytes) Run(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var peak = 0.0;
        while (!process.WaitForExit(20))
            peak = Math.Max(peak, PeakMegabytes(process.Id));
        process.WaitForExit(); // its last lines have come
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, peak) : throw new InvalidOperationException($"{program} failed: {errors}");
    }

    /// <summary>The most a process has had resident so far (Linux's VmHWM).</summary>
    public static double PeakMegabytes(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public void Dispose() => folder.Delete(recursive: true);
}
