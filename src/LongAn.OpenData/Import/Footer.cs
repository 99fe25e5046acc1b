using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import;

/// <summary>Lines below a table, by the words they begin with: sums, notes and sources are no records.</summary>
internal static class Footer
{
    private static readonly string[] Words = ["tổng cộng", "tổng số", "ghi chú", "nguồn:", "nguồn số liệu", "nguồn dữ liệu", "người lập", "total", "note:", "source:"];
    private static readonly LocalizedText Question = new(
        " Đây có phải dòng dưới bảng (tổng, ghi chú, nguồn), không phải bản ghi? Nếu phải, hãy bỏ dòng này.",
        " Is it a line below the table (a sum, a note, a source) and no record? Then leave it out.");

    /// <returns>What to say behind an error of the source's current row; empty where the row is like any other.</returns>
    public static LocalizedText HintOf(RowSource source) => Is(source.Beginning) ? Question : LocalizedText.Empty;

    /// <summary>Tones count: a corporation is a "tổng công ty".</summary>
    private static bool Is(string beginning)
    {
        var text = VietnameseTones.Normalize(beginning);
        return Words.Any(word => text.StartsWith(word, StringComparison.Ordinal) && (text.Length == word.Length || word[^1] == ':' || !char.IsLetterOrDigit(text[word.Length])));
    }
}
