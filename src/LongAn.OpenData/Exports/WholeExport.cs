using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Exports;

/// <summary>All of a version in one format and encoding, without options: what is made once and kept.</summary>
public sealed record WholeExport(Dataset Dataset, DatasetVersion Version, RecordFormat Format, ExportEncoding Encoding)
{
    internal const string FactsEnding = ".facts";

    /// <summary>Where it is kept. What is said of the dataset stands in some formats, so its date is in their names; a database is the version itself.</summary>
    public string Path => Format.IsDatabase ? Version.Path : VersionFiles.ExportOf(Version.Path, Made + Format.Name + Encoding.Ending);

    /// <summary>Where it is kept what the file is.</summary>
    public string FactsPath => VersionFiles.ExportOf(Version.Path, Made + Format.Name + Encoding.Ending + FactsEnding);

    /// <summary>The bytes never change: nothing but the version is in them.</summary>
    public bool IsImmutable => Description.Length == 0;

    /// <summary>What it was made by and of, beside the version: the writer's revision, the description.</summary>
    private string Made => string.Create(CultureInfo.InvariantCulture, $"{Format.Revision}.{Description}");

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

    /// <summary>Files of the same by another revision of its writer, or under what the dataset said of itself before.</summary>
    internal IEnumerable<string> Outdated()
    {
        var (folder, current) = (System.IO.Path.GetDirectoryName(Path)!, VersionFiles.ExportOf(Version.Path, Made));
        return Directory.EnumerateFiles(folder, System.IO.Path.GetFileName(VersionFiles.ExportOf(Version.Path, "*")))
            .Where(file => FormatOf(file) == Format.Name && !file.StartsWith(current, StringComparison.Ordinal));
    }

    /// <summary>The last part of a file's name that says neither its encoding nor that it holds facts.</summary>
    private static string FormatOf(string file)
    {
        var name = System.IO.Path.GetFileName(file.AsSpan());
        foreach (var ending in ExportEncoding.All.Select(row => row.Ending).Where(ending => ending.Length > 0).Prepend(FactsEnding))
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
                name = name[..^ending.Length];
        }

        return name[(name.LastIndexOf('.') + 1)..].ToString();
    }
}
