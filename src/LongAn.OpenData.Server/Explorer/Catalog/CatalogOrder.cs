using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Catalog;

/// <summary>The orders that people choose from, of those that the search takes: one row each.</summary>
/// <param name="Value">Of <c>sort</c>; empty for the standard order.</param>
internal sealed record CatalogOrder(string Value, LocalizedText Title)
{
    public static IReadOnlyList<CatalogOrder> All { get; } =
    [
        new("title", new("Tên A–Z", "Title A–Z")),
        new("-modified", new("Mới cập nhật trước", "Newest first")),
        new("-records", new("Nhiều bản ghi trước", "Most records first")),
    ];
}
