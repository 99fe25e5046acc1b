using LongAn.OpenData.Publishing;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Publishing;

/// <summary>
/// The built server, killed while it imports, or writing to a disk that is full: what was served is served whole, and after the next
/// start nothing is left of the attempt.
/// </summary>
public sealed class CrashTests(EnterpriseSamples samples) : IClassFixture<EnterpriseSamples>, IDisposable
{
    private const int SmallRows = EnterpriseSamples.SmallRows;
    private const int LargeRows = EnterpriseSamples.LargeRows;
    private readonly TempFolder folder = new();

    private string Small => samples.Small;

    private string Large => samples.Large;

    private string Data => folder.At("data");

    private static string Server => EnterpriseSamples.Server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_import_leaves_what_was_served_and_no_rubbish_after_the_next_start()
    {
        await PublishSmall();

        // Moments of an import by what it has written, of 24 MB: nothing yet, a little, half, most of its indexes.
        foreach (var megabytes in new[] { 0, 1, 10, 20 })
        {
            await KillWhen(() => StagedBytes() >= megabytes * 1024L * 1024);
            CheckServed(1, SmallRows);
        }

        Assert.Equal(0, await Import(Small));
        Assert.Equal(["1.places.sqlite", "1.sqlite", "1.text.sqlite"], Files());

        // Killed once more as late as can be: when the version's file has its name, before or after the ledger has its row.
        await KillWhen(() => File.Exists(Path.Combine(Data, "enterprises", "2.sqlite")));
        using (var ledger = new VersionLedger(Data))
            CheckServed(ledger, ledger.ReadDatasets().Single(dataset => dataset.Id == "enterprises").Current.Number);

        Assert.Equal(0, await Import(Large));
        CheckServed(2, LargeRows);
        Assert.Equal(["1.places.sqlite", "1.sqlite", "1.text.sqlite", "2.codes.sqlite", "2.places.sqlite", "2.since-1.changes", "2.sqlite", "2.text.sqlite"], Files());
    }

    [Fact]
    public async Task A_full_disk_leaves_what_was_served_and_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await CanMount(), "A small file system can be mounted by root on Linux only.");
        Directory.CreateDirectory(Data);
        var output = await Unshared($"""
            mount -t tmpfs -o size=6m tmpfs '{Data}' &&
            dotnet '{Server}' import --datasets '{Small}' --data-dir '{Data}' 2>&1 &&
            dotnet '{Server}' import --datasets '{Large}' --data-dir '{Data}' 2>&1
            echo "exit $?"; ls '{Data}/enterprises'
            dotnet '{Server}' export enterprises --data-dir '{Data}' | wc -l
            """);

        Assert.Contains("storage-failed", output, StringComparison.Ordinal);
        Assert.Contains("version 1 is still served", output, StringComparison.Ordinal);
        Assert.EndsWith($"exit 1\n1.places.sqlite\n1.sqlite\n1.text.sqlite\n{SmallRows + 1}\n", output, StringComparison.Ordinal);
    }

    /// <summary>There is room for the version and not for its CSV beside it.</summary>
    [Fact]
    public async Task A_full_disk_streams_what_it_cannot_keep_refuses_what_it_cannot_stream_and_leaves_nothing_half_made()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/curl") && await CanMount(), "A small file system can be mounted by root on Linux only, and curl asks.");
        Directory.CreateDirectory(Data);
        var output = await Unshared($$"""
            mount -t tmpfs -o size=46m tmpfs '{{Data}}' &&
            dotnet '{{Server}}' import --datasets '{{Large}}' --data-dir '{{Data}}' >/dev/null 2>&1 || exit 1
            exec 3< <(exec dotnet '{{Server}}' serve --urls http://127.0.0.1:0 --datasets '{{Large}}' --data-dir '{{Data}}' 2>/dev/null)
            server=$!
            read -r _ address <&3
            export="${address}api/v1/datasets/enterprises/export.csv"
            curl -s -D '{{folder.At("head")}}' "$export" | wc -l
            grep -io '^accept-ranges: [a-z]*' '{{folder.At("head")}}'
            curl -s -o /dev/null -w '%{http_code}\n' "$export?manifest=true"
            curl -s "$export?fields=tax_code" | wc -l
            curl -s -o /dev/null -w '%{http_code} %header{retry-after}\n' "${export%.csv}.sqlite?tax_code__is_null=false"
            kill $server
            ls '{{Data}}/enterprises'
            """);

        Assert.Equal($"{LargeRows + 1}\nAccept-Ranges: none\n503\n{LargeRows + 1}\n503 30\n1.codes.sqlite\n1.places.sqlite\n1.sqlite\n1.text.sqlite\n", output);
    }

    [Fact]
    public async Task A_file_that_may_not_grow_leaves_what_was_served_and_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ulimit is the shell's of Linux.");
        await PublishSmall();

        // The signal is ignored, so that writing fails as it does on a full disk; .NET's own code memory is a file too.
        var (exit, output) = await Run("bash", "-c", $"export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 4096; exec dotnet '{Server}' import --datasets '{Large}' --data-dir '{Data}' 2>&1");

        Assert.Equal(1, exit);
        Assert.Contains("storage-failed", output, StringComparison.Ordinal);
        CheckServed(1, SmallRows);
        Assert.Equal(["1.places.sqlite", "1.sqlite", "1.text.sqlite"], Files());
    }

    public void Dispose() => folder.Dispose();

    private async Task PublishSmall()
    {
        Assert.Equal(0, await Import(Small));
        CheckServed(1, SmallRows);
    }

    private async Task<int> Import(string datasets) =>
        (await Run("dotnet", Server, "import", "--datasets", datasets, "--data-dir", Data)).ExitCode;

    /// <summary>Starts the import of the large folder and kills it (SIGKILL) the moment something is so.</summary>
    private async Task KillWhen(Func<bool> isSo)
    {
        using var import = EnterpriseSamples.Start("dotnet", Server, "import", "--datasets", Large, "--data-dir", Data);
        var error = import.StandardError.ReadToEndAsync(Cancel);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var isKilled = false;
        while (!import.HasExited && await tick.WaitForNextTickAsync(Cancel))
        {
            if (!isSo())
                continue;

            import.Kill();
            isKilled = true;
            break;
        }

        await import.WaitForExitAsync(Cancel);
        Assert.True(isKilled, $"The import ended before it could be killed: {await error}");
    }

    /// <summary>-1 before there is a file.</summary>
    private long StagedBytes()
    {
        try
        {
            return new DirectoryInfo(Path.Combine(Data, "enterprises")).EnumerateFiles("*" + SqliteStagedVersion.StagingEnding).Select(file => file.Length).DefaultIfEmpty(-1).Max();
        }
        catch (FileNotFoundException)
        {
            return -1; // it was renamed as it was looked at
        }
    }

    private string[] Files() =>
        [.. Directory.EnumerateFiles(Path.Combine(Data, "enterprises")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private void CheckServed(int version, int records)
    {
        using var ledger = new VersionLedger(Data);
        CheckServed(ledger, version);
        Assert.Equal(records, ledger.ReadDatasets().Single(dataset => dataset.Id == "enterprises").Current.RecordCount);
    }

    private static void CheckServed(VersionLedger ledger, int number)
    {
        var served = ledger.ReadDatasets().Single(dataset => dataset.Id == "enterprises").Current;
        using var file = SqliteSetup.OpenImmutable(served.Path);
        using var integrity = new SqliteCommand("PRAGMA integrity_check", file);

        Assert.Equal(number, served.Number);
        Assert.Equal("ok", integrity.ExecuteScalar());
        Assert.Equal(served.RecordCount, SqliteSetup.Scalar(file, "SELECT COUNT(*) FROM records"));
    }

    private static Task<bool> CanMount() => EnterpriseSamples.CanMount();

    /// <summary>Runs a script that sees mounts of its own, which go away with it.</summary>
    private static async Task<string> Unshared(string script) => (await Run("unshare", "--mount", "bash", "-c", script)).Output;

    private static Task<(int ExitCode, string Output)> Run(string file, params string[] arguments) => EnterpriseSamples.Run(file, arguments);
}
