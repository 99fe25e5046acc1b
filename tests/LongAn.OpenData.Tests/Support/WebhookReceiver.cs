using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LongAn.OpenData.Tests.Support;

/// <summary>A subscriber's own server: it answers challenges and keeps what it is told.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Channel<WebhookCall> calls = Channel.CreateUnbounded<WebhookCall>();

    public WebhookReceiver()
    {
        Address = $"http://127.0.0.1:{FreePort()}/hook";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public string Address { get; }

    /// <summary>What it answers with.</summary>
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>It says what it was told, as a challenge asks for.</summary>
    public bool Echoes { get; set; } = true;

    public Task<WebhookCall> NextAsync() => calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Longest, TestContext.Current.CancellationToken);

    /// <summary>Waits for a message so many milliseconds at most, and takes none.</summary>
    public void Wait(int milliseconds) => SpinWait.SpinUntil(() => calls.Reader.Count > 0, milliseconds);

    public void Dispose() => listener.Close();

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var call = new WebhookCall(context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-timestamp"]!, context.Request.Headers["webhook-signature"]!, Encoding.UTF8.GetString(body.ToArray()));
                context.Response.StatusCode = (int)Status;
                if (Status == HttpStatusCode.Found)
                    context.Response.RedirectLocation = Address;
                if (Echoes && Status != HttpStatusCode.NoContent)
                    await context.Response.OutputStream.WriteAsync(body.ToArray());
                calls.Writer.TryWrite(call); // first, so that whoever turns the clock on until it comes does not turn it past its answer
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>A message as it came.</summary>
internal sealed record WebhookCall(string Id, string Timestamp, string Signature, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>As a subscriber proves it, by the words of Standard Webhooks alone.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return Signature == "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
    }
}
