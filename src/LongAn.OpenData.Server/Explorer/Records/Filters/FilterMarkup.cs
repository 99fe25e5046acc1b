using System.Globalization;
using System.Text.Encodings.Web;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Records.Table;
using Microsoft.AspNetCore.Components;

namespace LongAn.OpenData.Server.Explorer.Records.Filters;

/// <summary>The parts of the filters that are many elements each: written as the table is, and for the same reason.</summary>
internal sealed class FilterMarkup(PageContext page, HtmlEncoder encoder)
{
    private const int Height = 24;

    /// <summary>The least that a bin with records is high.</summary>
    private const double Least = 0.8;

    /// <summary>A box to tick for each value, with how many records have it.</summary>
    public MarkupString Choices(ChoicesControl control)
    {
        var html = new HtmlText(encoder, 4 * 1024);
        foreach (var choice in control.Choices)
        {
            html.Raw("<label class=\"choice\"><input type=\"checkbox\" form=\"filters\"").Attribute("name", control.Parameter).Attribute("value", choice.Value)
                .Raw(choice.IsChosen ? " checked><span>" : "><span>").Text(choice.Label).Raw("</span><span class=\"count\">").Raw(choice.Count is { } count ? page.Number(count) : "").Raw("</span></label>");
        }

        return html.Markup;
    }

    /// <summary>How many records there are from small to great: the greatest bin is as high as the picture.</summary>
    public MarkupString Histogram(RangeControl range)
    {
        if (range.Bins.Count < 2 || range.Most == 0)
            return default;

        var html = new HtmlText(encoder, 4 * 1024);
        html.Raw("<svg class=\"histogram\"").Attribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {range.Bins.Count} {Height}")).Raw(" preserveAspectRatio=\"none\" role=\"img\"").Attribute("aria-label", Label(range)).Raw(">");
        for (var i = 0; i < range.Bins.Count; i++)
        {
            var bin = range.Bins[i];
            var height = bin.Count == 0 ? 0 : Math.Max(Least, (double)Height * bin.Count / range.Most);
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{i + 0.06:0.##}\" width=\"0.88\" y=\"{Height - height:0.##}\" height=\"{height:0.##}\"><title>"))
                .Text($"{bin.From} – {bin.To}: {page.Number(bin.Count)}").Raw("</title></rect>");
        }

        return html.Raw("</svg>").Markup;
    }

    private string Label(RangeControl range)
    {
        var most = range.Bins.MaxBy(bin => bin.Count)!;
        return page.T(
            $"Phân bố từ {range.Bins[0].From} đến {range.Bins[^1].To}; nhiều nhất trong khoảng {most.From} – {most.To}: {page.Number(most.Count)} bản ghi",
            $"Distribution from {range.Bins[0].From} to {range.Bins[^1].To}; most between {most.From} and {most.To}: {page.Number(most.Count)} records");
    }
}
