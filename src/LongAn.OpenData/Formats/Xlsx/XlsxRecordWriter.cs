using System.Buffers;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats.Xlsx;

/// <summary>
/// A workbook (ECMA-376, transitional) written as it goes: a sheet of records with its header frozen, the data dictionary, and further sheets
/// where the records are more than a sheet's 1,048,576 rows. The part of a sheet is the compressed stream itself; of the kept libraries
/// DocumentFormat.OpenXml needs a package it can read back and MiniExcel a stream it can seek in, so both hold or spool the whole.
/// </summary>
public sealed class XlsxRecordWriter : IRecordWriter
{
    /// <summary>Excel's limit, less the header.</summary>
    public const int MostRecordsInSheet = 1_048_575;

    private readonly RecordsHeading heading;
    private readonly XlsxPackage package;
    private readonly SheetCells cells;
    private readonly int recordsInSheet;
    private SheetPart? sheet;
    private int inSheet;

    public XlsxRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : this(buffer, heading, MostRecordsInSheet)
    {
    }

    internal XlsxRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading, int recordsInSheet)
    {
        this.heading = heading;
        this.recordsInSheet = recordsInSheet;
        package = new XlsxPackage(buffer, heading);
        cells = new SheetCells([.. heading.Fields.Take(heading.Shown)]);
    }

    public void Begin() => BeginSheet();

    public void Write(RecordSet record)
    {
        if (inSheet == recordsInSheet)
        {
            sheet!.Dispose();
            BeginSheet();
        }

        inSheet++;
        cells.Write(sheet!, record);
    }

    /// <summary>Nothing is lent: what is compressed is copied into the buffer.</summary>
    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync()
    {
        sheet!.Dispose();
        sheet = null;
        using (var dictionary = package.BeginDictionary())
            DataDictionary.Write(dictionary, heading, cells.Cut);
        package.Complete();
        return default;
    }

    public void Dispose()
    {
        package.Cut();
        sheet?.Dispose();
        package.Dispose();
    }

    private void BeginSheet()
    {
        inSheet = 0;
        sheet = package.BeginRecords();
        sheet.Begin(isFrozen: true, [.. heading.Fields.Take(heading.Shown).Select(Width)]);
        sheet.BeginRow();
        for (var i = 0; i < heading.Shown; i++)
            sheet.Text(i, heading.Fields[i].Name, CellStyle.Header);
        sheet.EndRow();
    }

    /// <summary>In characters: room for most values of the kind.</summary>
    private static int Width(Field field) => field.Type.Kind == ValueKind.Json || field.Type.IsText ? 24 : field.Type == FieldType.DateTime ? 22 : 14;
}
