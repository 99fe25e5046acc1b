using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>
/// A feature's id, as GeoJSON has it: the primary key's value, or for a key of several fields the values with commas between them, each
/// percent-encoded. In an address the id is percent-encoded once more, as every client does with an id.
/// </summary>
internal static class FeatureKey
{
    public static IReadOnlyList<string> Read(HttpRequest request, int fields)
    {
        var id = Uri.UnescapeDataString(RawPath.Segment(request) ?? "");
        return fields == 1 ? [id] : [.. id.Split(',').Select(Uri.UnescapeDataString)];
    }
}
