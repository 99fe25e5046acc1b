using System.IO.Compression;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import.Archives;

/// <summary>
/// Unpacks a zipped Data Package: <c>datapackage.json</c> and its data, at the top or in one folder there. No path leaves the folder, nothing but
/// plain files is made, and an archive that is out of bounds is refused before or while it is unpacked.
/// </summary>
public static class DataPackageArchive
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixSymlink = 0xA000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    /// <param name="folder">An empty one.</param>
    /// <returns>The folder of the descriptor; null where the archive is refused.</returns>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public static string? Extract(string path, string folder, ArchiveBounds bounds, List<Problem> problems, CancellationToken cancel)
    {
        var file = Path.GetFileName(path);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (bounds.Check(archive, file) is { } refused)
            {
                problems.Add(refused);
                return null;
            }

            var left = bounds.MostBytes;
            foreach (var entry in archive.Entries)
            {
                cancel.ThrowIfCancellationRequested();
                if (Refuse(entry, file) is { } bad)
                {
                    problems.Add(bad);
                    return null;
                }

                if (entry.FullName.EndsWith('/') || IsRubbish(entry.FullName))
                    continue;
                if (Unpack(entry, folder, file, bounds, ref left) is { } tooMuch)
                {
                    problems.Add(tooMuch);
                    return null;
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException)
        {
            problems.Add(ArchiveBounds.Refused(file, $"không phải tệp zip đọc được: hỏng, bị cắt, hoặc nén theo cách khác", $"is no zip file that can be read: broken, cut off, or packed in another way"));
            return null;
        }

        if (Find(folder) is { } found)
            return found;

        var deeper = Directory.EnumerateFiles(folder, DataPackageReader.FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(folder, path)).FirstOrDefault();
        problems.Add(deeper is null
            ? new Problem(ProblemCode.DescriptorMissing, $"{file} không có {DataPackageReader.FileName}.", $"{file} has no {DataPackageReader.FileName}.") { Place = new(file) }
            : new Problem(ProblemCode.DescriptorMissing, $"{DataPackageReader.FileName} của {file} ở {deeper}; nó phải ở ngoài cùng, hoặc trong một thư mục duy nhất.", $"{file} has its {DataPackageReader.FileName} at {deeper}; it must be at the top, or in the only folder.") { Place = new(file) });
        return null;
    }

    private static Problem? Refuse(ZipArchiveEntry entry, string file)
    {
        var name = entry.FullName;
        if (!DataFileReader.IsInside(name) || name.Contains(':', StringComparison.Ordinal))
            return ArchiveBounds.Refused(file, $"có đường dẫn ra ngoài thư mục: {name}", $"has a path that leaves its folder: {name}");

        var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        return type is 0 or UnixFile or UnixFolder ? null : ArchiveBounds.Refused(
            file, $"có {(type == UnixSymlink ? "liên kết" : "mục không phải tệp")}: {name}", $"has {(type == UnixSymlink ? "a link" : "something that is no file")}: {name}");
    }

    private static Problem? Unpack(ZipArchiveEntry entry, string folder, string file, ArchiveBounds bounds, ref long left)
    {
        var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
        if (!target.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || File.Exists(target))
            return ArchiveBounds.Refused(file, $"có đường dẫn trùng hoặc ra ngoài thư mục: {entry.FullName}", $"has a path twice, or one that leaves its folder: {entry.FullName}");

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var packed = entry.Open();
        using var unpacked = File.Create(target);
        var buffer = new byte[128 * 1024];
        var written = 0L;
        while (packed.Read(buffer) is > 0 and var read)
        {
            written += read;
            left -= read;
            if (left < 0)
                return bounds.TooLarge(file);
            if (bounds.IsBomb(written, entry.CompressedLength))
                return bounds.TooDense(file, entry.FullName);

            unpacked.Write(buffer, 0, read);
        }

        return null;
    }

    /// <summary>What macOS puts beside the files.</summary>
    private static bool IsRubbish(string name) => name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.EndsWith(".DS_Store", StringComparison.Ordinal);

    private static string? Find(string folder)
    {
        if (File.Exists(Path.Combine(folder, DataPackageReader.FileName)))
            return folder;

        return Directory.GetDirectories(folder) is [var only] && File.Exists(Path.Combine(only, DataPackageReader.FileName)) ? only : null;
    }
}
