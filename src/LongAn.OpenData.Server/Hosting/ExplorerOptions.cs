using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>The section <c>Portal:Explorer</c> of the configuration.</summary>
public sealed class ExplorerOptions : IValidatableObject
{
    /// <summary>
    /// The tiles of a base map, such as <c>https://tiles.example.vn/{z}/{x}/{y}.png</c>. Left out, maps have a plain graticule, and no request
    /// of a page leaves the portal.
    /// </summary>
    public string? TileUrl { get; set; }

    /// <summary>Whom the base map is by; shown on it, and required with <see cref="TileUrl"/>.</summary>
    public string? TileCredit { get; set; }

    /// <summary>The origin that tiles are loaded from; null where it is the portal's own or there is no base map.</summary>
    internal string? TileOrigin => TileUrl is not null && Uri.TryCreate(TileUrl, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority).Replace("{s}", "*", StringComparison.Ordinal) : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TileUrl is not null && !(Uri.TryCreate(TileUrl, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)))
            yield return new ValidationResult($"{nameof(TileUrl)} must be an address that begins with https: or http:.", [nameof(TileUrl)]);
        if (TileUrl is not null && string.IsNullOrWhiteSpace(TileCredit))
            yield return new ValidationResult($"{nameof(TileCredit)} says whom the base map is by, and is required with {nameof(TileUrl)}.", [nameof(TileCredit)]);
    }
}
