using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Docs;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Found;

/// <summary>A page that somebody may have meant.</summary>
/// <param name="Path">Without the portal's prefix.</param>
public sealed record NearPage(string Path, LocalizedText Title);

/// <summary>Finds the pages that an address which leads nowhere was probably meant for.</summary>
internal static class NearestPages
{
    /// <summary>Segments of a path that are compared, the last first.</summary>
    private const int Segments = 4;

    public static IReadOnlyList<NearPage> To(string path, DatasetCatalog catalog)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).Reverse().Take(Segments).ToArray();
        var pages = new List<NearPage>();
        var titles = catalog.Datasets.ToDictionary(dataset => VietnameseText.Fold(dataset.Description.Title.Vi).Replace(' ', '-'), dataset => dataset.Id, StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            var id = catalog.Find(segment)?.Id ?? catalog.Suggest(segment) ?? (Nearest.To(segment, titles.Keys) is { } title ? titles[title] : null);
            if (id is not null && catalog.Find(id) is { } dataset)
                pages.Add(new NearPage(DatasetTab.Records.PathOf(id), dataset.Description.Title));
        }

        var known = DocsTopic.All.Select(topic => new NearPage(topic.Path, topic.Title)).ToArray();
        if (Nearest.To(path, known.Select(page => page.Path)) is { } near)
            pages.Add(known.Single(page => page.Path == near));
        return [.. pages.DistinctBy(page => page.Path)];
    }
}
