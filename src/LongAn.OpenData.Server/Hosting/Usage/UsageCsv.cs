namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>Counts as CSV (RFC 4180): no cell has a comma, a quote or a line's end in it, since ids and formats have none.</summary>
internal static class UsageCsv
{
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells) + "\r\n";
}
