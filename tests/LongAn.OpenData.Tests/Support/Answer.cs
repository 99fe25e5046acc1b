using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LongAn.OpenData.Tests.Support;

/// <summary>An answer of the server, read to its end.</summary>
/// <param name="Headers">Repeated ones joined by commas.</param>
public sealed partial record Answer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public JsonNode Json => JsonNode.Parse(Body.Span)!;

    /// <summary>The problem's code; null where the answer is no problem.</summary>
    public string? Code => Header("Content-Type") == "application/problem+json" ? (string?)Json["code"] : null;

    /// <returns>Null where the answer has no such header.</returns>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The targets of the Link header (RFC 8288) by relation; the first of each.</summary>
    public IReadOnlyDictionary<string, string> Links() =>
        Link().Matches(Header("Link") ?? "").DistinctBy(match => match.Groups["relation"].Value).ToDictionary(match => match.Groups["relation"].Value, match => match.Groups["target"].Value, StringComparer.Ordinal);

    [GeneratedRegex("<(?<target>[^>]*)>; rel=\"(?<relation>[^\"]*)\"")]
    private static partial Regex Link();
}
