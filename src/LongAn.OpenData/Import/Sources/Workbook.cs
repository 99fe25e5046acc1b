using System.IO.Compression;
using System.Xml;
using LongAn.OpenData.Import.Archives;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace LongAn.OpenData.Import.Sources;

/// <summary>The rows of a workbook's sheets, values by their cells' types. Formulas are data: the value kept beside one is read, none is computed.</summary>
internal sealed class Workbook : IDisposable
{
    /// <summary>More columns than any schema has fields: a workbook that says so only wants to fill the memory.</summary>
    private const int MostColumns = 4_000;

    /// <summary>Days between the two beginnings of time that a workbook may count from.</summary>
    private const int DaysTo1904 = 1_462;

    private static readonly OpenXmlConfiguration Options = new() { EnableConvertByteArray = false, TrimColumnNames = false };
    private static readonly DateTime DayOne = new(1900, 1, 2, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly string path;
    private readonly bool isFrom1904;
    private IEnumerator<object>? rows;

    /// <exception cref="InvalidDataException">It is no workbook, or one that would unpack into too much.</exception>
    public Workbook(string path)
    {
        this.path = path;
        using (var archive = ZipFile.OpenRead(path))
        {
            if (ArchiveBounds.Default.Check(archive, Path.GetFileName(path)) is { } refused)
                throw new InvalidDataException(refused.Message.En);

            isFrom1904 = IsFrom1904(archive);
        }

        Sheets = Guarded(() => MiniExcel.GetSheetNames(path));
    }

    public IReadOnlyList<string> Sheets { get; }

    /// <summary>The row read last.</summary>
    public object?[] Current { get; private set; } = [];

    public void Open(string sheet)
    {
        rows?.Dispose();
        rows = Guarded(() => MiniExcel.Query(path, useHeaderRow: false, sheetName: sheet, excelType: ExcelType.XLSX, configuration: Options)).GetEnumerator();
    }

    /// <returns>The next row's cells: null, text, double, bool, DateTime or TimeSpan; null behind the last.</returns>
    public object?[]? Read()
    {
        if (!Guarded(rows!.MoveNext))
            return null;

        var row = (IDictionary<string, object?>)rows.Current;
        if (row.Count > MostColumns)
            throw new InvalidDataException($"a sheet has more than {MostColumns} columns");

        var cells = new object?[row.Count];
        row.Values.CopyTo(cells, 0);
        for (var i = 0; isFrom1904 && i < cells.Length; i++)
        {
            if (cells[i] is DateTime day && day > DayOne)
                cells[i] = day.AddDays(DaysTo1904);
        }

        return Current = cells;
    }

    public void Dispose() => rows?.Dispose();

    private static bool IsFrom1904(ZipArchive archive)
    {
        if (archive.GetEntry("xl/workbook.xml") is not { } part)
            return false;

        using var stream = part.Open();
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        try
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
                    return xml.GetAttribute("date1904") is "1" or "true";
            }
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException(broken.Message, broken);
        }

        return false;
    }

    /// <summary>What the library throws at a broken workbook is as manifold as the ways to break one.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or IOException or UnauthorizedAccessException))
        {
            throw new InvalidDataException($"the workbook is broken: {broken.Message}", broken);
        }
    }
}
