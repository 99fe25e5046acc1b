using System.Globalization;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>The bins of a histogram as rows, those without records too.</summary>
internal static class ChartBins
{
    public static IEnumerable<ChartRow> Rows(BinKey key, IReadOnlyList<GroupRow> groups)
    {
        var counts = groups.Where(row => row.Values[0] is not null).ToDictionary(row => (long)row.Values[0]!, row => row.Count);
        for (var bin = 0; bin < key.Bins.Count; bin++)
        {
            var (from, to) = (key.Bins.Edges[bin], key.Bins.Edges[bin + 1]);
            yield return new ChartRow(new LocalizedText(""), [counts.GetValueOrDefault(bin)], [KeyValuePair.Create(key.Source.Name + "__gte", Text(from)), KeyValuePair.Create(key.Source.Name + "__lt", Text(to))]) { Bin = (from, to) };
        }

        if (groups.FirstOrDefault(row => row.Values[0] is null) is { } missing)
            yield return new ChartRow(ChartLabels.Missing, [missing.Count], [KeyValuePair.Create(key.Source.Name + "__is_null", "true")]) { IsMissing = true };
    }

    private static string Text(object edge) => Convert.ToString(edge, CultureInfo.InvariantCulture)!;
}
