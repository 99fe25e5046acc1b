using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Publishing;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>What became of a wish to go back to a version.</summary>
/// <param name="Outcome"><c>rolled-back</c>: this version is served instead of the one that was; <c>unchanged</c>: it was served already; <c>sound</c>: it would be served.</param>
/// <param name="Version">What is served now; of a trial, what would be.</param>
/// <param name="Tag">What the next <c>If-Match</c> has to say.</param>
/// <param name="Left">The version that was served until now.</param>
internal sealed record RollbackDocument(string Dataset, string Outcome, int Version, string Tag, int Left, long RecordCount, RollbackLinks Links)
{
    public static RollbackDocument Of(string outcome, DatasetVersion left, DatasetVersion version, bool isDone, PortalLinks links) => new(
        version.Dataset, outcome, version.Number, VersionTag.Of(isDone ? version : left), left.Number, version.RecordCount, RollbackLinks.Of(version.Dataset, left.Number, version.Number, links));
}

/// <summary>Where to see what is served, and what that changed for who had the version before.</summary>
/// <param name="Changes">What leads from the version that was left to the one that is served; null where they are the same.</param>
internal sealed record RollbackLinks(string Dataset, string Version, string Records, string? Changes, string Feed)
{
    public static RollbackLinks Of(string dataset, int left, int version, PortalLinks links)
    {
        var known = PublishLinks.Of(dataset, version, links);
        return new RollbackLinks(known.Dataset, known.Version!, known.Records, left == version ? null : $"{known.Dataset}/changes?since={left}&to={version}", known.Dataset + "/feed.atom");
    }
}
