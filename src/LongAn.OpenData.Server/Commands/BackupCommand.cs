using System.CommandLine;
using System.Globalization;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Writes one consistent archive of all versions and the catalog, while the portal serves.</summary>
internal static class BackupCommand
{
    private const string Description = """
        Writes a consistent archive (tar) of all versions and the catalog, while the portal serves and publishes. It holds the
        digests of API keys and the secrets of webhooks: keep it as you keep the data folder. Exits with 1 where a file of a
        version is not what it was when it was published; the archive holds all others.

        Examples:
          backup --output longan-2026-11-25.tar
          backup | zstd > longan.tar.zst
        """;

    public static Command Make()
    {
        var (dataDir, output) = (PortalFolders.DataDir(), CommandOptions.Output());
        var command = new Command("backup", Description) { dataDir, output };
        command.SetAction((parsed, cancel) => BackUpAsync(parsed.GetValue(dataDir)!, parsed.GetValue(output), cancel));
        return command;
    }

    private static async Task<int> BackUpAsync(string dataDir, string? output, CancellationToken cancel)
    {
        if (PortalFolders.FindCatalog(dataDir) is not { } catalog)
            return 1;

        BackupResult? result = null;
        await CommandOptions.WriteAsync(output, async archive => result = await DataBackup.WriteAsync(catalog, archive, TimeProvider.System, cancel));
        foreach (var broken in result!.Broken)
            await Console.Error.WriteLineAsync($"left out   {broken.Path}: {CommandOptions.Word(broken.Fault)}");
        var bytes = result.Manifest.Files.Sum(file => file.Bytes);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"backed up  {result.Manifest.Files.Count} files, {bytes:N0} bytes"));
        return result.Broken.Count == 0 ? 0 : 1;
    }
}
