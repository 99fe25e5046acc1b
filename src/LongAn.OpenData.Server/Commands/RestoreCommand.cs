using System.CommandLine;
using System.Globalization;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Makes a data folder of a backup.</summary>
internal static class RestoreCommand
{
    private const string Description = """
        Makes a data folder of an archive that backup wrote, each file checked against the archive's manifest. The folder must be
        empty or not there; it appears whole or not at all.

        Examples:
          restore longan-2026-11-25.tar --data-dir /var/lib/longan
          zstd -dc longan.tar.zst | restore - --data-dir /var/lib/longan
        """;

    public static Command Make()
    {
        var archive = new Argument<string>("archive") { Description = "The file; - for stdin." };
        var dataDir = PortalFolders.DataDir();
        var command = new Command("restore", Description) { archive, dataDir };
        command.SetAction((parsed, cancel) => RestoreAsync(parsed.GetValue(archive)!, parsed.GetValue(dataDir)!, cancel));
        return command;
    }

    private static async Task<int> RestoreAsync(string path, string dataDir, CancellationToken cancel)
    {
        await using var archive = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        var manifest = await DataRestore.ReadAsync(archive, dataDir, cancel);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"restored   {manifest.Files.Count} files of {manifest.Made:yyyy-MM-dd HH:mm} UTC into {Path.GetFullPath(dataDir)}"));
        return 0;
    }
}
