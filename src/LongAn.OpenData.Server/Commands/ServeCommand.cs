using System.CommandLine;
using System.Net.Sockets;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Imports what is new in the datasets folder, then serves.</summary>
internal static class ServeCommand
{
    private const string Description = """
        Imports what is new in the datasets folder, then serves it.

        Examples:
          serve
          serve --urls http://0.0.0.0:8080 --data-dir /var/lib/longan --datasets /srv/datasets
        """;

    public static Command Make()
    {
        var command = new Command("serve", Description);
        AddTo(command);
        return command;
    }

    /// <summary>Gives a command the options and the action of serving; the root command serves too.</summary>
    public static void AddTo(Command command)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Addresses to listen on, with ; between them [env LONGAN_URLS, ASPNETCORE_URLS].",
            DefaultValueFactory = _ => PortalFolders.FromEnvironment("LONGAN_URLS", PortalFolders.FromEnvironment("ASPNETCORE_URLS", PortalOptions.DefaultUrls)),
        };
        urls.Validators.Add(result =>
        {
            foreach (var url in result.GetValueOrDefault<string>().Split(';').Where(url => !IsAddress(url)))
                result.AddError($"--urls: \"{url}\" is not an address such as {PortalOptions.DefaultUrls}.");
        });
        var (dataDir, datasets) = (PortalFolders.DataDir(), PortalFolders.Datasets());
        command.Options.Add(urls);
        command.Options.Add(dataDir);
        command.Options.Add(datasets);
        command.SetAction((parsed, cancel) => ServeAsync(parsed.GetValue(urls)!, parsed.GetValue(dataDir)!, parsed.GetValue(datasets)!, cancel));
    }

    /// <summary>A portal that is set up and not yet built: tests change its services and settings here.</summary>
    public static WebApplicationBuilder CreateBuilder(string urls, string dataDir, string datasets)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [WebHostDefaults.ServerUrlsKey] = urls,
            [$"{PortalOptions.Section}:{nameof(PortalOptions.DataDir)}"] = dataDir,
            [$"{PortalOptions.Section}:{nameof(PortalOptions.Datasets)}"] = datasets,
        });
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // a start that fails is told by the command
        return builder.AddPortal();
    }

    /// <summary>Imports what is new and puts all there is into the catalog.</summary>
    /// <returns>False where the data folder is in other hands.</returns>
    public static async Task<bool> FillAsync(WebApplication app, string dataDir, string datasets, CancellationToken cancel)
    {
        var ledger = app.Services.GetRequiredService<VersionLedger>();
        if (await ImportRun.PublishAsync(ledger, dataDir, datasets, "en", cancel) is null)
            return false;

        app.Services.GetRequiredService<DatasetCatalog>().Refresh(ledger.ReadDatasets);
        await app.Services.GetRequiredService<VersionRetention>().ApplyIfFreeAsync(cancel);
        app.Services.GetRequiredService<StoredExports>().MakeRoom();
        return true;
    }

    /// <summary>Kestrel takes a port it cannot read for a part of the host's name and listens everywhere, on port 80.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Trim().Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static async Task<int> ServeAsync(string urls, string dataDir, string datasets, CancellationToken cancel)
    {
        await using var app = CreateBuilder(urls, dataDir, datasets).Build().UsePortal();
        if (!await FillAsync(app, dataDir, datasets, cancel))
            return 1;

        try
        {
            await app.StartAsync(cancel);
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            await Console.Error.WriteLineAsync($"Cannot listen on {urls}: {refused.Message}");
            return 1;
        }

        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
        {
            Console.WriteLine($"Explorer    {address}/");
            Console.WriteLine($"Swagger UI  {address}/swagger");
        }

        Console.WriteLine($"Data folder {Path.GetFullPath(dataDir)}");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }
}
