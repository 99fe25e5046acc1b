using System.Globalization;
using System.Text.Encodings.Web;
using LongAn.OpenData.Server.Explorer.Frame;
using Microsoft.AspNetCore.Components;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>Writes the records as the rows of a table.</summary>
internal static class TableMarkup
{
    /// <summary>A string of more than 42,000 letters would be one of the large objects, which are collected with all of the memory.</summary>
    private const int PartLength = 12 * 1024;

    /// <param name="caption">What the table is, for those who do not see what stands around it.</param>
    public static IReadOnlyList<MarkupString> Write(PageContext page, HtmlEncoder encoder, RecordsTable table, string caption)
    {
        var html = new HtmlText(encoder, 2 * PartLength);
        var parts = new List<MarkupString>();
        html.Raw("<table><caption class=\"hidden\">").Text(caption).Raw("</caption><thead><tr>");
        var sort = SortOrder.Read(page.Query);
        foreach (var column in table.Columns)
            WriteHead(page, html, column, sort);
        html.Raw("</tr></thead><tbody>");
        var cells = new CellMarkup(page, html, table.Marks);
        foreach (var row in table.Rows)
        {
            if (html.Length > PartLength)
                parts.Add(html.Take());
            html.Raw("<tr>");
            for (var i = 0; i < table.Columns.Count; i++)
                cells.Write(table.Columns[i], row[i], table.Columns[i].IsLink ? AddressOf(page, table, row) : null);
            html.Raw("</tr>");
        }

        parts.Add(html.Raw("</tbody></table>").Take());
        return parts;
    }

    private static void WriteHead(PageContext page, HtmlText html, TableColumn column, SortOrder sort)
    {
        var field = column.Field;
        html.Raw("<th scope=\"col\"").Raw(column.IsNumber ? " class=\"number\"" : "");
        if (page.T(field.Description) is { Length: > 0 } description)
            html.Attribute("title", description);
        var direction = sort.Of(field.Name);
        if (direction is not null)
            html.Raw(direction == SortOrder.Descending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"");
        html.Raw(">");
        if (column.IsSortable)
            html.Raw("<a").Attribute("href", page.With(("sort", SortOrder.After(field.Name, direction)), ("cursor", null), ("offset", null))).Raw(">");
        html.Text(page.T(field.Title) is { Length: > 0 } title ? title : field.Name);
        if (column.IsSortable)
            html.Raw(direction switch { null => "", SortOrder.Descending => " <span aria-hidden=\"true\">▼</span>", _ => " <span aria-hidden=\"true\">▲</span>" }).Raw("</a>");
        if (ValueText.Unit(page, field) is { } unit)
            html.Raw(" <small>").Text(unit).Raw("</small>");
        html.Raw("</th>");
    }

    private static string AddressOf(PageContext page, RecordsTable table, object?[] row) =>
        page.Url(
            RecordAddress.Of(table.Version.Dataset, table.Key.Select(at => Convert.ToString(row[at], CultureInfo.InvariantCulture)!)),
            ("version", table.IsCurrent ? null : table.Version.Number.ToString(CultureInfo.InvariantCulture)));
}
