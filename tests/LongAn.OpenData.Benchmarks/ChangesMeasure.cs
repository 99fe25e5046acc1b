using System.Diagnostics;
using System.Text;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Benchmarks;

/// <summary>What changed between two versions of the large file, of whose records each hundredth has another name: compared in one pass over both.</summary>
internal static class ChangesMeasure
{
    private const int Rounds = 3;
    private const int ChangedOf = 100;

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var data = workshop.Fresh("changes");
        Import(workshop.BigDatasets, data);
        var changed = workshop.Fresh("changed-datasets");
        foreach (var folder in Directory.EnumerateDirectories(workshop.BigDatasets))
            Copy(folder, Path.Combine(changed, Path.GetFileName(folder)), isChanged: Path.GetFileName(folder) == "enterprises");
        var import = Import(changed, data);
        using var ledger = new VersionLedger(data);
        var versions = ledger.ReadDatasets().Single(dataset => dataset.Id == "enterprises").Versions;
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Time(() => ChangeFile.Make(versions[0], versions[1], CancellationToken.None))).ToList();
        yield return new Figure("import with its change set", import, "s");
        yield return new Figure($"change set alone, median of {Rounds}", Workshop.Median(rounds), "s");
        yield return new Figure("change set / import", Workshop.Median(rounds) / import, "x", "under 1");
        yield return new Figure("records that differ", versions[1].Counts!.Updated, "records");
        yield return new Figure("size of the change set", new FileInfo(VersionFiles.ChangesOf(versions[1].Path, since: 1)).Length / 1024.0, "KB");
    }

    private static double Import(string datasets, string data) => Workshop.Run("dotnet", [Workshop.Server, "import", "--datasets", datasets, "--data-dir", data]).Seconds;

    private static double Time(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }

    private static void Copy(string from, string to, bool isChanged)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            if (!isChanged || !file.EndsWith(".csv", StringComparison.Ordinal))
                File.Copy(file, copy);
            else
                File.WriteAllLines(copy, File.ReadLines(file).Select((line, i) => i % ChangedOf == 1 && line.Length > 0 ? Renamed(line) : line), new UTF8Encoding(false));
        }
    }

    /// <summary>The name stands behind the first comma; it may be quoted.</summary>
    private static string Renamed(string line)
    {
        var at = line.IndexOf(',', StringComparison.Ordinal) + 1;
        return line[at] == '"' ? line.Insert(at + 1, "X") : line.Insert(at, "X");
    }
}
