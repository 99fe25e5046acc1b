using System.Globalization;
using System.IO.Compression;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import.Archives;

/// <summary>How much a zip archive may hold. An archive that says less than it has is found out while it is unpacked.</summary>
public sealed record ArchiveBounds
{
    public static ArchiveBounds Default { get; } = new();

    /// <summary>Files and folders.</summary>
    public int MostEntries { get; init; } = 1_000;

    /// <summary>Unpacked, all entries together.</summary>
    public long MostBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Unpacked bytes to packed ones, of an entry that is large: deflate itself ends at 1,032.</summary>
    public int MostRatio { get; init; } = 200;

    /// <summary>Entries smaller than this may be packed as tightly as they will.</summary>
    public long RatioFromBytes { get; init; } = 10L * 1024 * 1024;

    /// <returns>Why the archive is refused; null where it is not.</returns>
    public Problem? Check(ZipArchive archive, string file)
    {
        if (archive.Entries.Count > MostEntries)
            return Refused(file, $"có {archive.Entries.Count} mục, nhiều nhất là {MostEntries}", $"has {archive.Entries.Count} entries, at most {MostEntries} are taken");
        if (archive.Entries.Sum(entry => (double)entry.Length) > MostBytes)
            return TooLarge(file);
        if (archive.Entries.FirstOrDefault(entry => entry.IsEncrypted) is { } locked)
            return Refused(file, $"có mục được mã hóa: {locked.FullName}; hãy bỏ mật khẩu", $"has an encrypted entry: {locked.FullName}; take the password off");
        return archive.Entries.FirstOrDefault(entry => IsBomb(entry.Length, entry.CompressedLength)) is { } bomb ? TooDense(file, bomb.FullName) : null;
    }

    public bool IsBomb(long unpacked, long packed) => unpacked > RatioFromBytes && unpacked / Math.Max(1, packed) > MostRatio;

    public Problem TooLarge(string file) => Refused(file, $"giải nén ra hơn {MostBytes} byte", $"unpacks to more than {MostBytes} bytes");

    public Problem TooDense(string file, string entry) => Refused(file, $"nén {entry} hơn {MostRatio} lần", $"packs {entry} more than {MostRatio} times");

    public static Problem Refused(string file, FormattableString vi, FormattableString en) =>
        new(ProblemCode.ArchiveRefused, $"{file} {vi.ToString(CultureInfo.InvariantCulture)}.", $"{file} {en.ToString(CultureInfo.InvariantCulture)}.") { Place = new ProblemPlace(file) };
}
