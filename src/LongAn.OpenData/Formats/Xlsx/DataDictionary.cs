using System.Globalization;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Formats.Xlsx;

/// <summary>The second sheet: what the records are, and what each of their fields means, in both languages.</summary>
internal static class DataDictionary
{
    private static readonly string[] Columns = ["name", "title_vi", "title_en", "type", "unit", "description_vi", "description_en", "note"];

    private static readonly Dictionary<Provenance, (string Vi, string En)> Provenances = new()
    {
        [Provenance.Official] = ("Chính thức, do cơ quan quản lý công bố.", "Official, published by the authority that keeps it."),
        [Provenance.Compiled] = ("Tổng hợp từ các nguồn nêu tên.", "Compiled from named sources."),
        [Provenance.Synthetic] = ("DỮ LIỆU GIẢ LẬP: do máy sinh ra, không nói về người, doanh nghiệp hay sự việc có thật.", "SYNTHETIC DATA: generated; no record is of a real person, enterprise or event."),
    };

    /// <param name="cut">How many texts of each field were longer than a cell.</param>
    public static void Write(SheetPart sheet, RecordsHeading heading, IReadOnlyList<long> cut)
    {
        sheet.Begin(isFrozen: false, [24, 32, 32, 12, 10, 48, 48, 48]);
        foreach (var (name, value) in heading.Facts())
            Row(sheet, CellStyle.None, name, value);
        var (vi, en) = Provenances[heading.Provenance];
        Row(sheet, CellStyle.Header, "", vi, en);
        Row(sheet, CellStyle.None);
        Row(sheet, CellStyle.Header, Columns);
        for (var i = 0; i < heading.Shown; i++)
        {
            var field = heading.Fields[i];
            Row(
                sheet, CellStyle.None,
                field.Name, field.Title.Vi, field.Title.In("en"), field.Type.Name, field.Unit ?? "", field.Description.Vi, field.Description.In("en"), Note(field, cut[i]));
        }
    }

    private static string Note(Field field, long cut)
    {
        if (cut > 0)
            return string.Create(CultureInfo.InvariantCulture, $"{cut} ô dài hơn {SheetCells.LongestText} ký tự đã bị cắt; bản đủ có ở CSV, JSON, Parquet / {cut} cells were longer than {SheetCells.LongestText} characters and are cut; CSV, JSON and Parquet have them whole");
        if (field.Type == FieldType.DateTime)
            return "Giờ Việt Nam / Vietnam time, +07:00";
        return "";
    }

    private static void Row(SheetPart sheet, CellStyle style, params ReadOnlySpan<string> cells)
    {
        sheet.BeginRow();
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0)
                sheet.Text(i, cells[i].Length > SheetCells.LongestText ? cells[i][..SheetCells.LongestText] : cells[i], style);
        }

        sheet.EndRow();
    }
}
