using System.IO.Compression;
using System.Text;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Workbooks made by hand, as small as programs take them: what no writer of ours would write.</summary>
internal static class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The style of cells that are dates.</summary>
    public const int Date = 1;

    /// <param name="rows">The rows of the one sheet, as XML; see <see cref="Row"/>.</param>
    /// <param name="merged">Ranges such as <c>A1:C1</c>.</param>
    public static byte[] Of(IEnumerable<string> rows, bool isFrom1904 = false, params string[] merged)
    {
        var cells = string.Concat(rows.Select((row, i) => $"<row r=\"{i + 1}\">{row.Replace("¤", $"{i + 1}", StringComparison.Ordinal)}</row>"));
        var merges = merged.Length == 0 ? "" : $"<mergeCells count=\"{merged.Length}\">{string.Concat(merged.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>";
        return Zip(
            ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"""),
            ("_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr{(isFrom1904 ? " date1904=\"1\"" : "")}/><sheets><sheet name=\"Dữ liệu\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"))),
            ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{cells}</sheetData>{merges}</worksheet>"));
    }

    /// <summary>Cells from column A on; an empty one is left out.</summary>
    public static string Row(params string[] cells) =>
        string.Concat(cells.Select((cell, i) => cell.Replace("<c", $"<c r=\"{(char)('A' + i)}¤\"", StringComparison.Ordinal)));

    public static string Words(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string Number(string number, int style = 0) => $"<c s=\"{style}\"><v>{number}</v></c>";

    /// <summary>A formula, and the value that was kept beside it.</summary>
    public static string Formula(string formula, string value, string type = "n") => $"<c t=\"{type}\"><f>{formula}</f><v>{value}</v></c>";

    public static string Error(string error) => $"<c t=\"e\"><v>{error}</v></c>";

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    private static string Relations(params (string Id, string Kind, string Target)[] relations) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations.Select(row => $"<Relationship Id=\"{row.Id}\" Type=\"{Office}/{row.Kind}\" Target=\"{row.Target}\"/>"))}</Relationships>";
}
