using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Exports;

/// <summary>All of a version in one format and encoding, without options: what is made once and kept.</summary>
public sealed record WholeExport(Dataset Dataset, DatasetVersion Version, RecordFormat Format, ExportEncoding Encoding)
{
    /// <summary>Where it is kept. What is said of the dataset stands in some formats, so its date is in their names; a database is the version itself.</summary>
    public string Path => Format.IsDatabase ? Version.Path : VersionFiles.ExportOf(Version.Path, Description + Format.Name + Encoding.Ending);

    /// <summary>Where it is kept what the file is.</summary>
    public string FactsPath => VersionFiles.ExportOf(Version.Path, Description + Format.Name + Encoding.Ending + ".facts");

    /// <summary>The bytes never change: nothing but the version is in them.</summary>
    public bool IsImmutable => Description.Length == 0;

    private string Description => Format.DescribesDataset && !Format.IsDatabase ? string.Create(CultureInfo.InvariantCulture, $"{Dataset.MetadataModified.UtcTicks:x}.") : "";

    /// <summary>The plan asks for all of its version, written as it is without options.</summary>
    public static bool Is(RecordsPlan plan, FormatOptions options) => plan.IsWhole && options.Tag.Length == 0;

    /// <summary>Everything there may be of a version.</summary>
    public static IEnumerable<WholeExport> Of(Dataset dataset, DatasetVersion version) =>
        from format in RecordFormat.For(version)
        from encoding in ExportEncoding.For(format)
        select new WholeExport(dataset, version, format, encoding);

    /// <returns>The file's bytes; null where it has gone since it was found.</returns>
    public FileStream? Open(ExportFacts facts)
    {
        try
        {
            var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            if (file.Length == facts.Bytes)
                return file;

            file.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Files of the same under what the dataset said of itself before.</summary>
    internal IEnumerable<string> Outdated()
    {
        if (IsImmutable)
            return [];

        var (folder, current) = (System.IO.Path.GetDirectoryName(Path)!, VersionFiles.ExportOf(Version.Path, Description));
        var pattern = System.IO.Path.GetFileName(VersionFiles.ExportOf(Version.Path, $"*.{Format.Name}*"));
        return Directory.EnumerateFiles(folder, pattern).Where(file => !file.StartsWith(current, StringComparison.Ordinal));
    }
}
