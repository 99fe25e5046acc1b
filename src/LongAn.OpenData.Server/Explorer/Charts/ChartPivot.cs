using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>Groups by two keys as a table: a row for each value of the first, a series for each value of the second.</summary>
internal static class ChartPivot
{
    /// <returns>Null where the second key has more values than series can be told apart.</returns>
    public static (IReadOnlyList<ChartSeries> Series, IReadOnlyList<ChartRow> Rows)? Of(GroupTable table, IReadOnlyList<GroupRow> groups, ChartLabels[] labels, int mostSeries)
    {
        var seconds = groups.GroupBy(row => Name(row.Values[1])).Select(group => group.First().Values[1]).ToList();
        if (seconds.Count > mostSeries)
            return null;

        seconds = labels[1].IsPeriod ? [.. seconds.OrderBy(Name, StringComparer.Ordinal)] : [.. seconds.OrderByDescending(second => groups.Where(row => Name(row.Values[1]) == Name(second)).Sum(Size))];
        var isWhole = groups.Count == table.Rows.Count;
        var unit = table.Grouping.Measures[0].Field?.Unit;
        var isCount = table.Grouping.Measures[0].Function == AggregateFunction.Count;
        var series = seconds.Select(second => new ChartSeries(labels[1].Of(second), isCount ? null : unit, null, IsDrawn: true)).ToList();
        var rows = groups.GroupBy(row => Name(row.Values[0])).Select(group => (Total: group.Sum(Size), Row: Row(group.ToList(), seconds, labels[0], isWhole ? ChartReader.OfNothing(table.Grouping.Measures[0]) : null)));
        return (series, [.. (labels[0].IsPeriod ? rows : rows.OrderByDescending(row => row.Total)).Select(row => row.Row)]);
    }

    private static ChartRow Row(List<GroupRow> group, List<object?> seconds, ChartLabels labels, object? nothing)
    {
        var first = group[0].Values[0];
        var values = seconds.Select(second => group.Find(row => Name(row.Values[1]) == Name(second)) is { } found ? found.Values[2] : nothing).ToList();
        return new ChartRow(labels.Of(first), values, labels.Records(first)) { Code = labels.CodeOf(first), IsMissing = first is null };
    }

    private static double Size(GroupRow row) => double.TryParse(ChartReader.Plain(row.Values[2]), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var size) ? size : 0;

    private static string Name(object? value) => value is null ? "\0" : ChartLabels.Text(value);
}
