using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// One consistent copy of a data folder as a tar archive, made while the portal serves and publishes: the catalog as it is at one moment,
/// and the files of every version it names. The first entry, <c>manifest.json</c>, says what each other is. Stored exports are left out:
/// they are made again.
/// </summary>
public static class DataBackup
{
    public const string ManifestName = "manifest.json";

    /// <returns>What is in the archive, and what is not.</returns>
    /// <exception cref="IOException">The archive cannot be written, or another process publishes for longer than the wait.</exception>
    public static async Task<BackupResult> WriteAsync(CatalogFile catalog, Stream archive, TimeProvider clock, CancellationToken cancel)
    {
        var snapshot = Path.Combine(Path.GetTempPath(), $"longan-backup-{Guid.NewGuid():N}.sqlite");
        var open = new List<(BackupFile File, FileStream Content)>();
        var broken = new List<BrokenFile>();
        try
        {
            await OpenAsync(catalog, snapshot, open, broken, cancel);
            foreach (var entry in open.ToList().Where(entry => !IsWhole(entry.File, entry.Content)))
            {
                broken.Add(new BrokenFile(entry.File.Path, FileFault.Changed));
                open.Remove(entry);
                await entry.Content.DisposeAsync();
            }

            var manifest = new BackupManifest(BackupManifest.Edition, clock.GetUtcNow(), [.. open.Select(entry => entry.File)]);
            await using var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
            await AddAsync(tar, ManifestName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, PortalJson.Indented)), cancel);
            foreach (var (file, content) in open)
                await AddAsync(tar, file.Path, content, cancel);
            return new BackupResult(manifest, broken);
        }
        finally
        {
            foreach (var (_, content) in open)
                await content.DisposeAsync();
            File.Delete(snapshot);
        }
    }

    /// <summary>Opens all files while nobody publishes: one that is removed later can still be read to its end.</summary>
    private static async Task OpenAsync(CatalogFile catalog, string snapshot, List<(BackupFile File, FileStream Content)> open, List<BrokenFile> broken, CancellationToken cancel)
    {
        using var hold = await DataFolderLock.TakeAsync(catalog.DataFolder, DataFolderLock.LongestWait, cancel) ?? throw new IOException($"Another process is publishing into {catalog.DataFolder}.");
        using (var connection = catalog.Open())
            connection.Execute("VACUUM INTO @snapshot", new { snapshot });
        var copy = File.OpenRead(snapshot);
        open.Add((new BackupFile(CatalogFile.Name, copy.Length, Digest(copy)), copy));
        using var ledger = new VersionLedger(catalog);
        foreach (var (folder, file) in ledger.ReadFiles())
        {
            var path = $"{folder}/{file.Name}";
            try
            {
                open.Add((new BackupFile(path, file.Bytes, file.Sha256), File.OpenRead(Path.Combine(catalog.DataFolder, folder, file.Name))));
            }
            catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
            {
                broken.Add(new BrokenFile(path, FileFault.Missing));
            }
        }
    }

    private static bool IsWhole(BackupFile file, FileStream content) => content.Length == file.Bytes && Digest(content) == file.Sha256;

    private static string Digest(FileStream content)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        content.Position = 0;
        return digest;
    }

    private static Task AddAsync(TarWriter tar, string name, Stream content, CancellationToken cancel) =>
        tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead }, cancel);
}

/// <summary>What a backup holds.</summary>
/// <param name="Version">The edition of this manifest's own form.</param>
/// <param name="Files">The catalog, then the files of versions.</param>
public sealed record BackupManifest(int Version, DateTimeOffset Made, IReadOnlyList<BackupFile> Files)
{
    public const int Edition = 1;
}

/// <param name="Path">In the data folder, with slashes.</param>
/// <param name="Sha256">Hex.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <param name="Broken">Files of versions that are not what they were when they were published; they are not in the archive.</param>
public sealed record BackupResult(BackupManifest Manifest, IReadOnlyList<BrokenFile> Broken);
