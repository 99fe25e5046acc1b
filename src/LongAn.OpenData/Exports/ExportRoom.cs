using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Exports;

/// <summary>
/// The room on the disk that kept exports may take. Those not asked for longest make room for new ones; one that is being sent is sent to
/// its end, since whoever sends it holds it open. What is known of a file stays when the file goes: made again it is the same.
/// </summary>
/// <param name="mostBytes">Of all files together, in all datasets.</param>
internal sealed class ExportRoom(string dataFolder, long mostBytes, TimeProvider clock)
{
    public bool HasAny => mostBytes > 0;

    /// <exception cref="StoreFullException">The disk has less room than the version makes likely.</exception>
    public void CheckFor(WholeExport export)
    {
        var likely = LikelyBytes(export);
        var free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(Path.GetFullPath(dataFolder))! : Path.GetFullPath(dataFolder)).AvailableFreeSpace;
        if (free < likely)
            throw new StoreFullException($"The disk has {free:N0} bytes of room; the file may come to {likely:N0}.");
    }

    /// <exception cref="ExportTooLargeException">No room could be made for so much.</exception>
    public void CheckSize(long bytes)
    {
        if (bytes > mostBytes)
            throw new ExportTooLargeException($"The file is {bytes:N0} bytes; kept files may have {mostBytes:N0} together.");
    }

    /// <summary>Takes files away until the rest fits.</summary>
    /// <param name="latest">Just made, so it stays; null for none.</param>
    public void MakeRoom(string? latest = null)
    {
        var files = Directory.Exists(dataFolder) ? new DirectoryInfo(dataFolder).EnumerateFiles("*", SearchOption.AllDirectories).Where(IsKept).ToList() : [];
        var bytes = files.Sum(file => file.Length);
        foreach (var file in files.Where(file => file.FullName != latest).OrderBy(file => file.LastAccessTimeUtc))
        {
            if (bytes <= mostBytes)
                return;

            bytes -= file.Length;
            file.Delete();
        }
    }

    /// <summary>Remembers, on the disk, that somebody asked for a file.</summary>
    public void Touch(string path)
    {
        try
        {
            File.SetLastAccessTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // It has gone, or may only be read; then the order in which files go is another.
        }
    }

    private static bool IsKept(FileInfo file) => VersionFiles.VersionOfExport(file.Name) is not null && file.Extension != WholeExport.FactsEnding;

    /// <summary>No text of the portal's own datasets and samples is twice as large as its version with its indexes, and no binary file as large.</summary>
    private static long LikelyBytes(WholeExport export) => new FileInfo(export.Version.Path).Length * (export.Format.HasPages && export.Encoding == ExportEncoding.Identity ? 2 : 1);
}

/// <summary>A file is larger than all that are kept may be together, so it is only ever streamed.</summary>
internal sealed class ExportTooLargeException(string message) : Exception(message);
