namespace LongAn.OpenData.Benchmarks;

/// <summary>How long a user waits: the first start imports every dataset of the repository, later ones find nothing new.</summary>
internal static class StartMeasure
{
    private const int Starts = 5;

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var data = workshop.Fresh("start");
        yield return new Figure("first start, every dataset imported", Start(data), "s", "under 10");
        yield return new Figure($"later start, median of {Starts}", Workshop.Median(Enumerable.Range(0, Starts).Select(_ => Start(data))), "s", "under 1");
    }

    private static double Start(string data)
    {
        using var server = new RunningServer(Workshop.RepositoryDatasets, data);
        return server.Started.Elapsed.TotalSeconds;
    }
}
