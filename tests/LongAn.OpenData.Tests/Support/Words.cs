namespace LongAn.OpenData.Tests.Support;

/// <summary>Query strings as people would write them.</summary>
internal static class Words
{
    /// <summary>Percent-encodes the values of a query that is written in plain letters; <c>&amp;</c>, <c>=</c> and <c>,</c> keep their meaning.</summary>
    public static string Escape(string query) => string.Join('&', query.Split('&').Select(pair =>
        string.Join('=', pair.Split('=', 2).Select(part => Uri.EscapeDataString(part).Replace("%2C", ",", StringComparison.Ordinal)))));
}
