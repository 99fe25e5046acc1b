using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing.Keys;
using Microsoft.AspNetCore.Builder;

namespace LongAn.OpenData.Tests.Support;

/// <summary>A portal of a test's own with one small dataset, <c>words</c> of the publisher <c>so-a</c>, and a key for all that it may do.</summary>
internal sealed class PublishingPortal : IAsyncDisposable
{
    public const string Publisher = "so-a";
    public const string Content = "/api/v1/datasets/words/content";
    public const string Records = "/api/v1/datasets/words/records";
    public const string First = "id,name,price\n1,một,1.5\n2,hai,\n";
    private readonly TempFolder datasets;

    private PublishingPortal(TempFolder datasets, Portal portal)
    {
        (this.datasets, Portal) = (datasets, portal);
        Key = portal.IssueKey(Publisher, [.. KeyScope.All]);
    }

    public Portal Portal { get; }

    public string Key { get; }

    public static Task<PublishingPortal> StartAsync(params (string Name, string Value)[] settings) => StartAsync(configure: null, settings);

    public static async Task<PublishingPortal> StartAsync(Action<WebApplicationBuilder>? configure, params (string Name, string Value)[] settings)
    {
        var datasets = new TempFolder();
        Write(datasets, "words", First);
        var portal = await Portal.StartAsync(datasets.Path, settings: settings.ToDictionary(pair => $"Publishing:{pair.Name}", pair => (string?)pair.Value), configure: configure);
        return new PublishingPortal(datasets, portal);
    }

    public static void Write(TempFolder datasets, string id, string csv) =>
        datasets.WriteDataset(id, [("id", "integer"), ("name", "string"), ("price", "number")], csv, (package, _) => package["contributors"] = new JsonArray(new JsonObject { ["name"] = Publisher, ["title"] = "Sở A", ["roles"] = new JsonArray("publisher") }));

    /// <summary>The descriptor of a dataset with the same fields, as JSON.</summary>
    public JsonObject Descriptor(string id)
    {
        var package = JsonNode.Parse(File.ReadAllText(datasets.At("words", "datapackage.json")))!.AsObject();
        package["name"] = id;
        return package;
    }

    public Task<Answer> PutAsync(string csv, params (string Name, string Value)[] headers) => PutAsync(Content, Encoding.UTF8.GetBytes(csv), headers);

    public Task<Answer> PutAsync(string path, byte[] content, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, "text/csv", content, headers);

    public Task<Answer> SendJsonAsync(HttpMethod method, string path, JsonNode body, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString()), headers);

    /// <summary>With the key, unless another one is among the headers.</summary>
    public Task<Answer> SendAsync(HttpMethod method, string path, string type, byte[] body, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return Portal.SendAsync(method, path, content, headers.Any(header => header.Name == "Authorization") ? headers : [("Authorization", $"Bearer {Key}"), .. headers]);
    }

    public Task<Answer> AskAsync(string path) => Portal.AskAsync(path, headers: ("Authorization", $"Bearer {Key}"));

    public async Task<int> VersionAsync() => (int)(await Portal.ReadAsync("/api/v1/datasets/words"))["version"]!;

    /// <summary>What lies in the data folder of requests that were not carried out.</summary>
    public string[] LeftBehind() =>
        Directory.Exists(Path.Combine(Portal.DataDir, ".uploads")) ? Directory.GetFileSystemEntries(Path.Combine(Portal.DataDir, ".uploads")) : [];

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        datasets.Dispose();
    }
}
