using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Api.OpenApi;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Writes the OpenAPI documents that the portal would serve, without serving.</summary>
internal static class OpenApiCommand
{
    private const string Description = """
        Writes the OpenAPI documents of the portal and of the datasets that were imported: one to stdout, or all into a folder.

        Examples:
          openapi
          openapi districts
          openapi --output openapi --data-dir .data
        """;

    public static Command Make()
    {
        var document = new Argument<string?>("document") { Description = "portal, or a dataset's id; all if left out.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string>("--output", "-o") { Description = "The folder that all are written into.", DefaultValueFactory = _ => "openapi" };
        var dataDir = PortalFolders.DataDir();
        var command = new Command("openapi", Description) { document, output, dataDir };
        command.SetAction((parsed, cancel) => parsed.GetValue(document) is { } name
            ? WriteOneAsync(name, parsed.GetValue(dataDir)!)
            : WriteAllAsync(parsed.GetValue(output)!, parsed.GetValue(dataDir)!, cancel));
        return command;
    }

    private static async Task<int> WriteOneAsync(string name, string dataDir)
    {
        await using var app = Build(dataDir);
        var documents = app.Services.GetRequiredService<OpenApiDocuments>();
        if (documents.Make(name, OpenApiDocuments.AnyServer) is not { } document)
        {
            var meant = Nearest.To(name, documents.Names) is { } near ? $" Did you mean \"{near}\"?" : "";
            await Console.Error.WriteLineAsync($"There is no document \"{name}\".{meant}");
            return 1;
        }

        await CommandOptions.WriteAsync(path: null, stream => stream.WriteAsync(Bytes(document)).AsTask());
        return 0;
    }

    private static async Task<int> WriteAllAsync(string folder, string dataDir, CancellationToken cancel)
    {
        await using var app = Build(dataDir);
        if (app.Services.GetRequiredService<DatasetCatalog>().Datasets.Count == 0)
        {
            await Console.Error.WriteLineAsync($"There is no dataset in {dataDir}; import first.");
            return 1;
        }

        Directory.CreateDirectory(folder);
        var documents = app.Services.GetRequiredService<OpenApiDocuments>();
        foreach (var name in documents.Names)
        {
            var path = Path.Combine(folder, name + ".json");
            await CommandOptions.WriteAsync(path, stream => stream.WriteAsync(Bytes(documents.Make(name, OpenApiDocuments.AnyServer)!), cancel).AsTask());
            Console.WriteLine(path);
        }

        return 0;
    }

    /// <summary>The server as it would serve the folder, never started.</summary>
    private static WebApplication Build(string dataDir)
    {
        var app = ServeCommand.CreateBuilder(PortalOptions.DefaultUrls, dataDir, dataDir).Build().UsePortal();
#pragma warning disable ASP0014 // routes are handed to the API explorer when the server starts, and this one never does
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
        app.Services.GetRequiredService<DatasetCatalog>().Refresh(app.Services.GetRequiredService<VersionLedger>().ReadDatasets);
        return app;
    }

    private static byte[] Bytes(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString(PortalJson.Indented) + "\n");
}
