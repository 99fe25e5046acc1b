using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Which files a version is: its records, and its full text where it has searched fields.</summary>
public static class VersionFiles
{
    /// <param name="version">The path or name of the file of records.</param>
    public static IReadOnlyList<string> Of(string version) => [version, FullTextIndex.PathOf(version)];

    public static bool AreThere(string versionPath, TableSchema schema) =>
        File.Exists(versionPath) && (!FullTextIndex.Has(schema) || File.Exists(FullTextIndex.PathOf(versionPath)));
}
