using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>Which content is served, how it came, and what to say to replace it.</summary>
/// <param name="Tag">The value of <c>If-Match</c> for the next <c>PUT</c>; also this answer's <c>ETag</c>.</param>
/// <param name="Digest">SHA-256 (hex) of the published file and of all that says how to read it.</param>
/// <param name="Channel">By which way it came.</param>
/// <param name="Reason">Why, in the publisher's words.</param>
/// <param name="Downloads">By format.</param>
internal sealed record ContentDocument(
    string Dataset, int Version, string Tag, string Digest, long RecordCount, DateTimeOffset Published, PublishChannel Channel, string? Reason, IReadOnlyDictionary<string, string> Downloads)
{
    public static ContentDocument Of(Dataset dataset, PortalLinks links)
    {
        var version = dataset.Current;
        return new ContentDocument(
            dataset.Id, version.Number, VersionTag.Of(version), version.Digest, version.RecordCount, version.Created, version.Origin.Channel, version.Origin.Reason,
            RecordFormat.For(version).ToDictionary(format => format.Name, format => $"{links.Dataset(dataset.Id)}/export.{format.Name}"));
    }
}
