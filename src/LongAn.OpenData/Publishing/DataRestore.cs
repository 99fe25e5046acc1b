using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// Makes a data folder of a backup: beside the place it is for, checked file by file against the manifest, and moved there whole. Only
/// files that the manifest names are written, so no entry leads out of the folder.
/// </summary>
public static class DataRestore
{
    private const int LargestManifestBytes = 64 * 1024 * 1024;

    /// <exception cref="IOException">There is something in the folder already, or the archive is not a whole backup; nothing is left behind.</exception>
    public static async Task<BackupManifest> ReadAsync(Stream archive, string dataFolder, CancellationToken cancel)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new IOException($"{target} is not empty; a backup is restored into a folder of its own.");

        var staged = $"{target}.{Guid.NewGuid():N}{SqliteStagedVersion.StagingEnding}";
        try
        {
            Directory.CreateDirectory(staged);
            var manifest = await ExtractAsync(archive, staged, cancel);
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(staged, target);
            return manifest;
        }
        catch (Exception malformed) when (malformed is InvalidDataException or JsonException or FormatException)
        {
            throw new IOException($"The archive is not a backup: {malformed.Message}", malformed);
        }
        finally
        {
            if (Directory.Exists(staged))
                Directory.Delete(staged, recursive: true);
        }
    }

    private static async Task<BackupManifest> ExtractAsync(Stream archive, string folder, CancellationToken cancel)
    {
        await using var tar = new TarReader(archive, leaveOpen: true);
        var manifest = await ReadManifestAsync(tar, cancel);
        var expected = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            if (!expected.Remove(entry.Name, out var file) || entry.EntryType != TarEntryType.RegularFile)
                throw new InvalidDataException($"{entry.Name} is not in its manifest.");

            await WriteAsync(entry, file, Path.Combine(folder, file.Path), cancel);
        }

        return expected.Count == 0 ? manifest : throw new InvalidDataException($"{expected.Keys.First()} is missing; the archive was cut short.");
    }

    private static async Task<BackupManifest> ReadManifestAsync(TarReader tar, CancellationToken cancel)
    {
        if (await tar.GetNextEntryAsync(copyData: false, cancel) is not { Name: DataBackup.ManifestName, DataStream: { } content, Length: <= LargestManifestBytes })
            throw new InvalidDataException($"it does not begin with {DataBackup.ManifestName}.");

        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(content, PortalJson.Compact, cancel);
        if (manifest is not { Version: BackupManifest.Edition, Files: { Count: > 0 } files })
            throw new InvalidDataException("its manifest is of another edition.");
        if (files[0].Path != CatalogFile.Name || files.Skip(1).FirstOrDefault(file => !IsOfDataset(file.Path)) is { } stray)
            throw new InvalidDataException("its manifest names a file that is none of a data folder.");

        return manifest;
    }

    /// <summary>A folder and a file in it, each with a name of its own.</summary>
    private static bool IsOfDataset(string path) =>
        path.Split('/') is [{ Length: > 0 } folder, { Length: > 0 } name] && folder.Trim('.').Length > 0 && name.Trim('.').Length > 0 && path.IndexOfAny(['\\', '\0', ':']) < 0;

    private static async Task WriteAsync(TarEntry entry, BackupFile file, string path, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var written = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        if (entry.Length == file.Bytes && entry.DataStream is { } content)
            await content.CopyToAsync(written, cancel);
        written.Flush(flushToDisk: true);
        written.Position = 0;
        if (written.Length != file.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancel)) != file.Sha256)
            throw new InvalidDataException($"{file.Path} is not what its manifest says.");
    }
}
