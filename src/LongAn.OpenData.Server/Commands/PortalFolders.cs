using System.CommandLine;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>The two folders that every command works with, from the command line, the environment or the defaults.</summary>
internal static class PortalFolders
{
    public static Option<string> DataDir() => new("--data-dir")
    {
        Description = "Where versions and the catalog are kept [env LONGAN_DATA_DIR].",
        DefaultValueFactory = _ => FromEnvironment("LONGAN_DATA_DIR", ".data"),
    };

    public static Option<string> Datasets() => new("--datasets")
    {
        Description = "The folder of datasets, one folder each [env LONGAN_DATASETS].",
        DefaultValueFactory = _ => FromEnvironment("LONGAN_DATASETS", "datasets"),
    };

    /// <summary>The catalog of a data folder that there must be; else says so on stderr.</summary>
    public static CatalogFile? FindCatalog(string dataDir)
    {
        if (File.Exists(Path.Combine(dataDir, CatalogFile.Name)))
            return new CatalogFile(dataDir);

        Console.Error.WriteLine($"Nothing has been imported into {Path.GetFullPath(dataDir)}; see import.");
        return null;
    }

    public static string FromEnvironment(string name, string standard) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : standard;
}
