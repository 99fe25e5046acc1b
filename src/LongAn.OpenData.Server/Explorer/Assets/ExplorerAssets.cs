using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace LongAn.OpenData.Server.Explorer.Assets;

/// <summary>
/// The explorer's own files, which the build bundles and puts into the program. Each is served under a name with its digest in it,
/// so a browser keeps it for ever.
/// </summary>
internal sealed class ExplorerAssets
{
    private const string Prefix = "assets/";
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".webmanifest"] = "application/manifest+json" } };
    private readonly FrozenDictionary<string, Asset> byName = Read().ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, Asset> byFile;

    public ExplorerAssets()
    {
        byFile = byName.Values.ToFrozenDictionary(asset => asset.File, StringComparer.Ordinal);
        Digest = Hash(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', byName.Values.Select(asset => asset.File).Order(StringComparer.Ordinal))));
    }

    /// <summary>Differs whenever a file does.</summary>
    public string Digest { get; }

    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>Where it is served, below the portal's prefix.</summary>
    public string PathOf(string name) => "/assets/" + byName[name].File;

    public Asset? Find(string file) => byFile.GetValueOrDefault(file);

    /// <summary>A file by its plain name, as scripts that were not bundled import one another.</summary>
    public Asset? Named(string name) => byName.GetValueOrDefault(name);

    private static IEnumerable<Asset> Read()
    {
        var assembly = typeof(ExplorerAssets).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = resource[Prefix.Length..];
            var ending = Path.GetExtension(name);
            Types.TryGetContentType(name, out var type);
            yield return new Asset(name, $"{name[..^ending.Length]}.{Hash(bytes)}{ending}", type!.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type, bytes);
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
}

/// <summary>One file.</summary>
/// <param name="File">The name it is served under.</param>
internal sealed record Asset(string Name, string File, string ContentType, byte[] Content)
{
    private readonly Lazy<byte[]> packed = new(() => Pack(Content));

    /// <summary>As <c>br</c>, packed as small as it goes, when first asked for.</summary>
    public byte[] Packed => packed.Value;

    /// <summary>Pictures are packed as they are.</summary>
    public bool IsPackable => ContentType.StartsWith("text/", StringComparison.Ordinal) || ContentType.Contains("svg", StringComparison.Ordinal) || ContentType.Contains("json", StringComparison.Ordinal);

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            brotli.Write(content);
        return packed.ToArray();
    }
}
