using System.Text.Json.Nodes;

namespace LongAn.OpenData.Tests.Support;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longan-tests-");

    public string Path => folder.FullName;

    public string At(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a dataset of one CSV file: <c>datapackage.json</c> and the data.</summary>
    /// <param name="fields">Names and types of the fields; the first is the primary key.</param>
    /// <param name="change">A last change to the descriptor and its Table Schema.</param>
    public void WriteDataset(string id, (string Name, string Type)[] fields, string csv, Action<JsonObject, JsonObject>? change = null)
    {
        var schema = new JsonObject
        {
            ["fields"] = new JsonArray([.. fields.Select(field => new JsonObject { ["name"] = field.Name, ["type"] = field.Type })]),
            ["primaryKey"] = fields[0].Name,
        };
        var package = new JsonObject
        {
            ["name"] = id,
            ["title"] = $"Bộ dữ liệu {id}",
            ["licenses"] = new JsonArray(new JsonObject { ["name"] = "CC0-1.0" }),
            ["resources"] = new JsonArray(new JsonObject { ["name"] = id, ["path"] = "data.csv", ["schema"] = schema }),
        };
        change?.Invoke(package, schema);
        Directory.CreateDirectory(At(id));
        File.WriteAllText(At(id, "datapackage.json"), package.ToJsonString());
        File.WriteAllText(At(id, "data.csv"), csv);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
