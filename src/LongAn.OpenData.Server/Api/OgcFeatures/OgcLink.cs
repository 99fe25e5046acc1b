using System.Text.Json.Nodes;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>A link as the standard writes it in a document (OGC 17-069r4, section 5.2).</summary>
internal sealed record OgcLink(string Rel, string? Href, string Type, string? Title = null)
{
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["href"] = Href, ["rel"] = Rel, ["type"] = Type };
        if (Title is not null)
            json["title"] = Title;
        return json;
    }

    /// <summary>Links that lead nowhere are left out.</summary>
    public static JsonArray ToJson(params ReadOnlySpan<OgcLink> links)
    {
        var json = new JsonArray();
        foreach (var link in links)
        {
            if (link.Href is not null)
                json.Add((JsonNode)link.ToJson());
        }

        return json;
    }
}
