using System.Diagnostics.CodeAnalysis;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Explorer.Datasets;

/// <summary>What the pages of a dataset have in common.</summary>
internal static class DatasetPages
{
    /// <summary>Finds the dataset of a page and the version that is asked for.</summary>
    /// <returns>False where there is none; then <paramref name="problem"/> is the page that says so.</returns>
    public static bool TryFind(string id, HttpRequest http, DatasetCatalog catalog, [NotNullWhen(true)] out Dataset? dataset, [NotNullWhen(true)] out DatasetVersion? version, [NotNullWhen(false)] out IResult? problem)
    {
        version = null;
        problem = null;
        dataset = catalog.Find(id);
        if (dataset is null)
        {
            problem = ProblemPages.Page(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
            return false;
        }

        version = AskedVersion.Find(dataset, http.Query, out var wrong);
        if (version is not null)
            return true;

        problem = ProblemPages.Page(wrong!);
        return false;
    }

    /// <summary>When what a page of the dataset shows last changed.</summary>
    public static DateTimeOffset Modified(Dataset dataset) => dataset.Modified;
}
