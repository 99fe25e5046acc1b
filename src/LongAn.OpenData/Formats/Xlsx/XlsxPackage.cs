using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace LongAn.OpenData.Formats.Xlsx;

/// <summary>The parts around the sheets: what the workbook is made of, how cells look, what the file is.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string CoreProperties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Media = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string RecordsName = "Dữ liệu - Data";
    private const string DictionaryName = "Từ điển - Dictionary";

    /// <summary>The first moment a zip archive can name; entries have it where there is no version to give them its own.</summary>
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RecordsHeading heading;
    private readonly BufferStream stream;
    private readonly ZipArchive archive;
    private readonly DateTimeOffset created;
    private int recordSheets;
    private int parts;

    public XlsxPackage(IBufferWriter<byte> buffer, RecordsHeading heading)
    {
        this.heading = heading;
        created = heading.Version is { } version && version.Created > Earliest ? version.Created : Earliest;
        stream = new BufferStream(buffer);
        archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    public SheetPart BeginRecords()
    {
        recordSheets++;
        return BeginSheet();
    }

    /// <summary>After the last sheet of records.</summary>
    public SheetPart BeginDictionary() => BeginSheet();

    /// <summary>Writes what makes the parts a workbook.</summary>
    public void Complete()
    {
        // In the order of the tabs: records, dictionary, further records. Parts are numbered as they were written.
        var sheets = new List<(string Name, int Part)> { (RecordsName, 1), (DictionaryName, parts) };
        for (var i = 2; i <= recordSheets; i++)
            sheets.Add((string.Create(CultureInfo.InvariantCulture, $"{RecordsName} {i}"), i));

        Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{Each(sheets, (sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{sheet.Part}\"/>")}</sheets></workbook>""");
        Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Relations}">{Each(sheets, (sheet, _) => $"<Relationship Id=\"rId{sheet.Part}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{sheet.Part}.xml\"/>")}<Relationship Id="rIdStyles" Type="{Office}/styles" Target="styles.xml"/></Relationships>""");
        Add("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """);
        Add("docProps/core.xml", $"""
            <cp:coreProperties xmlns:cp="{CoreProperties}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escape(heading.Description.Title.Vi)}</dc:title><dc:creator>{Escape(heading.Description.Publisher.Title.Vi)}</dc:creator><dc:description>{Escape(string.Join("; ", heading.Facts().Select(fact => $"{fact.Key}: {fact.Value}")))}</dc:description><dcterms:created xsi:type="dcterms:W3CDTF">{created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</dcterms:created></cp:coreProperties>
            """);
        Add("_rels/.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""");
        Add("[Content_Types].xml", $"""<Types xmlns="{ContentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Media}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Media}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{Each(sheets, (sheet, _) => $"<Override PartName=\"/xl/worksheets/sheet{sheet.Part}.xml\" ContentType=\"{Media}.worksheet+xml\"/>")}</Types>""");
        archive.Dispose();
    }

    /// <summary>Whatever is still written goes nowhere: a workbook that was not completed must not end like one.</summary>
    public void Cut() => stream.Close();

    public void Dispose() => archive.Dispose();

    private SheetPart BeginSheet() => new(Entry(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{++parts}.xml")));

    private Stream Entry(string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = created;
        return entry.Open();
    }

    private void Add(string name, string xml)
    {
        using var part = Entry(name);
        part.Write(Encoding.UTF8.GetBytes(Declaration + xml));
    }

    private static string Each(List<(string Name, int Part)> sheets, Func<(string Name, int Part), int, FormattableString> write) =>
        string.Concat(sheets.Select((sheet, i) => FormattableString.Invariant(write(sheet, i))));

    private static string Escape(string text) => SecurityElement.Escape(string.Concat(text.Where(letter => letter is '\t' or '\n' or >= ' ')));
}
