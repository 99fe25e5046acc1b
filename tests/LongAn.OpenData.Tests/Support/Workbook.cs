using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LongAn.OpenData.Tests.Support;

/// <summary>The sheets of an XLSX file, in the order of their tabs.</summary>
internal static partial class Workbook
{
    public const int DateStyle = 2;
    public const int DateTimeStyle = 3;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="Type">As the file says it; <c>n</c> where it says nothing.</param>
    internal sealed record Cell(string Type, int Style, string Value);

    /// <param name="Rows">Cells by their columns, from 0; empty ones are not there.</param>
    internal sealed record Sheet(string Name, bool IsFrozen, IReadOnlyList<IReadOnlyDictionary<int, Cell>> Rows);

    public static IReadOnlyList<Sheet> Read(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var targets = Part(archive, "xl/_rels/workbook.xml.rels").Root!.Elements().ToDictionary(element => element.Attribute("Id")!.Value, element => element.Attribute("Target")!.Value, StringComparer.Ordinal);
        return [.. Part(archive, "xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => ReadSheet(sheet.Attribute("name")!.Value, Part(archive, "xl/" + targets[sheet.Attribute(Office + "id")!.Value])))];
    }

    /// <summary>The parts as text, one after another.</summary>
    public static string Text(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(archive.Entries.Select(entry => $"== {entry.FullName}\n{Part(archive, entry.FullName)}\n"));
    }

    private static XDocument Part(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)!.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }

    private static Sheet ReadSheet(string name, XDocument part)
    {
        var rows = part.Descendants(Main + "row").Select(row => (IReadOnlyDictionary<int, Cell>)row.Elements(Main + "c").ToDictionary(Column, ReadCell)).ToList();
        return new Sheet(name, (string?)part.Descendants(Main + "pane").SingleOrDefault()?.Attribute("state") == "frozen", rows);
    }

    private static Cell ReadCell(XElement cell) => new(
        (string?)cell.Attribute("t") ?? "n", (int?)cell.Attribute("s") ?? 0,
        (string?)cell.Attribute("t") == "inlineStr" ? Unescape(cell.Descendants(Main + "t").Single().Value) : cell.Element(Main + "v")!.Value);

    private static int Column(XElement cell) =>
        cell.Attribute("r")!.Value.TakeWhile(char.IsAsciiLetter).Aggregate(0, (number, letter) => (number * 26) + letter - 'A' + 1) - 1;

    private static string Unescape(string text) => EscapedLetter().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex EscapedLetter();
}
