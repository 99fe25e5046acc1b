using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Harvests;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>One look at a source: reads what is there, if it is news, into a folder of its own, as a dataset of this portal.</summary>
/// <param name="dataset">As it is here; null for a new one.</param>
/// <param name="current">What its descriptor says; null for a new one.</param>
/// <param name="scratch">An empty folder that outlives the result.</param>
/// <param name="report">Is told what is wrong with what was read.</param>
internal sealed class RemoteReader(RemoteClient client, HarvestSource source, Dataset? dataset, DatasetDescriptor? current, RemoteChanges changes, string scratch, ImportReport report, CancellationToken cancel)
{
    private const int LargestDescriptorBytes = 4 * 1024 * 1024;

    /// <summary>A file by itself: the dataset's own descriptor reads it, or a schema is drafted of it.</summary>
    public Task<RemoteDataset?> ReadFileAsync() => ReadFileAsync(source.Address, name: null);

    /// <summary>A resource of CKAN: what its site says of it names the file.</summary>
    public async Task<RemoteDataset?> ReadCkanAsync()
    {
        var said = await ReadJsonAsync(RemoteKind.CkanShow(source.Address)!);
        if ((string?)said?["result"]?["url"] is not { Length: > 0 } address || !Uri.TryCreate(source.Address, address, out var file))
            throw new HarvestFault($"{source.Address} names no file.");

        var format = ((string?)said["result"]!["format"] ?? "").ToLowerInvariant();
        return await ReadFileAsync(file, Path.HasExtension(file.AbsolutePath) || format.Length == 0 ? null : $"{source.Dataset}.{format}");
    }

    /// <summary>A Data Package: its descriptor, then the one file it has.</summary>
    public async Task<RemoteDataset?> ReadPackageAsync() => await ReadDataAsync(await DescribeAsync(source.Address), source.Mark);

    /// <summary>A dataset of another portal of this kind: nothing where it still serves and says what was read, else its Data Package.</summary>
    public async Task<RemoteDataset?> ReadPortalAsync()
    {
        var root = source.Address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var said = await ReadJsonAsync(new Uri(root));
        if ((int?)said?["version"] is not { } version)
            throw new HarvestFault($"{source.Address} is no dataset of a portal of this kind.");

        var mark = new HarvestMark(null, null, version, said["metadata_modified"]?.ToString());
        if (source.Mark is { } last && last with { Taken = null } == mark)
            return null;

        var package = await DescribeAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"{root}/datapackage.json?version={version}")));
        if (source.Mark is { Taken: { } taken } known && known.Version == version && dataset?.Current.Number == taken && Redescribe(package) is { } described)
            return new RemoteDataset("", described, mark) { IsDescription = true };

        var read = await ReadChangesAsync(root, version, (long?)said["record_count"] ?? -1, package) ?? await ReadDataAsync(package, mark: null);
        return read is null ? null : read with { Mark = mark };
    }

    /// <returns>The dataset with its own file, and what the other side says of it now; null where its records are read in another way.</returns>
    private DatasetDescriptor? Redescribe(RemotePackage package)
    {
        var own = JsonNode.Parse(current!.Json)!["resources"]![0]!.AsObject();
        var said = package.Package.DeepClone().AsObject();
        var resource = said["resources"]![0]!.AsObject();
        foreach (var name in (string[])["path", "format", "mediatype", "encoding", "compression", "dialect"])
        {
            resource.Remove(name);
            if (own[name] is { } value)
                resource[name] = value.DeepClone();
        }

        said["name"] = source.Dataset;
        return DataPackageReader.Read(said.ToJsonString(PortalJson.Compact), folder: null, []) is [var described] && described.IsReadAs(current) ? described : null;
    }

    /// <summary>Only what changed there since the last look, where what is served here is just what was read then.</summary>
    private async Task<RemoteDataset?> ReadChangesAsync(string root, int version, long expected, RemotePackage package)
    {
        if (source.Mark is not { Version: { } since, Taken: { } taken } || dataset?.Current.Number != taken || !HasFieldsOf(dataset.Schema, package.Resource))
            return null;

        var folder = Received();
        if (await changes.TakeAsync(root, since, version, dataset, expected, folder, cancel) is not { } name)
            return null;

        package.Resource["format"] = Path.GetExtension(name).TrimStart('.');
        package.Resource.Remove("mediatype");
        package.Resource.Remove("dialect");
        return Finish(package, folder, name, new HarvestMark(null, null, null, null));
    }

    private static bool HasFieldsOf(TableSchema schema, JsonObject resource) =>
        resource["schema"]?["fields"] is JsonArray fields
        && fields.Select(field => ((string?)field?["name"], (string?)field?["type"])).SequenceEqual(schema.Fields.Select(field => ((string?)field.Name, (string?)field.Type.Name)));

    private async Task<RemoteDataset?> ReadFileAsync(Uri address, string? name)
    {
        if (await client.ReadAsync(address, source.Mark, scratch, cancel) is not { } file)
            return null;

        var folder = Received();
        if (FileCheck.Receive(file.Path, name ?? file.Name, folder, StatedForm.None, current, report, cancel) is not { } received)
            return null;

        var named = current is null ? Rename(JsonNode.Parse(received.Descriptor.Json)!.AsObject(), received.Folder) : received.Descriptor;
        return named is null ? null : new RemoteDataset(received.Folder, named, new HarvestMark(file.ETag, file.LastModified, null, null));
    }

    /// <summary>The resource that has the dataset's name, or the package's own, or the only one; behind it may stand those that its keys lead to.</summary>
    private async Task<RemotePackage> DescribeAsync(Uri address)
    {
        var file = await client.ReadAsync(address, mark: null, scratch, cancel);
        var package = await ParseAsync(file!.Path, address) as JsonObject;
        var resources = (package?["resources"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var resource = Named(source.Dataset) ?? Named((string?)package?["name"]) ?? (resources is [var only] ? only : null);
        if (resource is null)
            throw new HarvestFault($"{address} describes no resource {source.Dataset}, and not just one.");
        if (resource["path"] is not JsonValue path || path.GetValueKind() != JsonValueKind.String || !Uri.TryCreate(address, path.GetValue<string>(), out var data))
            throw new HarvestFault($"{address} names no data file.");

        package!["resources"] = new JsonArray(resource.DeepClone());
        return new RemotePackage(package, data, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file.Path, cancel))));

        JsonObject? Named(string? wanted) => resources.FirstOrDefault(one => wanted is not null && (string?)one["name"] == wanted);
    }

    private async Task<RemoteDataset?> ReadDataAsync(RemotePackage package, HarvestMark? mark)
    {
        if (await client.ReadAsync(package.Data, mark?.Description == package.Digest ? mark : null, scratch, cancel) is not { } content)
            return null;

        var name = "data" + (content.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? ".csv.gz" : Path.GetExtension(content.Name) is { Length: > 1 } extension ? extension : ".csv");
        var folder = Received();
        File.Move(content.Path, Path.Combine(folder, name));
        return Finish(package, folder, name, new HarvestMark(content.ETag, content.LastModified, null, package.Digest));
    }

    private RemoteDataset? Finish(RemotePackage package, string folder, string name, HarvestMark mark)
    {
        package.Resource["path"] = name;
        foreach (var stale in (string[])["hash", "bytes"])
            package.Resource.Remove(stale);
        return Rename(package.Package, folder) is { } descriptor ? new RemoteDataset(folder, descriptor, mark) : null;
    }

    private string Received() => Directory.CreateDirectory(Path.Combine(scratch, "received")).FullName;

    /// <summary>Under the id that the dataset has here.</summary>
    private DatasetDescriptor? Rename(JsonObject package, string folder)
    {
        package["name"] = source.Dataset;
        List<Problem> problems = [];
        var found = DataPackageReader.Read(package.ToJsonString(PortalJson.Compact), folder, problems);
        report.AddRange(problems);
        return found is [var only] ? only : null;
    }

    private async Task<JsonNode?> ReadJsonAsync(Uri address)
    {
        var file = await client.ReadAsync(address, mark: null, scratch, cancel);
        return await ParseAsync(file!.Path, address);
    }

    private async Task<JsonNode?> ParseAsync(string path, Uri address)
    {
        if (new FileInfo(path).Length > LargestDescriptorBytes)
            throw new HarvestFault($"{address} is too large to be a description.");

        try
        {
            return JsonNode.Parse(await File.ReadAllBytesAsync(path, cancel), documentOptions: new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException malformed)
        {
            throw new HarvestFault($"{address} is not JSON: {malformed.Message}");
        }
    }
}

/// <summary>The descriptor of a Data Package elsewhere, with the one resource that is wanted.</summary>
/// <param name="Data">The address of its file.</param>
/// <param name="Digest">SHA-256 (hex) of the descriptor as it was sent.</param>
internal sealed record RemotePackage(JsonObject Package, Uri Data, string Digest)
{
    public JsonObject Resource => Package["resources"]![0]!.AsObject();
}
