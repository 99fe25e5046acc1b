using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LongAn.OpenData.Formats.Xlsx;

/// <summary>How a cell looks: a position in the list of <c>cellXfs</c> in <see cref="XlsxPackage"/>.</summary>
internal enum CellStyle
{
    None,
    Header,
    Date,
    DateTime,
}

/// <summary>The XML of one worksheet, written straight into its compressed part. Empty cells are left out, so each cell says where it is.</summary>
internal sealed class SheetPart(Stream stream) : IDisposable
{
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int FlushBytes = 32 * 1024;

    private readonly SheetText text = new();
    private readonly byte[] rowDigits = new byte[10];
    private byte[][] columns = [];
    private int row;
    private int rowLength;

    /// <param name="isFrozen">The first row stays in sight.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    public void Begin(bool isFrozen, IReadOnlyList<int> widths)
    {
        columns = [.. widths.Select((_, i) => Encoding.UTF8.GetBytes($"<c r=\"{Letters(i)}"))];
        var view = isFrozen ? "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>" : "";
        var cols = widths.Select((width, i) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{width}\" customWidth=\"1\"/>"));
        text.Raw($"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="{Spreadsheet}"><sheetViews><sheetView workbookViewId="0">{view}</sheetView></sheetViews><cols>{string.Concat(cols)}</cols><sheetData>
            """);
    }

    public void BeginRow()
    {
        row++;
        Utf8Formatter.TryFormat(row, rowDigits, out rowLength);
        text.Raw("<row r=\""u8);
        text.Raw(rowDigits.AsSpan(0, rowLength));
        text.Raw("\">"u8);
    }

    public void EndRow()
    {
        text.Raw("</row>"u8);
        if (text.Written.Length >= FlushBytes)
            Flush();
    }

    public void Text(int column, ReadOnlySpan<byte> value, CellStyle style = CellStyle.None)
    {
        BeginCell(column, style);
        text.Raw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        text.Escaped(value);
        text.Raw("</t></is></c>"u8);
    }

    public void Text(int column, string value, CellStyle style) => Text(column, Encoding.UTF8.GetBytes(value), style);

    public void Number(int column, long value)
    {
        BeginValue(column, CellStyle.None);
        text.Number(value);
        text.Raw("</v></c>"u8);
    }

    public void Number(int column, double value, CellStyle style)
    {
        BeginValue(column, style);
        text.Number(value);
        text.Raw("</v></c>"u8);
    }

    public void Flag(int column, bool value)
    {
        BeginCell(column, CellStyle.None);
        text.Raw(value ? " t=\"b\"><v>1</v></c>"u8 : " t=\"b\"><v>0</v></c>"u8);
    }

    /// <summary>Ends the sheet.</summary>
    public void Dispose()
    {
        text.Raw("</sheetData></worksheet>"u8);
        Flush();
        stream.Dispose();
    }

    private void BeginValue(int column, CellStyle style)
    {
        BeginCell(column, style);
        text.Raw("><v>"u8);
    }

    /// <summary>Up to its type: <c>&lt;c r="A1" s="1"</c>.</summary>
    private void BeginCell(int column, CellStyle style)
    {
        text.Raw(columns[column]);
        text.Raw(rowDigits.AsSpan(0, rowLength));
        text.Raw(style switch
        {
            CellStyle.Header => "\" s=\"1\""u8,
            CellStyle.Date => "\" s=\"2\""u8,
            CellStyle.DateTime => "\" s=\"3\""u8,
            _ => "\""u8,
        });
    }

    private void Flush()
    {
        stream.Write(text.Written);
        text.Clear();
    }

    /// <summary>A, B … Z, AA, AB …</summary>
    private static string Letters(int column) => (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));
}
