using System.Globalization;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.WellKnown;

/// <summary>Whom to tell of a weakness (RFC 9116).</summary>
internal static class SecurityText
{
    /// <returns>Null where nobody is named in the options.</returns>
    public static string? Of(PortalOptions options, PortalLinks links)
    {
        if (options is not { SecurityContact: { } contact, SecurityExpires: { } expires })
            return null;

        var moment = expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"Contact: {contact}\nExpires: {moment}\nPreferred-Languages: vi, en\nCanonical: {links.Root}/.well-known/security.txt\n";
    }
}
