using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LongAn.OpenData.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Exports on their way: what comes behind the last byte, and clients that are slow or leave.</summary>
public sealed class StreamedExportsTests
{
    private const string Part = "/api/v1/datasets/long/export.json?id__gte=1";
    private const int Rows = 100_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv", "identity", true)]
    [InlineData("parquet", "br", true)] // never packed
    [InlineData("csv", "gzip", false)]
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
        var words = new string('x', 250);
        folder.WriteDataset("long", [("id", "integer"), ("words", "string")], "id,words\n" + string.Concat(Enumerable.Range(1, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{words}\n"))));
        await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["Storage:ExportReaders"] = "1", ["Storage:QueueSeconds"] = "30" }, configure: leaves ? null : HurriesClients);
        using var slow = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
        await slow.ConnectAsync(own.Client.BaseAddress!.Host, own.Client.BaseAddress.Port, Cancel);
        await slow.SendAsync(Encoding.ASCII.GetBytes($"GET {Part} HTTP/1.1\r\nHost: localhost\r\n\r\n"), Cancel);
        var begun = await slow.ReceiveAsync(new byte[4_000], Cancel);
        if (leaves)
            slow.Close();
        var other = await own.AskAsync($"{Part}&id__lte=2");

        Assert.True(begun > 0);
        Assert.Equal((200, 2), (other.Status, other.Json.AsArray().Count));
        if (!leaves)
            Assert.False(await EndsCleanlyAsync(slow));
    }

    private static void HurriesClients(WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 10_000_000, gracePeriod: TimeSpan.FromSeconds(1.5)));

    /// <summary>Whether the last chunk (RFC 9112, section 7.1) comes.</summary>
    private static async Task<bool> EndsCleanlyAsync(Socket socket)
    {
        var (buffer, last) = (new byte[64 * 1024], "");
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer, Cancel)) > 0;)
                last = Encoding.Latin1.GetString(buffer, Math.Max(0, read - 5), Math.Min(5, read));
        }
        catch (SocketException)
        {
            return false;
        }

        return last == "0\r\n\r\n";
    }
}
