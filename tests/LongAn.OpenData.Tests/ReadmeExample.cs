using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LongAn.OpenData.Tests;

/// <summary>The C# example of README.md, as it stands there.</summary>
internal static class ReadmeExample
{
    public static async Task<IReadOnlyList<string>> ReadParksAsync(HttpClient http, CancellationToken cancel)
    {
        var parks = new List<string>();
        string? next = "api/v1/datasets/industrial-parks/records?fields=name_vi,area_ha&sort=-area_ha&limit=20";
        while (next is not null)
        {
            var page = await http.GetFromJsonAsync<JsonNode>(next, cancel);
            foreach (var park in page!["data"]!.AsArray())
                parks.Add((string)park!["name_vi"]!);
            next = (string?)page["links"]!["next"];
        }

        return parks;
    }
}
