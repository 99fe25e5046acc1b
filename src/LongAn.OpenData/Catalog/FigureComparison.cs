using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>How the true figure relates to the one that is stated: one row each.</summary>
/// <param name="Words">Before the number; empty where the number is what it is.</param>
public sealed record FigureComparison(string Code, LocalizedText Words)
{
    public static IReadOnlyList<FigureComparison> All { get; } =
    [
        new("eq", LocalizedText.Empty),
        new("gt", new("trên", "more than")),
        new("lt", new("dưới", "less than")),
        new("approx", new("khoảng", "about")),
    ];

    public static FigureComparison? Find(string? code) => All.FirstOrDefault(row => row.Code == code);
}
