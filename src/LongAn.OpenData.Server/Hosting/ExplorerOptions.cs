using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>The section <c>Portal:Explorer</c> of the configuration.</summary>
public sealed class ExplorerOptions : IValidatableObject
{
    /// <summary>
    /// The tiles of a base map, such as <c>https://tiles.example.vn/{z}/{x}/{y}.png</c>; <c>{s}</c> stands for a, b and c. Left out, maps have a plain graticule, and no request
    /// of a page leaves the portal.
    /// </summary>
    public string? TileUrl { get; set; }

    /// <summary>Whom the base map is by; shown on it, and required with <see cref="TileUrl"/>.</summary>
    public string? TileCredit { get; set; }

    /// <summary>The origin that tiles are loaded from, as the policy of a page names it; null where there is no base map.</summary>
    internal string? TileOrigin => TileAddress?.GetLeftPart(UriPartial.Authority).Replace(AnyServer, "*", StringComparison.Ordinal);

    /// <summary>An address cannot have <c>{s}</c> in its host, so something else stands there while it is looked at.</summary>
    private Uri? TileAddress => Uri.TryCreate(TileUrl?.Replace("{s}", AnyServer, StringComparison.Ordinal), UriKind.Absolute, out var address) ? address : null;

    private const string AnyServer = "any-server";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TileUrl is not null && (TileAddress is not { } address || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)))
            yield return new ValidationResult($"{nameof(TileUrl)} must be an address that begins with https: or http:.", [nameof(TileUrl)]);
        if (TileUrl is not null && string.IsNullOrWhiteSpace(TileCredit))
            yield return new ValidationResult($"{nameof(TileCredit)} says whom the base map is by, and is required with {nameof(TileUrl)}.", [nameof(TileCredit)]);
    }
}
