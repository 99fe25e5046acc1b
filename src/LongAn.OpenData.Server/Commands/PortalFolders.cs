using System.CommandLine;

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

    public static string FromEnvironment(string name, string standard) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : standard;
}
