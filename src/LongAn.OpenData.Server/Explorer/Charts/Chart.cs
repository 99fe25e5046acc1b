using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>How rows are drawn.</summary>
public enum ChartShape
{
    /// <summary>Nothing to draw: the table alone.</summary>
    None,

    /// <summary>A bar each, lying, so that long labels can be read.</summary>
    Bars,

    /// <summary>A column each, touching: the bins of a number.</summary>
    Bins,

    /// <summary>In the order of time.</summary>
    Periods,
}

/// <summary>Numbers to be drawn, with all that the table beside them says.</summary>
/// <param name="Axis">What the rows are.</param>
public sealed record Chart(ChartQuestion Question, DatasetVersion Version, ChartShape Shape, LocalizedText Title, LocalizedText Axis)
{
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    public required IReadOnlyList<ChartRow> Rows { get; init; }

    /// <summary>How many records are counted.</summary>
    public required long RecordCount { get; init; }

    /// <summary>How many groups there are, shown or not.</summary>
    public required int GroupCount { get; init; }

    /// <summary>How many of them the rows are made of.</summary>
    public required int ShownCount { get; init; }

    /// <summary>The cursors of the groups after and before these.</summary>
    public string? Next { get; init; }

    /// <inheritdoc cref="Next"/>
    public string? Previous { get; init; }
}

/// <summary>A column of numbers.</summary>
/// <param name="Column">What sorts by it; null where nothing does.</param>
/// <param name="IsDrawn">False for what has another unit than the first, or is no number.</param>
public sealed record ChartSeries(LocalizedText Title, string? Unit, string? Column, bool IsDrawn);

/// <summary>A group.</summary>
/// <param name="Values">One for each series: a long, double, decimal, the UTF-8 of a text, or null.</param>
/// <param name="Records">The words that choose its records; none where they would be all.</param>
public sealed record ChartRow(LocalizedText Label, IReadOnlyList<object?> Values, IReadOnlyList<KeyValuePair<string, string>> Records)
{
    /// <summary>The code that the label stands for; null where the label is the value itself.</summary>
    public string? Code { get; init; }

    /// <summary>The records that have no value to be grouped by.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The edges of a bin.</summary>
    public (object From, object To)? Bin { get; init; }
}
