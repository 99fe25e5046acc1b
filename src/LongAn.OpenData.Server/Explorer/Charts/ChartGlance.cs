using System.Globalization;
using System.Runtime.CompilerServices;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>A dataset's first chart, small enough to stand beside what the dataset is: drawn by the server, so that nothing is fetched for it.</summary>
/// <param name="Points">Those that are shown, in the order of the chart.</param>
public sealed record ChartGlance(Chart Chart, IReadOnlyList<GlancePoint> Points)
{
    private const int MostBars = 5;

    /// <summary>Records without a value are told by the chart itself.</summary>
    private const int FewestPoints = 2;

    /// <summary>How many groups are not among the points.</summary>
    public int Others { get; private init; }

    /// <summary>Bars lie and have their labels beside them, as a few periods do too; columns stand and have those of the ends below.</summary>
    public bool AreBars => Chart.Shape == ChartShape.Bars || Points.Count <= MostBars;

    /// <summary>Made once a version: it says the same for as long as the version is served.</summary>
    private static readonly ConditionalWeakTable<DatasetVersion, ChartGlance?> Made = [];

    /// <returns>Null where the version has no first chart, or one that is no picture.</returns>
    internal static async ValueTask<ChartGlance?> ReadAsync(Dataset dataset, DatasetVersion version, SqliteRecordStore store, CancellationToken cancel)
    {
        if (Made.TryGetValue(version, out var made))
            return made;

        var pinned = KeyValuePair.Create(RecordsParameter.Version.Name, version.Number.ToString(CultureInfo.InvariantCulture));
        made = await ChartReader.FirstAsync(dataset, version, [pinned], store, cancel) is { } chart ? Of(chart) : null;
        Made.AddOrUpdate(version, made);
        return made;
    }

    private static ChartGlance? Of(Chart chart)
    {
        var rows = chart.Rows.Where(row => !row.IsMissing && Number(row) >= 0).ToList();
        var most = rows.Select(Number).DefaultIfEmpty(0).Max();
        if (chart.Shape == ChartShape.None || rows.Count < FewestPoints || most <= 0)
            return null;

        var shown = chart.Shape == ChartShape.Bars ? rows.Take(MostBars) : rows;
        return new ChartGlance(chart, [.. shown.Select(row => new GlancePoint(row, Number(row) / most))])
        {
            Others = chart.Shape == ChartShape.Bars ? Math.Max(0, chart.GroupCount - MostBars) : 0,
        };
    }

    private static double Number(ChartRow row) => row.Values[0] switch
    {
        long whole => whole,
        double real => real,
        decimal exact => (double)exact,
        _ => 0,
    };
}

/// <param name="Share">Of the greatest: 0 to 1.</param>
public sealed record GlancePoint(ChartRow Row, double Share);
