using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Archives;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>A file that was sent, and what its request says of how to read it; the rest is as the dataset's descriptor says.</summary>
/// <param name="Path">Where it lies.</param>
internal sealed record SentContent(string Path, ContentFormat Format)
{
    /// <summary>Null for the descriptor's.</summary>
    public string? Encoding { get; init; }

    /// <summary>Null for the descriptor's.</summary>
    public string? Delimiter { get; init; }

    /// <summary>What a package may unpack to.</summary>
    public long MostBytes { get; init; } = ArchiveBounds.Default.MostBytes;

    /// <summary>The sheet of a workbook, by its name; null for the descriptor's, else the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Puts the file where a descriptor says it is, and says there how it is to be read.</summary>
    /// <param name="folder">What becomes the package's folder.</param>
    /// <param name="said">What the dataset is; null where nobody has said, which only a package may do without.</param>
    public PreparedContent? Prepare(string folder, DatasetDescriptor? said, List<Problem> problems, CancellationToken cancel)
    {
        if (Format.File is null)
            return Unpack(folder, problems, cancel);

        var root = JsonNode.Parse(said!.Json)!.AsObject();
        var resource = root["resources"]![0]!.AsObject();
        foreach (var stale in (string[])["bytes", "hash"])
            resource.Remove(stale);
        if (said.File.Format != Format.File || said.File.IsGzip)
        {
            foreach (var other in (string[])["dialect", "encoding", "compression", "mediatype"])
                resource.Remove(other);
            resource["path"] = $"content.{Format.File.Name}";
            resource["format"] = Format.File.Name;
        }

        if (Encoding is not null)
            resource["encoding"] = Encoding;
        if (Delimiter is not null)
            Dialect(resource)["delimiter"] = Delimiter;
        if (Sheet is not null)
            Dialect(resource)["sheetName"] = Sheet;
        if (DataPackageReader.Read(root.ToJsonString(PortalJson.Compact), folder: null, problems) is not [var descriptor])
            return null;

        var target = System.IO.Path.Combine(folder, descriptor.File.Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Move(Path, target);
        return new PreparedContent(folder, descriptor);
    }

    private PreparedContent? Unpack(string folder, List<Problem> problems, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        if (DataPackageArchive.Extract(Path, folder, ArchiveBounds.Default with { MostBytes = MostBytes }, problems, cancel) is not { } package)
            return null;

        var datasets = DataPackageReader.ReadFolder(package, problems);
        if (datasets.Count > 1)
            problems.Add(new Problem(ProblemCode.DescriptorUnsupported, "Gói phải có đúng một tài nguyên.", "The package must have exactly one resource.") { Place = new(DataPackageReader.FileName, Field: "/resources") });
        return datasets is [var descriptor] ? new PreparedContent(package, descriptor) : null;
    }

    private static JsonObject Dialect(JsonObject resource)
    {
        if (resource["dialect"] is not JsonObject dialect)
            resource["dialect"] = dialect = [];
        return dialect;
    }
}

/// <summary>Content as it lies on the disk, with the descriptor that says what it is.</summary>
/// <param name="Folder">Where the descriptor's data file lies.</param>
internal sealed record PreparedContent(string Folder, DatasetDescriptor Descriptor)
{
    /// <summary>The descriptor as it was drafted by the file; null where somebody has said what the dataset is.</summary>
    public JsonObject? Draft { get; init; }
}
