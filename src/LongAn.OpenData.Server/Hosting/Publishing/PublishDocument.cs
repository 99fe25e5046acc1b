using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LongAn.OpenData.Import;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>What became of content that was sent and is sound.</summary>
/// <param name="Outcome"><c>published</c>: a new version is served; <c>unchanged</c>; <c>described</c>: only what is said of it has changed; <c>sound</c>: it would be published.</param>
/// <param name="Version">What is served now; null for a trial of a dataset that is not there yet.</param>
/// <param name="Tag">What the next <c>If-Match</c> has to say.</param>
internal sealed record PublishDocument(string Dataset, string Outcome, int? Version, string? Tag, ImportReportDocument Report, PublishLinks Links)
{
    /// <summary>Of a new dataset of which only a file was sent: the <c>datapackage.json</c> that was drafted by it, to be mended and sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Descriptor { get; init; }

    public static PublishDocument Of(PublishResult result, JsonObject? draft, PortalLinks links) => new(
        result.Dataset, result.Outcome.ToString().ToLowerInvariant(), result.Version?.Number, result.Version is { } version ? VersionTag.Of(version) : null,
        ImportReportDocument.Of(result.Report), PublishLinks.Of(result.Dataset, result.Version?.Number, links))
    {
        Descriptor = draft,
    };
}

/// <summary>Where to see what is served now.</summary>
internal sealed record PublishLinks(string Dataset, string? Version, string Records)
{
    public static PublishLinks Of(string dataset, int? version, PortalLinks links)
    {
        var self = links.Dataset(dataset);
        return new PublishLinks(self, version is null ? null : $"{self}/versions/{version}", self + "/records");
    }
}

/// <summary>A job that was begun.</summary>
/// <param name="Url">Where to ask how far it is.</param>
internal sealed record AcceptedDocument(string Job, string Dataset, string Url);
