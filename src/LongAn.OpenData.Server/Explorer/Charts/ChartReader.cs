using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>Asks the engine for the numbers of a chart.</summary>
internal static class ChartReader
{
    /// <summary>More lines or bars beside each other cannot be told apart.</summary>
    private const int MostSeries = 6;

    /// <returns>The chart, or the bound that the question passed.</returns>
    public static async ValueTask<(Chart? Chart, Problem? Problem)> ReadAsync(ChartQuestion question, ChartPlan plan, SqliteRecordStore store, CancellationToken cancel)
    {
        var answer = await store.GroupAsync(plan.Groups?.Groups ?? plan.Facets!.Passes[0].Groups, cancel);
        if (answer.Problem is { } problem)
            return (null, problem);

        var table = answer.Tables[0];
        var keys = table.Grouping.Keys;
        var start = plan.Groups?.Start ?? 0;
        var rows = table.Rows.Skip(start).Take(plan.Groups?.Limit ?? int.MaxValue).ToList();
        var labels = new ChartLabels[keys.Count];
        for (var i = 0; i < keys.Count; i++)
            labels[i] = await ChartLabels.ReadAsync(keys[i], plan.Version, rows.Select(row => row.Values[i]), store, cancel);

        var body = Body(plan, table, rows, labels);
        var names = keys.Zip(labels).ToDictionary(pair => pair.First, pair => pair.Second.Title);
        return (new Chart(question, plan.Version, Shape(keys, body.Series), plan.Facets is { } facets && keys[0] is BinKey ? ChartTitles.Distribution(facets.Facets[0].Field) : ChartTitles.Of(table.Grouping, key => names[key]), Axis(body.Series[0].Column is null ? labels[..1] : labels))
        {
            Series = body.Series,
            Rows = body.Rows,
            RecordCount = table.RecordCount,
            GroupCount = table.GroupCount,
            ShownCount = rows.Count,
            Next = plan.Groups?.Next(table),
            Previous = plan.Groups?.Previous(),
        }, null);
    }

    /// <summary>The version's first chart, of the records that the words choose, for a page of something else.</summary>
    /// <returns>Null where there is none.</returns>
    public static async ValueTask<Chart?> FirstAsync(Dataset dataset, DatasetVersion version, IReadOnlyList<KeyValuePair<string, string>> words, SqliteRecordStore store, CancellationToken cancel) =>
        ChartQuestion.Of(words, version) is { } question && question.TryPlan(dataset, out var plan, out _) ? (await ReadAsync(question, plan, store, cancel)).Chart : null;

    private static (IReadOnlyList<ChartSeries> Series, IReadOnlyList<ChartRow> Rows) Body(ChartPlan plan, GroupTable table, List<GroupRow> rows, ChartLabels[] labels)
    {
        var (grouping, keys) = (table.Grouping, table.Grouping.Keys);
        if (plan.Groups is not null && keys.Count == 2 && grouping.Measures.Count == 1 && ChartPivot.Of(table, rows, labels, MostSeries) is { } pivot)
            return pivot;

        var series = Series(grouping.Measures);
        if (keys is [BinKey bin])
            return (series, [.. ChartBins.Rows(bin, rows)]);

        var made = rows.Select(row => Row(row, grouping, labels)).ToList();
        var isWhole = rows.Count == table.Rows.Count;
        var periods = plan.Facets?.Facets[0].Periods ?? [];
        return (series, keys is [DatePartKey] && isWhole ? [.. Filled(rows, made, labels[0], grouping.Measures, periods)] : made);
    }

    private static List<ChartSeries> Series(IReadOnlyList<Measure> measures)
    {
        var first = measures[0];
        return [.. measures.Select(measure => new ChartSeries(
            measure.Field is null ? measure.Function.Title : measure.Column.Title,
            UnitOf(measure),
            measure.Column.Name,
            IsNumber(measure.Column.Type) && UnitOf(measure) == UnitOf(first) && (measure.Field is null) == (first.Field is null)))];
    }

    private static string? UnitOf(Measure measure) => measure.Function == AggregateFunction.Count || measure.Function == AggregateFunction.CountDistinct ? null : measure.Field?.Unit;

    private static bool IsNumber(FieldType type) => type.Kind is ValueKind.Integer or ValueKind.Real || type == FieldType.ExactInteger || type == FieldType.ExactNumber;

    private static ChartRow Row(GroupRow row, Grouping grouping, ChartLabels[] labels)
    {
        var parts = labels.Select((label, i) => label.Of(row.Values[i])).ToList();
        var label = parts.Count switch
        {
            0 => new LocalizedText("Tất cả", "All"),
            1 => parts[0],
            _ => new LocalizedText(string.Join(" · ", parts.Select(part => part.Vi)), string.Join(" · ", parts.Select(part => part.In("en")))),
        };
        return new ChartRow(label, [.. row.Values.Skip(labels.Length)], [.. labels.SelectMany((part, i) => part.Records(row.Values[i]))])
        {
            Code = labels is [{ HasNames: true } only] ? only.CodeOf(row.Values[0]) : null,
            IsMissing = row.Values.Take(grouping.Keys.Count).Any(value => value is null),
        };
    }

    /// <summary>Periods between that have no record: they count nothing and add up to nothing, and have no least or average.</summary>
    private static IEnumerable<ChartRow> Filled(List<GroupRow> rows, List<ChartRow> made, ChartLabels labels, IReadOnlyList<Measure> measures, IReadOnlyList<string> periods)
    {
        var known = new Dictionary<string, ChartRow>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Values[0] is { } period)
                known[ChartLabels.Text(period)] = made[i];
        }

        var names = known.Keys.Order(StringComparer.Ordinal).ToList();
        if (periods.Count == 0 && names.Count > 0)
            periods = Periods.Between(names[0], names[^1]);
        if (!names.TrueForAll(name => periods.Contains(name, StringComparer.Ordinal)) || !made.Where(row => !row.IsMissing).SequenceEqual(names.Select(name => known[name])))
            return made;

        object?[] nothing = [.. measures.Select(OfNothing)];
        return periods.Select(period => known.GetValueOrDefault(period) ?? new ChartRow(Periods.Label(period), nothing, labels.RecordsOf(period))).Concat(made.Where(row => row.IsMissing));
    }

    /// <summary>What a measure is where there are no records: of counts and sums 0, of others nothing.</summary>
    public static object? OfNothing(Measure measure) =>
        measure.Function == AggregateFunction.Count || measure.Function == AggregateFunction.CountDistinct || measure.Function == AggregateFunction.Sum ? 0L : null;

    private static ChartShape Shape(IReadOnlyList<GroupKey> keys, IReadOnlyList<ChartSeries> series)
    {
        if (keys.Count == 0 || !series[0].IsDrawn)
            return ChartShape.None;
        if (keys[0] is BinKey)
            return ChartShape.Bins;

        return keys.Count <= 2 && ChartLabels.IsOfPeriods(keys[0]) && (keys.Count == 1 || series[0].Column is null) ? ChartShape.Periods : ChartShape.Bars;
    }

    private static LocalizedText Axis(ChartLabels[] labels) => labels.Length == 0
        ? LocalizedText.Empty
        : new LocalizedText(string.Join(" · ", labels.Select(label => label.Title.Vi)), string.Join(" · ", labels.Select(label => label.Title.In("en"))));

    /// <summary>As a number of a script reads it.</summary>
    public static string? Plain(object? value) => value is null or byte[]? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}
