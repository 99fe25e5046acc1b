using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>The version that <c>version=</c> names; the one that is served where it is not given.</summary>
internal static class AskedVersion
{
    /// <returns>Null where there is none such; then the problem says why.</returns>
    public static DatasetVersion? Find(Dataset dataset, string? asked, out Problem? problem)
    {
        problem = null;
        if (asked is null)
            return dataset.Current;

        var isWhole = RecordsParameter.TryWhole(asked, out var number) && number >= 1;
        var version = isWhole ? dataset.FindVersion(number) : null;
        if (version is null)
            problem = isWhole ? ProblemMessages.UnknownVersion(dataset, asked) : ProblemMessages.NotWhole(RecordsParameter.Version.Name, 1);
        return version;
    }
}
