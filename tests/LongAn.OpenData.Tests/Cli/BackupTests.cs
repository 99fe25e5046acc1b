using System.Formats.Tar;
using System.Text;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

/// <summary>Backup, restore and verify, as an administrator runs them.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TempFolder data = new();
    private readonly TempFolder datasets = new();
    private readonly TempFolder elsewhere = new();

    [Fact]
    public async Task A_restored_backup_serves_every_version_there_was()
    {
        await ImportTwoVersions();
        var backup = await Run("backup", "--output", elsewhere.At("portal.tar"));
        var restored = await ServerProcess.RunAsync("restore", elsewhere.At("portal.tar"), "--data-dir", elsewhere.At("restored"));

        Assert.Equal((0, 0), (backup.ExitCode, restored.ExitCode));
        Assert.Equal((await Run("verify")).Output, (await ServerProcess.RunAsync("verify", "--data-dir", elsewhere.At("restored"))).Output);
        foreach (var version in (string[])["1", "2"])
            Assert.Equal((await Export(data.Path, version)).Output, (await Export(elsewhere.At("restored"), version)).Output);
        Assert.Equal("id\r\n1\r\n2\r\n", (await Export(elsewhere.At("restored"), "2")).Output);
    }

    [Fact]
    public async Task A_backup_may_go_through_a_pipe()
    {
        await ImportTwoVersions();
        var backup = await Run("backup");
        File.WriteAllBytes(elsewhere.At("piped.tar"), backup.OutputBytes.ToArray());

        Assert.Equal(0, (await ServerProcess.RunAsync("restore", elsewhere.At("piped.tar"), "--data-dir", elsewhere.At("restored"))).ExitCode);
    }

    [Fact]
    public async Task A_backup_is_taken_while_the_portal_serves()
    {
        datasets.WriteDataset("words", [("id", "integer")], "id\n1\n");
        await using var portal = await Portal.StartAsync(datasets.Path, data.Path);
        var backup = await Run("backup", "--output", elsewhere.At("portal.tar"));

        Assert.Equal(0, backup.ExitCode);
        Assert.Equal(200, (await portal.AskAsync("/api/v1/datasets/words/records")).Status);
        Assert.Equal(0, (await ServerProcess.RunAsync("restore", elsewhere.At("portal.tar"), "--data-dir", elsewhere.At("restored"))).ExitCode);
    }

    [Fact]
    public async Task A_file_that_has_changed_or_gone_is_found_and_left_out_of_a_backup()
    {
        await ImportTwoVersions();
        File.AppendAllText(data.At("words/1.sqlite"), "x");
        File.Delete(data.At("words/2.sqlite"));
        var verified = await Run("verify");
        var backup = await Run("backup", "--output", elsewhere.At("portal.tar"));

        Assert.Equal((1, "catalog.sqlite\twhole\nwords/1.sqlite\tchanged\nwords/2.sqlite\tmissing\n"), (verified.ExitCode, verified.Output));
        Assert.Equal(1, backup.ExitCode);
        Assert.Contains("left out   words/1.sqlite: changed", backup.Error, StringComparison.Ordinal);
        Assert.Contains("left out   words/2.sqlite: missing", backup.Error, StringComparison.Ordinal);
        Assert.Equal(["manifest.json", CatalogFile.Name], EntriesOf(elsewhere.At("portal.tar")));
    }

    [Fact]
    public async Task Nothing_is_restored_over_something_that_is_there()
    {
        await ImportTwoVersions();
        await Run("backup", "--output", elsewhere.At("portal.tar"));
        var restored = await Run("restore", elsewhere.At("portal.tar"));

        Assert.Equal(1, restored.ExitCode);
        Assert.Contains("is not empty", restored.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("verify")).ExitCode);
    }

    public static TheoryData<string, string> Unsound => new()
    {
        { "cut", "" },
        { "changed", "is not what its manifest says" },
        { "stray", "is not in its manifest" },
        { "no manifest", "does not begin with manifest.json" },
        { "outside", "names a file that is none of a data folder" },
        { "no tar", "" },
    };

    [Theory, MemberData(nameof(Unsound))]
    public async Task An_archive_that_is_no_whole_backup_leaves_nothing_behind(string what, string said)
    {
        await ImportTwoVersions();
        var sound = elsewhere.At("portal.tar");
        await Run("backup", "--output", sound);
        Spoil(what, sound, elsewhere.At("spoilt.tar"));
        var restored = await ServerProcess.RunAsync("restore", elsewhere.At("spoilt.tar"), "--data-dir", elsewhere.At("deeper/restored"));

        Assert.Equal(1, restored.ExitCode);
        Assert.Contains(said, restored.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", restored.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(elsewhere.At("deeper")) && Directory.EnumerateFileSystemEntries(elsewhere.At("deeper")).Any());
        Assert.False(File.Exists(elsewhere.At("escaped.sqlite")));
    }

    [Theory, InlineData("backup"), InlineData("verify")]
    public async Task A_folder_without_a_catalog_is_told(string command)
    {
        var run = await ServerProcess.RunAsync(command, "--data-dir", elsewhere.At("nothing"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nothing", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(elsewhere.At("nothing")));
    }

    public void Dispose()
    {
        data.Dispose();
        datasets.Dispose();
        elsewhere.Dispose();
    }

    private Task<ServerRun> Run(string command, params string[] more) => ServerProcess.RunAsync([command, .. more, "--data-dir", data.Path]);

    private static Task<ServerRun> Export(string dataDir, string version) => ServerProcess.RunAsync("export", "words", "--where", $"version={version}", "--data-dir", dataDir);

    private async Task ImportTwoVersions()
    {
        foreach (var rows in (string[])["id\n1\n", "id\n1\n2\n"])
        {
            datasets.WriteDataset("words", [("id", "integer")], rows);
            Assert.Equal(0, (await Run("import", "--datasets", datasets.Path)).ExitCode);
        }
    }

    private static string[] EntriesOf(string archive)
    {
        using var tar = new TarReader(File.OpenRead(archive));
        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry)
            names.Add(entry.Name);
        return [.. names];
    }

    private static void Spoil(string what, string sound, string spoilt)
    {
        var bytes = File.ReadAllBytes(sound);
        switch (what)
        {
            case "cut":
                File.WriteAllBytes(spoilt, bytes[..(bytes.Length / 2)]);
                return;
            case "changed":
                bytes[bytes.AsSpan().LastIndexOf("SQLite format 3"u8) + 40] ^= 1;
                File.WriteAllBytes(spoilt, bytes);
                return;
            case "no tar":
                File.WriteAllText(spoilt, new string('x', 4096));
                return;
        }

        using var tar = new TarWriter(File.Create(spoilt));
        using var from = new TarReader(File.OpenRead(sound));
        while (from.GetNextEntry(copyData: true) is { } entry)
        {
            if (what == "no manifest" && entry.Name == DataBackup.ManifestName)
                continue;

            if (what == "outside" && entry.Name == DataBackup.ManifestName)
            {
                using var reader = new StreamReader(entry.DataStream!);
                entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace("words/1.sqlite", "../escaped.sqlite", StringComparison.Ordinal)));
            }

            tar.WriteEntry(entry);
        }

        if (what == "stray")
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../escaped.sqlite") { DataStream = new MemoryStream([1]) });
    }
}
