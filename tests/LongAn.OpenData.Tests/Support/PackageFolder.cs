using System.Text;
using System.Text.Json.Nodes;

namespace LongAn.OpenData.Tests.Support;

/// <summary>A small data package on the disk: a descriptor and one data file.</summary>
internal sealed class PackageFolder
{
    public const string DataFile = "data.csv";

    private PackageFolder(string path, JsonObject descriptor)
    {
        Path = path;
        Descriptor = descriptor;
    }

    public string Path { get; }

    /// <summary>Change it and <see cref="Save"/> it.</summary>
    public JsonObject Descriptor { get; }

    public JsonObject Resource => Descriptor["resources"]![0]!.AsObject();

    /// <param name="schema">A Table Schema as JSON.</param>
    public static PackageFolder Write(string datasets, string id, string schema, string data, string? dialect = null) =>
        Write(datasets, id, schema, Encoding.UTF8.GetBytes(data), dialect);

    public static PackageFolder Write(string datasets, string id, string schema, byte[] data, string? dialect = null, string? encoding = null, string file = DataFile)
    {
        var resource = new JsonObject { ["name"] = id, ["path"] = file, ["schema"] = JsonNode.Parse(schema) };
        if (dialect is not null)
            resource["dialect"] = JsonNode.Parse(dialect);
        if (encoding is not null)
            resource["encoding"] = encoding;
        var descriptor = new JsonObject
        {
            ["name"] = id,
            ["title"] = "Dữ liệu thử",
            ["licenses"] = new JsonArray(new JsonObject { ["name"] = "CC-BY-4.0" }),
            ["resources"] = new JsonArray(resource),
        };
        var folder = new PackageFolder(Directory.CreateDirectory(System.IO.Path.Combine(datasets, id)).FullName, descriptor);
        File.WriteAllBytes(System.IO.Path.Combine(folder.Path, file), data);
        folder.Save();
        return folder;
    }

    public void Save() => File.WriteAllText(System.IO.Path.Combine(Path, "datapackage.json"), Descriptor.ToJsonString());

    public void SaveData(string data) => File.WriteAllText(System.IO.Path.Combine(Path, DataFile), data);
}
