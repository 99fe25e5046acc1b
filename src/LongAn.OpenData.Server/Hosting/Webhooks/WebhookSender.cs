using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using LongAn.OpenData.Server.Hosting.Outbound;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Webhooks;

/// <summary>Sends signed messages to addresses that others have named: public ones only, no redirect followed, an answer read to a bound.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const int MostAnswerBytes = 4 * 1024;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public WebhookSender(OutboundConnections connections, IOptions<PortalOptions> options, TimeProvider clock)
    {
        this.clock = clock;
        client = new HttpClient(connections.MakeHandler()) { Timeout = TimeSpan.FromSeconds(options.Value.Webhooks.AnswerSeconds), MaxResponseContentBufferSize = MostAnswerBytes };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("LongAn.OpenData", "1.0"));
    }

    /// <returns>What came back; it never throws for what the other side does.</returns>
    public async Task<WebhookAnswer> SendAsync(Uri url, string secret, string id, byte[] body, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, id, now, body));
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
            return new WebhookAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(cancel), null);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "", fault is TaskCanceledException ? "no answer in time" : fault.Message);
        }
    }

    public void Dispose() => client.Dispose();
}

/// <param name="Status">Null where no answer came; then the fault says why.</param>
internal sealed record WebhookAnswer(HttpStatusCode? Status, string Body, string? Fault)
{
    public bool IsTaken => (int?)Status is >= 200 and < 300;

    /// <summary>The receiver wants no more.</summary>
    public bool IsGone => Status == HttpStatusCode.Gone;

    public override string ToString() => Fault ?? string.Create(CultureInfo.InvariantCulture, $"status {(int)Status!}");
}
