using System.Globalization;
using System.Text.Encodings.Web;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Records.Table;
using Microsoft.AspNetCore.Components;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>The picture of a first chart: written as the table is, and for the same reason.</summary>
/// <param name="pinned">The version that links stay with; null for the current one.</param>
internal sealed class GlanceMarkup(PageContext page, HtmlEncoder encoder, ChartGlance glance, (string, string?) pinned)
{
    private const int Height = 40;

    private readonly string records = DatasetTab.Records.PathOf(glance.Chart.Version.Dataset);

    public MarkupString Write() => glance.AreBars ? Bars() : Columns();

    /// <summary>A line for each group: its name, its figure, and how much that is of the greatest.</summary>
    private MarkupString Bars()
    {
        var html = new HtmlText(encoder, 2 * 1024);
        html.Raw("<ul class=\"plain\">");
        foreach (var (row, share) in glance.Points)
        {
            var address = page.Url(records, [.. row.Records.Select(word => (word.Key, (string?)word.Value)), pinned]);
            html.Raw("<li><a").Attribute("href", address).Raw(">").Text(ChartText.LabelOf(page, row)).Raw("</a> <span class=\"number\">").Text(ValueOf(row))
                .Raw("</span> <svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect height=\"10\"").Attribute("width", Drawn(100 * share)).Raw("></rect></svg></li>");
        }

        return html.Raw("</ul>").Markup;
    }

    /// <summary>A column for each period or bin; the ends below, and in words what the picture says.</summary>
    private MarkupString Columns()
    {
        var (first, last, greatest) = (glance.Points[0].Row, glance.Points[^1].Row, glance.Points.MaxBy(point => point.Share)!.Row);
        var (from, to) = (first.Bin is { } least ? ChartText.Of(page, least.From) : ChartText.LabelOf(page, first), last.Bin is { } most ? ChartText.Of(page, most.To) : ChartText.LabelOf(page, last));
        var highest = page.T("Cao nhất: ", "Highest: ") + $"{ChartText.LabelOf(page, greatest)}, {ValueOf(greatest)}.";
        var html = new HtmlText(encoder, 4 * 1024);
        html.Raw("<svg class=\"histogram\"").Attribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {glance.Points.Count} {Height}")).Raw(" preserveAspectRatio=\"none\" role=\"img\"")
            .Attribute("aria-label", page.T($"Từ {from} đến {to}. ", $"From {from} to {to}. ") + highest).Raw(">");
        for (var i = 0; i < glance.Points.Count; i++)
        {
            var (row, share) = glance.Points[i];
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{i + 0.06:0.##}\" width=\"0.88\" y=\"{Height * (1 - share):0.##}\" height=\"{Height * share:0.##}\"><title>"))
                .Text(ChartText.LabelOf(page, row)).Raw(": ").Text(ValueOf(row)).Raw("</title></rect>");
        }

        return html.Raw("</svg><p class=\"ends-of\"><span>").Text(from).Raw("</span> <span>").Text(to).Raw("</span></p><p class=\"hint\" aria-hidden=\"true\">").Text(highest).Raw("</p>").Markup;
    }

    private string ValueOf(ChartRow row) => ChartText.Of(page, row.Values[0]);

    private static string Drawn(double length) => length.ToString("0.##", CultureInfo.InvariantCulture);
}
