using System.Net;
using System.Net.Sockets;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Outbound;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Tests.Hosting.Outbound;

public sealed class OutboundConnectionsTests
{
    [Theory]
    [InlineData("203.113.131.1", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2405:4800::1", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("ff02::1", false)]
    public void An_address_is_public_or_not(string address, bool isPublic)
    {
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://2130706433/", false)]
    [InlineData("http://0x7f.1/", false)]
    [InlineData("http://[::1]/", false)]
    [InlineData("http://localhost/", false)]
    [InlineData("http://user@8.8.8.8/", false)]
    [InlineData("ftp://8.8.8.8/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://no-such-host.invalid/", false)]
    [InlineData("https://8.8.8.8/hook", true)]
    public async Task An_address_may_be_reached_or_not(string address, bool mayReach)
    {
        Assert.Equal(mayReach, await Connections(allowsLoopback: false).MayReachAsync(new Uri(address), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_is_checked_as_it_is_made()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var client = new HttpClient(Connections(allowsLoopback: false).MakeHandler());

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address, TestContext.Current.CancellationToken));
        Assert.Contains("not a public address", refused.Message, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Loopback_may_be_allowed_and_nothing_else_with_it()
    {
        var connections = Connections(allowsLoopback: true);

        Assert.True(await connections.MayReachAsync(new Uri("http://127.0.0.1:9/"), TestContext.Current.CancellationToken));
        Assert.False(await connections.MayReachAsync(new Uri("http://10.0.0.1/"), TestContext.Current.CancellationToken));
    }

    private static OutboundConnections Connections(bool allowsLoopback) => new(Options.Create(new PortalOptions { AllowsLoopback = allowsLoopback }));
}
