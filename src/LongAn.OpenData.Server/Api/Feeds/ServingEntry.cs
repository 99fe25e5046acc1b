using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Feeds;

/// <summary>Says of a serving what happened.</summary>
internal static class ServingEntry
{
    public static AtomEntry Of(Dataset dataset, VersionServing serving, PortalLinks links)
    {
        var self = links.Dataset(dataset.Id);
        var number = serving.Number.ToString(CultureInfo.InvariantCulture);
        var title = dataset.Description.Title;
        return new AtomEntry(
            string.Create(CultureInfo.InvariantCulture, $"{self}/versions/{number}#serving-{serving.Id}"),
            new LocalizedText($"{title.Vi}: phiên bản {number}", $"{title.In("en")}: version {number}"),
            Summary(dataset, serving), serving.At, dataset.Description.Publisher.Title,
            serving.IsReturn ? "rollback" : "publish", $"{links.DatasetPage(dataset.Id)}?version={number}", $"{self}/versions/{number}",
            HasChanges(dataset, serving) ? string.Create(CultureInfo.InvariantCulture, $"{self}/changes?since={serving.Before ?? 0}&to={number}") : null);
    }

    private static LocalizedText Summary(Dataset dataset, VersionServing serving)
    {
        var counts = dataset.CountsOf(serving);
        var (vi, en) = counts is null ? ("", "") : (
            string.Create(CultureInfo.InvariantCulture, $"{counts.Inserted} thêm, {counts.Updated} sửa, {counts.Deleted} xóa."),
            string.Create(CultureInfo.InvariantCulture, $"{counts.Inserted} added, {counts.Updated} changed, {counts.Deleted} removed."));
        if (serving.IsReturn)
            (vi, en) = (string.Create(CultureInfo.InvariantCulture, $"Quay lại phiên bản {serving.Number}. {vi}"), string.Create(CultureInfo.InvariantCulture, $"Back to version {serving.Number}. {en}"));
        return new LocalizedText(string.Join(' ', Parts(vi, serving.By.Reason)), string.Join(' ', Parts(en, serving.By.Reason)));
    }

    private static IEnumerable<string> Parts(string said, string? reason) => new[] { said.Trim(), reason ?? "" }.Where(part => part.Length > 0);

    private static bool HasChanges(Dataset dataset, VersionServing serving) =>
        dataset.FindVersion(serving.Number) is { } version
        && (serving.Before is not { } before || (dataset.FindVersion(before) is { } since && version.Schema.CanFollow(since.Schema)));
}
