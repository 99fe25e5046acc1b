using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Catalog;

/// <summary>The orders that people choose from, of those that the search takes: one row each.</summary>
/// <param name="Value">Of <c>sort</c>.</param>
internal sealed record CatalogOrder(string Value, LocalizedText Title)
{
    /// <summary>Where words are looked for.</summary>
    private static readonly CatalogOrder BestFirst = new(CatalogRequest.Relevance, new("Phù hợp nhất trước", "Best match first"));

    private static readonly CatalogOrder[] Always =
    [
        new("id", new("Theo mã", "By id")),
        new("title", new("Tên A–Z", "Title A–Z")),
        new("-modified", new("Mới cập nhật trước", "Newest first")),
        new("-records", new("Nhiều bản ghi trước", "Most records first")),
    ];

    /// <summary>The standard order first.</summary>
    public static IReadOnlyList<CatalogOrder> Of(bool isSearch) => isSearch ? [BestFirst, .. Always] : Always;
}
