using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using LongAn.OpenData.Publishing.Harvests;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Outbound;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>
/// Reads files from other addresses: bounded in time and bytes, asked for conditionally, redirected a few times at most and never to an
/// address that is not public.
/// </summary>
internal sealed class RemoteClient : IDisposable
{
    private const int MostRedirects = 5;
    private const int BufferBytes = 128 * 1024;
    private readonly OutboundConnections connections;
    private readonly HarvestOptions bounds;
    private readonly HttpClient client;

    public RemoteClient(OutboundConnections connections, IOptions<PortalOptions> options)
    {
        this.connections = connections;
        bounds = options.Value.Harvest;
        var handler = connections.MakeHandler();
        handler.AutomaticDecompression = DecompressionMethods.All;
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("LongAn.OpenData", "1.0"));
    }

    /// <param name="mark">What is known of the file; it is not sent again where it is still that.</param>
    /// <param name="into">A folder; the file gets a name of its own in it.</param>
    /// <returns>Null where it has not changed.</returns>
    /// <exception cref="HarvestFault">It cannot be had; the message says why.</exception>
    public async Task<RemoteFile?> ReadAsync(Uri address, HarvestMark? mark, string into, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(bounds.Seconds));
        try
        {
            using var response = await AskAsync(address, mark, limit.Token);
            if (response.StatusCode == HttpStatusCode.NotModified)
                return null;
            if (!response.IsSuccessStatusCode)
                throw new HarvestFault(string.Create(CultureInfo.InvariantCulture, $"{address} answers {(int)response.StatusCode}."));

            return await SaveAsync(response, into, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new HarvestFault(string.Create(CultureInfo.InvariantCulture, $"{address} takes longer than {bounds.Seconds} seconds."));
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or IOException)
        {
            throw new HarvestFault($"{address} cannot be read: {unreachable.Message}");
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> AskAsync(Uri address, HarvestMark? mark, CancellationToken cancel)
    {
        for (var hops = 0; ; hops++)
        {
            if (!await connections.MayReachAsync(address, cancel))
                throw new HarvestFault($"{address} is not a public address of http or https.");

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (mark?.ETag is { } tag)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            else if (mark?.LastModified is { } modified)
                request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.Headers.Location is not { } next || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return response;

            response.Dispose();
            if (hops == MostRedirects)
                throw new HarvestFault($"{address} leads on too often.");

            address = new Uri(address, next);
        }
    }

    private async Task<RemoteFile> SaveAsync(HttpResponseMessage response, string into, CancellationToken cancel)
    {
        var most = bounds.Megabytes * 1024L * 1024;
        if (response.Content.Headers.ContentLength > most)
            throw TooLarge(response);

        var path = Path.Combine(into, Guid.NewGuid().ToString("N"));
        await using var file = File.Create(path);
        await using var content = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await content.ReadAsync(buffer, cancel)) > 0)
        {
            if (file.Length + read > most)
                throw TooLarge(response);

            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return new RemoteFile(path, NameOf(response), response.Headers.ETag?.ToString(), response.Content.Headers.NonValidated.TryGetValues("Last-Modified", out var modified) ? modified.ToString() : null);
    }

    private HarvestFault TooLarge(HttpResponseMessage response) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{response.RequestMessage!.RequestUri} has more than {bounds.Megabytes} megabytes."));

    /// <summary>The name that the answer gives, else the last part of its address.</summary>
    private static string NameOf(HttpResponseMessage response)
    {
        var said = response.Content.Headers.ContentDisposition?.FileNameStar ?? response.Content.Headers.ContentDisposition?.FileName?.Trim('"');
        var name = Path.GetFileName(said is { Length: > 0 } ? said : Uri.UnescapeDataString(response.RequestMessage!.RequestUri!.AbsolutePath));
        return name.Length > 0 ? name : "data";
    }
}

/// <summary>Why something cannot be had from elsewhere: theirs to mend, so it is told and not logged as a fault of ours.</summary>
internal sealed class HarvestFault(string message) : Exception(message);
