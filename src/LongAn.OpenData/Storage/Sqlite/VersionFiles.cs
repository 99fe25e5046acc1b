using System.Security.Cryptography;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Spatial;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Which files a version is: its records, its full text where it has searched fields, its index of places where it has any, the codes of its values where it has many records.</summary>
public static class VersionFiles
{
    private const string ExportMark = ".export.";
    private const string SinceMark = ".since-";
    private const string ChangesEnding = ".changes";

    /// <param name="version">The path or name of the file of records.</param>
    public static IReadOnlyList<string> Of(string version) => [version, CodeIndex.PathOf(version), FullTextIndex.PathOf(version), PlaceIndex.PathOf(version)];

    /// <summary>What the files of a version are at this moment.</summary>
    /// <param name="version">The path of the file of records.</param>
    public static IReadOnlyList<VersionFile> Read(string version) =>
        [.. Of(version).Where(File.Exists).AsParallel().AsOrdered().Select(path =>
        {
            using var file = File.OpenRead(path);
            return new VersionFile(Path.GetFileName(path), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
        })];

    /// <summary>A file that is made of the version when somebody asks for it, and kept beside it.</summary>
    /// <param name="version">The path or name of the file of records.</param>
    public static string ExportOf(string version, string name) => Path.ChangeExtension(version, null) + ExportMark + name;

    /// <summary>The file of records whose version has a file made of it under this name; null where it is no such file, or a half-made one.</summary>
    internal static string? VersionOfExport(string name)
    {
        var at = name.IndexOf(ExportMark, StringComparison.Ordinal);
        return at < 0 || name.Contains(SqliteStagedVersion.StagingEnding, StringComparison.Ordinal) ? null : name[..at] + ".sqlite";
    }

    /// <summary>Which records differ from another version; made when it is published, or when somebody asks, and kept beside it.</summary>
    /// <param name="version">The path or name of the file of records.</param>
    public static string ChangesOf(string version, int since) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path.ChangeExtension(version, null)}{SinceMark}{since}{ChangesEnding}");

    internal const string AnyChanges = "*" + SinceMark + "*" + ChangesEnding;

    /// <summary>What was made of differences from a version, or to it: of no use once its records are gone.</summary>
    /// <param name="version">The path of the file of records.</param>
    public static IEnumerable<string> AllChangesOf(string version, int number)
    {
        var folder = Path.GetDirectoryName(version)!;
        return Directory.EnumerateFiles(folder, $"{Path.GetFileNameWithoutExtension(version)}{SinceMark}*{ChangesEnding}")
            .Concat(Directory.EnumerateFiles(folder, Path.GetFileName(ChangesOf("*", number))));
    }

    /// <summary>Every file there is of a version: those it is, and those made of it.</summary>
    public static IReadOnlyList<string> Made(DatasetVersion version) =>
        [.. Of(version.Path).Where(File.Exists), .. Directory.EnumerateFiles(Path.GetDirectoryName(version.Path)!, Path.GetFileName(ExportOf(version.Path, "*"))), .. AllChangesOf(version.Path, version.Number)];

    /// <summary>Removes all files of a version that the ledger says is no longer kept. Whoever has one open reads it to its end.</summary>
    public static void Delete(DatasetVersion version)
    {
        foreach (var path in Made(version))
            File.Delete(path);
    }

    /// <summary>The file of records whose version has a file made of it under this name; null where it is no such file, or a half-made one.</summary>
    internal static string? VersionOfMade(string name)
    {
        var at = name.EndsWith(ChangesEnding, StringComparison.Ordinal) ? name.IndexOf(SinceMark, StringComparison.Ordinal) : -1;
        return at < 0 ? VersionOfExport(name) : name[..at] + ".sqlite";
    }

    /// <summary>Without its index of places, or its codes, a version is only slower.</summary>
    public static bool AreThere(string versionPath, TableSchema schema) =>
        File.Exists(versionPath) && (!FullTextIndex.Has(schema) || File.Exists(FullTextIndex.PathOf(versionPath)));

    /// <summary>Makes the index of places of a version that was published before there were any. A disk that is full leaves it without.</summary>
    public static void Complete(DatasetVersion version)
    {
        var index = PlaceIndex.PathOf(version.Path);
        if (File.Exists(index) || Place.All(version.Location, version.Schema) is not { Count: > 0 } places)
            return;

        var staged = index + SqliteStagedVersion.StagingEnding;
        try
        {
            File.Delete(staged);
            using (var records = new LoadedRecords(version.Path))
            using (var made = new PlaceIndex(staged, places))
                made.Fill(records);
            DurableFile.Flush(staged);
            File.Move(staged, index);
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            File.Delete(staged);
        }
    }
}
