using System.CommandLine;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Commands.Bundles;
using LongAn.OpenData.Server.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Writes the whole portal as static files, for a place without a server.</summary>
internal static class BundleCommand
{
    private const string Description = """
        Writes the whole portal as static files: a page to begin with, and for each dataset its description, Table Schema, profile,
        records as CSV and a Data Package that reads them; all digests in SHA256SUMS. The folder appears whole or not at all, and
        its datasets can be imported again.

        Examples:
          bundle --output longan-2026-11-25
          bundle --output /srv/www/longan --url https://data.example.vn
        """;

    public static Command Make()
    {
        var output = new Option<string>("--output", "-o") { Description = "The folder to write; it must be empty or not there.", Required = true };
        var url = new Option<string>("--url") { Description = "The portal's public address, which links in the files lead to.", DefaultValueFactory = _ => PortalOptions.DefaultUrls };
        var dataDir = PortalFolders.DataDir();
        var command = new Command("bundle", Description) { output, url, dataDir };
        command.SetAction((parsed, cancel) => BundleAsync(parsed.GetValue(output)!, parsed.GetValue(url)!, parsed.GetValue(dataDir)!, cancel));
        return command;
    }

    private static async Task<int> BundleAsync(string output, string url, string dataDir, CancellationToken cancel)
    {
        if (PortalFolders.FindCatalog(dataDir) is null)
            return 1;

        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            await Console.Error.WriteLineAsync($"{target} is not empty.");
            return 1;
        }

        // Every file is the answer of the portal itself, so that both always say the same.
        var builder = ServeCommand.CreateBuilder("http://127.0.0.1:0", dataDir, dataDir);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create($"{PortalOptions.Section}:{nameof(PortalOptions.PublicUrl)}", (string?)url)]);
        await using var app = builder.Build().UsePortal();
        app.Services.GetRequiredService<DatasetCatalog>().Refresh(app.Services.GetRequiredService<VersionLedger>().ReadDatasets);
        await app.StartAsync(cancel);
        var partial = target + ".partial";
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
            var files = await new Bundle(client, Directory.CreateDirectory(partial).FullName).WriteAsync(app.Services.GetRequiredService<DatasetCatalog>().Datasets, cancel);
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(partial, target);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"bundled    {files} files into {target}"));
            return 0;
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            await app.StopAsync(CancellationToken.None);
        }
    }
}
