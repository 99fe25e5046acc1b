namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>
/// The key in a record's address: the values of the primary key with commas between them, each percent-encoded, so that a comma or
/// slash inside a value is its own. The routed value has lost that difference; the raw target has not.
/// </summary>
internal static class RecordKey
{
    /// <param name="segmentsBehind">How many segments of the path stand behind the key.</param>
    public static IReadOnlyList<string> Read(HttpRequest request, int segmentsBehind = 0)
    {
        var raw = RawPath.Segment(request, segmentsBehind) ?? request.RouteValues["key"]?.ToString() ?? "";
        return [.. raw.Split(',').Select(Uri.UnescapeDataString)];
    }

    public static string Write(IEnumerable<string> values) => string.Join(',', values.Select(Uri.EscapeDataString));
}
