using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Server.Commands;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Portal))]

namespace LongAn.OpenData.Tests.Support;

/// <summary>
/// The real server on a real port, with the repository's datasets imported once for all tests; or, by <see cref="StartAsync"/>, one of
/// a test's own.
/// </summary>
public sealed class Portal : IAsyncLifetime
{
    private readonly string datasets;
    private readonly TempFolder? ownData;
    private readonly Action<WebApplicationBuilder>? configure;
    private WebApplication? app;

    public Portal() : this(Repository.Datasets, dataDir: null, configure: null)
    {
    }

    private Portal(string datasets, string? dataDir, Action<WebApplicationBuilder>? configure)
    {
        SqliteSetup.Configure();
        this.datasets = datasets;
        this.configure = configure;
        ownData = dataDir is null ? new TempFolder() : null;
        DataDir = dataDir ?? ownData!.Path;
    }

    public string DataDir { get; }

    /// <summary>Asks the server as it is: no redirect is followed, nothing is decompressed.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public IServiceProvider Services => app!.Services;

    /// <summary>Starts a portal of one's own; dispose it.</summary>
    /// <param name="dataDir">Where versions are kept; a new folder if left out.</param>
    /// <param name="settings">Names are those of <see cref="PortalOptions"/>.</param>
    public static async Task<Portal> StartAsync(
        string datasets, string? dataDir = null, IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var portal = new Portal(datasets, dataDir, builder =>
        {
            builder.Configuration.AddInMemoryCollection((settings ?? new Dictionary<string, string?>()).Select(pair => KeyValuePair.Create($"{PortalOptions.Section}:{pair.Key}", pair.Value)));
            configure?.Invoke(builder);
        });
        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>HTTP/2 without TLS, for clients that know so (RFC 9113, section 3.3).</summary>
    public static void SpeaksHttp2(WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));

    public async ValueTask InitializeAsync()
    {
        var builder = ServeCommand.CreateBuilder("http://127.0.0.1:0", DataDir, datasets);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create($"{PortalOptions.Section}:{nameof(PortalOptions.Usage)}:{nameof(UsageOptions.Publishes)}", (string?)"false")]); // no test's catalog grows by itself at midnight
        configure?.Invoke(builder);
        app = builder.Build().UsePortal();
        Assert.True(await ServeCommand.FillAsync(app, DataDir, datasets, CancellationToken.None));
        await app.StartAsync(CancellationToken.None);
        Client.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        ownData?.Dispose();
    }

    /// <summary>Imports a folder of datasets into the data folder as another process would, unseen by this server until it looks.</summary>
    public IReadOnlyList<PublishResult> ImportBeside(string folder)
    {
        using var ledger = new VersionLedger(DataDir);
        return new FolderPublisher(ledger, DataDir, TimeProvider.System).PublishAll(FolderPublisher.FoldersIn(folder), progress: null, CancellationToken.None);
    }

    /// <summary>Does what the server does when it sees that another process has published.</summary>
    public void SeeImports()
    {
        using var ledger = new VersionLedger(DataDir);
        Services.GetRequiredService<DatasetCatalog>().Refresh(ledger.ReadDatasets);
    }

    /// <summary>Makes a key; the usual scopes if none is named.</summary>
    public string IssueKey(string publisher, params KeyScope[] scopes) =>
        Services.GetRequiredService<KeyRing>().Issue(publisher, "Khóa thử", scopes.Length == 0 ? KeyScope.Usual : scopes, datasets: null, expires: null).Text;

    /// <summary>Sends a request whose address is taken as it stands, escapes and all.</summary>
    public Task<Answer> AskAsync(string path, HttpMethod? method = null, params (string Name, string Value)[] headers) => SendAsync(method ?? HttpMethod.Get, path, content: null, headers);

    /// <summary>Sends a request with a body; headers of the body among the others.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var address = new Uri(Client.BaseAddress!.AbsoluteUri.TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || content?.Headers.TryAddWithoutValidation(name, value) == true, name);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, all, body);
    }

    /// <summary>Reads a JSON answer that must be a 200.</summary>
    public async Task<JsonNode> ReadAsync(string path)
    {
        var answer = await AskAsync(path);

        Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }
}
