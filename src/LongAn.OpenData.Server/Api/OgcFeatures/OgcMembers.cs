using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>Members behind those that the GeoJSON writer has written.</summary>
internal static class OgcMembers
{
    /// <summary>Writes them, and the brace that closes the object they belong to.</summary>
    public static void Close(PooledBuffer buffer, JsonObject members)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(members, PortalJson.Compact);
        buffer.Write(","u8);
        buffer.Write(json.AsSpan(1));
    }

    public static string Now(TimeProvider clock) => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string OtherType(string contentType) => contentType == OgcLinks.Json ? OgcLinks.GeoJson : OgcLinks.Json;

    public static string OtherFormat(string contentType) => contentType == OgcLinks.Json ? "geojson" : "json";
}
