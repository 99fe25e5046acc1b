using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Metadata;

/// <summary>How records came to be, in words: one row for each kind.</summary>
internal static class ProvenanceText
{
    private static readonly Dictionary<Provenance, LocalizedText> Texts = new()
    {
        [Provenance.Official] = new("Do cơ quan quản lý dữ liệu công bố.", "Published by the authority that keeps the records."),
        [Provenance.Compiled] = new("Tập hợp từ các nguồn được nêu.", "Gathered from the sources named."),
        [Provenance.Synthetic] = new(
            "Dữ liệu tổng hợp do máy tạo ra: không bản ghi nào là của một doanh nghiệp, người hay sự việc có thật.",
            "Synthetic data, generated: no record is of a real enterprise, person or event."),
    };

    public static LocalizedText Of(Provenance provenance) => Texts[provenance];

    /// <summary>With the sources by name.</summary>
    public static LocalizedText Of(Provenance provenance, IReadOnlyList<Source> sources)
    {
        var text = Of(provenance);
        var names = string.Join("; ", sources.Select(source => source.Title));
        return names.Length == 0 ? text : new LocalizedText($"{text.Vi} Nguồn: {names}.", $"{text.En} Sources: {names}.");
    }
}
