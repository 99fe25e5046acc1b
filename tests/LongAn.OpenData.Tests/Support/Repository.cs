namespace LongAn.OpenData.Tests.Support;

/// <summary>The repository the tests were built from.</summary>
internal static class Repository
{
    private const string Solution = "LongAn.OpenData.sln";

    public static string Root { get; } = FindRoot();

    public static string Datasets { get; } = Path.Combine(Root, "datasets");

    /// <summary>The ids of the repository's own datasets.</summary>
    public static IReadOnlyList<string> DatasetIds { get; } =
        [.. Directory.EnumerateDirectories(Datasets).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, Solution)))
                return folder;
        }

        throw new InvalidOperationException($"No {Solution} above {AppContext.BaseDirectory}.");
    }
}
