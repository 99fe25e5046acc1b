using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Home;

/// <summary>One figure, as a record states it.</summary>
/// <param name="Key">The record's primary key.</param>
/// <param name="Comparison">How the true figure relates to the value.</param>
public sealed record KeyFigure(string Dataset, string Key, LocalizedText Title, double Value, FigureComparison? Comparison, LocalizedText? Unit, string? Period, string? Source, string? SourceUrl)
{
    /// <summary>What another source says instead; null where none is known to disagree.</summary>
    public KeyFigure? Otherwise { get; init; }
}
