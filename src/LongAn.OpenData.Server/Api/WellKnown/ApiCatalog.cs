using System.Text.Json.Serialization;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Api.WellKnown;

/// <summary>The services of the portal as a linkset (RFC 9264, RFC 9727).</summary>
internal sealed record ApiCatalog(IReadOnlyList<LinkContext> Linkset)
{
    public const string Path = "/.well-known/api-catalog";
    public const string MediaType = "application/linkset+json";
    public const string ContentType = MediaType + "; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

    public static ApiCatalog Of(PortalLinks links) => new(
    [
        new LinkContext(links.Root + Path) { Item = [.. PortalService.All.Select(service => new LinkTarget(links.Root + service.Path) { Title = service.Title.Vi })] },
        .. PortalService.All.Select(service => new LinkContext(links.Root + service.Path)
        {
            ServiceDesc = service.Definition is { } definition ? [new LinkTarget(links.Root + definition) { Type = service.DefinitionType }] : null,
            ServiceDoc = [new LinkTarget(links.Root + "/swagger") { Type = "text/html" }],
            ServiceMeta = [new LinkTarget(links.Root + "/catalog.jsonld") { Type = "application/ld+json" }],
            Status = [new LinkTarget(links.Root + "/health/ready") { Type = "text/plain" }],
        }),
    ]);
}

/// <summary>What is linked from one address; names are those of link relations (RFC 8631).</summary>
internal sealed record LinkContext(string Anchor)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LinkTarget>? Item { get; init; }

    [JsonPropertyName("service-desc"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LinkTarget>? ServiceDesc { get; init; }

    [JsonPropertyName("service-doc"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LinkTarget>? ServiceDoc { get; init; }

    [JsonPropertyName("service-meta"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LinkTarget>? ServiceMeta { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LinkTarget>? Status { get; init; }
}

internal sealed record LinkTarget(string Href)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }
}
