using Microsoft.AspNetCore.Http.Features;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>The path as it was written: a routed value has lost which commas and slashes were escaped.</summary>
internal static class RawPath
{
    /// <param name="segmentsBehind">How many segments of the path stand behind the one that is wanted.</param>
    /// <returns>The segment with its escapes; null where the path has none.</returns>
    public static string? Segment(HttpRequest request, int segmentsBehind = 0)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var path = target[..(target.IndexOf('?') is >= 0 and var query ? query : target.Length)].TrimEnd('/');
        for (var i = 0; i < segmentsBehind; i++)
            path = path[..Math.Max(0, path.LastIndexOf('/'))];
        return path.Length > 0 ? path[(path.LastIndexOf('/') + 1)..].ToString() : null;
    }
}
