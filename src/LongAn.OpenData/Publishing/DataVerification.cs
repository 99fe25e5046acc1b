using System.Security.Cryptography;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Publishing;

/// <summary>Holds every file of every version against what it was when it was published.</summary>
public static class DataVerification
{
    /// <returns>Every file that is on record, and what is wrong with it, if anything.</returns>
    public static IEnumerable<CheckedFile> Check(CatalogFile catalog, CancellationToken cancel)
    {
        using var ledger = new VersionLedger(catalog);
        foreach (var (folder, file) in ledger.ReadFiles())
        {
            cancel.ThrowIfCancellationRequested();
            yield return new CheckedFile($"{folder}/{file.Name}", Find(Path.Combine(catalog.DataFolder, folder, file.Name), file));
        }
    }

    /// <returns>What SQLite finds wrong with the catalog's own file; null for nothing.</returns>
    public static string? CheckCatalog(CatalogFile catalog)
    {
        using var connection = catalog.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar() as string is "ok" ? null : command.ExecuteScalar() as string;
    }

    private static FileFault? Find(string path, VersionFile recorded)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length == recorded.Bytes && Convert.ToHexStringLower(SHA256.HashData(file)) == recorded.Sha256 ? null : FileFault.Changed;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileFault.Missing;
        }
    }
}

/// <summary>What is wrong with a file of a version.</summary>
public enum FileFault
{
    Missing,

    /// <summary>Its bytes are not those that were published.</summary>
    Changed,
}

/// <param name="Path">In the data folder, with slashes.</param>
public sealed record BrokenFile(string Path, FileFault Fault);

/// <param name="Fault">Null where the file is what it was.</param>
public sealed record CheckedFile(string Path, FileFault? Fault);
