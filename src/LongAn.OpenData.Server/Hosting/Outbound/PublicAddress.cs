using System.Net;

namespace LongAn.OpenData.Server.Hosting.Outbound;

/// <summary>Which addresses are of the public internet, by the special-purpose registries of IANA (RFC 6890 and after).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork Tunnelled = IPNetwork.Parse("2002::/16");

    /// <summary>An IPv4 address inside an IPv6 one (mapped, translated, 6to4) is taken for what it is.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.GetAddressBytes() is not { Length: 16 } bytes)
            return !NotPublic.Any(network => network.Contains(address));
        if (address.IsIPv4MappedToIPv6 || Translated.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(12)));
        if (Tunnelled.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(2, 4)));

        return Global.Contains(address) && !NotPublic.Any(network => network.Contains(address));
    }
}
