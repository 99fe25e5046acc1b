using System.Net;
using System.Net.Sockets;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>Whom a limit counts as one: an IPv4 address, or the /64 network of an IPv6 address, since who has one has 2⁶⁴ of them.</summary>
internal static class ClientNetwork
{
    public static IPAddress Of(HttpContext http) => Of(http.Connection.RemoteIpAddress);

    /// <summary>An IPv4 address is one, whatever socket it came in by.</summary>
    public static IPAddress Of(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            return address.MapToIPv4();
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
            return address ?? IPAddress.None;

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
