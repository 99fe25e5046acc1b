using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Commands.Bundles;

/// <summary>The files of a bundle, each asked of the portal.</summary>
/// <param name="client">Asks the portal.</param>
internal sealed class Bundle(HttpClient client, string folder)
{
    private readonly List<(string Path, string Sha256)> written = [];

    /// <returns>How many files there are.</returns>
    public async Task<int> WriteAsync(IReadOnlyList<Dataset> datasets, CancellationToken cancel)
    {
        var all = new JsonArray();
        foreach (var dataset in datasets)
        {
            var api = $"/api/v1/datasets/{Uri.EscapeDataString(dataset.Id)}";
            var version = string.Create(CultureInfo.InvariantCulture, $"version={dataset.Current.Number}");
            var place = $"datasets/{dataset.Id}";
            await FetchAsync(api, $"{place}/dataset.json", cancel);
            await FetchAsync($"{api}/schema?{version}", $"{place}/schema.json", cancel);
            await FetchAsync($"{api}/profile?{version}", $"{place}/profile.json", cancel);
            var csv = await FetchAsync($"{api}/export.csv?{version}", $"{place}/{dataset.Id}.csv", cancel);
            var package = JsonNode.Parse(await client.GetStringAsync(new Uri($"{api}/datapackage.json?{version}", UriKind.Relative), cancel))!.AsObject();
            var resource = package["resources"]![0]!.DeepClone().AsObject();
            resource["path"] = $"{dataset.Id}.csv";
            (resource["bytes"], resource["hash"]) = (new FileInfo(csv.Path).Length, "sha256:" + csv.Sha256);
            package["resources"] = new JsonArray(resource);
            await SaveAsync($"{place}/datapackage.json", package, cancel);
            var beside = resource.DeepClone().AsObject();
            beside["path"] = $"{place}/{dataset.Id}.csv";
            all.Add(beside);
        }

        await FetchAsync("/api/v1/datasets?limit=1000", "datasets.json", cancel);
        await SaveAsync("datapackage.json", new JsonObject { ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json", ["name"] = "portal", ["resources"] = all }, cancel);
        await SaveAsync("index.html", Encoding.UTF8.GetBytes(BundlePage.Of(datasets)), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "SHA256SUMS"), string.Concat(written.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Sha256}  {file.Path}\n")), cancel);
        return written.Count + 1;
    }

    private async Task<(string Path, string Sha256)> FetchAsync(string address, string name, CancellationToken cancel)
    {
        var path = PlaceOf(name);
        await using (var content = await client.GetStreamAsync(new Uri(address, UriKind.Relative), cancel))
        await using (var file = File.Create(path))
            await content.CopyToAsync(file, cancel);
        return (path, await RememberAsync(path, name, cancel));
    }

    private Task SaveAsync(string name, JsonNode document, CancellationToken cancel) => SaveAsync(name, Encoding.UTF8.GetBytes(document.ToJsonString(PortalJson.Indented) + "\n"), cancel);

    private async Task SaveAsync(string name, byte[] content, CancellationToken cancel)
    {
        var path = PlaceOf(name);
        await File.WriteAllBytesAsync(path, content, cancel);
        await RememberAsync(path, name, cancel);
    }

    private string PlaceOf(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private async Task<string> RememberAsync(string path, string name, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        written.Add((name, digest));
        return digest;
    }
}
