using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Outbound;

/// <summary>
/// How the portal connects to addresses that somebody else has named. Each connection is checked as it is made, with the very address that
/// is connected to, so that a name which leads elsewhere the second time (DNS rebinding) leads nowhere.
/// </summary>
internal sealed class OutboundConnections(IOptions<PortalOptions> options)
{
    private const int HeaderKilobytes = 32;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Follows no redirects, keeps no cookies, goes through no proxy, and connects to public addresses alone. Whoever has it disposes it.</summary>
    public SocketsHttpHandler MakeHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        MaxResponseHeadersLength = HeaderKilobytes,
        ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, cancel),
    };

    /// <summary>Whether an address may be asked for at all: <c>http</c> or <c>https</c>, without a user, of a host that has public addresses only.</summary>
    /// <returns>False as well where the host is not known.</returns>
    public async Task<bool> MayReachAsync(Uri address, CancellationToken cancel)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || address.UserInfo.Length > 0)
            return false;

        try
        {
            var found = await FindAsync(address.IdnHost, AddressFamily.Unspecified, cancel);
            return found.Length > 0 && found.All(IsAllowed);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancel)
    {
        var found = await FindAsync(to.Host, to.AddressFamily, cancel);
        if (found.Length == 0 || !found.All(IsAllowed))
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{to.Host} is not a public address.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>None for <c>0.0.0.0</c> and <c>[::]</c>, which are no host's.</returns>
    private static async Task<IPAddress[]> FindAsync(string host, AddressFamily family, CancellationToken cancel)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, family, cancel);
        }
        catch (ArgumentException)
        {
            return [];
        }
    }

    private bool IsAllowed(IPAddress address) => PublicAddress.Is(address) || (options.Value.AllowsLoopback && IPAddress.IsLoopback(address));
}
