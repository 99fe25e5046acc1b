using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LongAn.OpenData.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Exports on their way: what comes behind the last byte, and clients that are slow or leave.</summary>
public sealed class StreamedExportsTests
{
    private const string Part = "/api/v1/datasets/long/export.json?id__gte=1";
    private const string Whole = "/api/v1/datasets/long/export.csv";
    private const int Rows = 100_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv", "identity", true)]
    [InlineData("parquet", "br", true)] // never packed
    [InlineData("csv", "gzip", false)]
    [InlineData("csv", "zstd", false)]
    public async Task Over_HTTP_2_the_count_and_the_digest_come_behind_the_last_byte(string format, string encoding, bool hasDigest)
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n3\n");
        await using var own = await Portal.StartAsync(folder.Path, configure: Portal.SpeaksHttp2);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/datasets/words/export.{format}?id__gte=2") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("Accept-Encoding", encoding);
        using var answer = await own.Client.SendAsync(request, Cancel);
        var body = await answer.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("2", answer.TrailingHeaders.GetValues("X-Row-Count").Single());
        Assert.Equal(hasDigest ? $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:" : null, answer.TrailingHeaders.TryGetValues("Repr-Digest", out var digest) ? digest.Single() : null);
        Assert.Equal(hasDigest ? ["X-Row-Count", "Repr-Digest"] : ["X-Row-Count"], answer.Headers.Trailer);
    }

    /// <summary>One export may run at once; what a client that does not read would hold of it is more than sockets take in.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_reads_too_slowly_or_leaves_gives_the_reader_back(bool leaves)
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder, leaves ? null : HurriesClients, ("ExportReaders", "1"), ("SlowClientSeconds", "3600"), ("QueueSeconds", "30"));
        using var slow = await AskSlowlyAsync(own, Part);
        if (leaves)
            slow.Close();
        var other = await own.AskAsync($"{Part}&id__lte=2");

        Assert.Equal((200, 2), (other.Status, other.Json.AsArray().Count));
        if (!leaves)
            Assert.False(await EndsCleanlyAsync(slow));
    }

    /// <summary>
    /// Each of two exports is more than the sockets take in, and no client reads. Who comes third is given the reader of the one that has been
    /// waited for longest; the other is left alone.
    /// </summary>
    [Fact]
    public async Task The_slowest_client_makes_way_where_another_waits_and_no_reader_is_free()
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder, ("ExportReaders", "2"), ("SlowClientSeconds", "1"), ("QueueSeconds", "30"));
        using var first = await AskSlowlyAsync(own, Part);
        using var second = await AskSlowlyAsync(own, Part);
        var other = await own.AskAsync($"{Part}&id__lte=2");

        Assert.Equal((200, 2), (other.Status, other.Json.AsArray().Count));
        Assert.Equal(1, new[] { await EndsCleanlyAsync(first), await EndsCleanlyAsync(second) }.Count(isWhole => isWhole));
    }

    [Fact]
    public async Task Where_no_client_is_too_slow_who_comes_next_is_told_when_to_come_back()
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder, ("ExportReaders", "1"), ("SlowClientSeconds", "3600"), ("QueueSeconds", "1"));
        using var slow = await AskSlowlyAsync(own, Part);
        var other = await own.AskAsync($"{Part}&id__lte=2");

        Assert.Equal((503, "too-busy", "1"), (other.Status, other.Code, other.Header("Retry-After")));
        Assert.True(await EndsCleanlyAsync(slow));
    }

    [Fact]
    public async Task Whoever_asks_for_a_page_does_not_wait_for_the_client_that_asked_for_it_first()
    {
        const string Page = "/api/v1/datasets/long/records?limit=1000";
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder, HasSmallSockets);
        using var slow = await AskSlowlyAsync(own, Page, bufferBytes: 8 * 1024);
        var other = await own.AskAsync(Page).WaitAsync(Eventually.Longest, Cancel);

        Assert.Equal((200, 1_000), (other.Status, other.Json["data"]!.AsArray().Count));
    }

    /// <summary>What they asked for is a file, so they hold no reader; sockets are given little room so that nobody's download is done.</summary>
    [Fact]
    public async Task Five_hundred_who_do_not_read_stop_nobody()
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder, HasSmallSockets, ("StoredExportSeconds", "60"), ("ExportReaders", "4"));
        Assert.Equal("bytes", (await own.AskAsync(Whole)).Header("Accept-Ranges"));
        var slow = new List<Socket>();
        try
        {
            while (slow.Count < 500)
                slow.Add(await AskSlowlyAsync(own, Whole, bufferBytes: 8 * 1024));
            var page = await own.AskAsync("/api/v1/datasets/long/records?limit=10");
            var streamed = await own.AskAsync($"{Part}&id__lte=2");
            var again = await own.AskAsync(Whole, headers: ("Range", "bytes=0-99"));

            Assert.Equal((200, 200, 206), (page.Status, streamed.Status, again.Status));
            Assert.All(slow, socket => Assert.True(socket.Connected && socket.Receive(new byte[1]) == 1)); // none was cut
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }
    }

    private static Task<Portal> StartAsync(TempFolder folder, params (string Name, string Value)[] storage) => StartAsync(folder, configure: null, storage);

    private static Task<Portal> StartAsync(TempFolder folder, Action<WebApplicationBuilder>? configure, params (string Name, string Value)[] storage)
    {
        var words = new string('x', 250);
        folder.WriteDataset("long", [("id", "integer"), ("words", "string")], "id,words\n" + string.Concat(Enumerable.Range(1, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{words}\n"))));
        return Portal.StartAsync(folder.Path, settings: storage.ToDictionary(pair => "Storage:" + pair.Name, pair => (string?)pair.Value), configure: configure);
    }

    /// <summary>Asks, reads that the answer has begun, and reads no more.</summary>
    private static async Task<Socket> AskSlowlyAsync(Portal portal, string path, int bufferBytes = 512 * 1024)
    {
        var slow = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = bufferBytes };
        await slow.ConnectAsync(portal.Client.BaseAddress!.Host, portal.Client.BaseAddress.Port, Cancel);
        await slow.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {portal.Client.BaseAddress.Authority}\r\n\r\n"), Cancel);
        Assert.True(await slow.ReceiveAsync(new byte[4_000], Cancel) > 0);
        return slow;
    }

    private static void HasSmallSockets(WebApplicationBuilder builder) => builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = endpoint =>
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = 16 * 1024;
        return socket;
    });

    private static void HurriesClients(WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 10_000_000, gracePeriod: TimeSpan.FromSeconds(1.5)));

    /// <summary>Whether the last chunk (RFC 9112, section 7.1) comes; the connection stays open behind it.</summary>
    private static async Task<bool> EndsCleanlyAsync(Socket socket)
    {
        const string LastChunk = "0\r\n\r\n";
        var (buffer, last) = (new byte[64 * 1024], "");
        try
        {
            for (int read; last != LastChunk && (read = await socket.ReceiveAsync(buffer, Cancel)) > 0;)
            {
                last += Encoding.Latin1.GetString(buffer, Math.Max(0, read - LastChunk.Length), Math.Min(LastChunk.Length, read));
                last = last[^Math.Min(LastChunk.Length, last.Length)..];
            }
        }
        catch (SocketException)
        {
            return false;
        }

        return last == LastChunk;
    }
}
