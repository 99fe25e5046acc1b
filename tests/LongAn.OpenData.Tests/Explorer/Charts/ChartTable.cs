using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace LongAn.OpenData.Tests.Explorer.Charts;

/// <summary>The table of a chart, as it stands in the page's source.</summary>
internal sealed partial record ChartTable(IReadOnlyList<ChartTableRow> Rows, string Api)
{
    public static ChartTable Read(string html)
    {
        var table = Table().Match(html).Value;
        Assert.NotEmpty(table);
        var rows = Row().Matches(table).Select(row => new ChartTableRow(
            Text(Head().Match(row.Value).Groups["text"].Value),
            Text(Head().Match(row.Value).Groups["href"].Value),
            [.. Cell().Matches(row.Value).Select(cell => cell.Groups["value"].Success ? double.Parse(cell.Groups["value"].Value, CultureInfo.InvariantCulture) : (double?)null)],
            [.. Cell().Matches(row.Value).Select(cell => Text(cell.Groups["text"].Value))]));
        return new ChartTable([.. rows], Text(ApiLink().Match(html).Groups["href"].Value));
    }

    private static string Text(string html) => WebUtility.HtmlDecode(html).Trim();

    [GeneratedRegex("<table id=\"chart-table\".*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<tr[^>]*>\\s*<th scope=\"row\">.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<th scope=\"row\"><a href=\"(?<href>[^\"]*)\">(?<text>[^<]*)</a>")]
    private static partial Regex Head();

    [GeneratedRegex("<td class=\"number\"(?: data-value=\"(?<value>[^\"]*)\")?>(?<text>[^<]*)</td>")]
    private static partial Regex Cell();

    [GeneratedRegex("href=\"(?<href>[^\"]*/api/v1/datasets/[^\"]*)\"")]
    private static partial Regex ApiLink();
}

/// <summary>A group of the table.</summary>
/// <param name="Href">Where its records are.</param>
internal sealed record ChartTableRow(string Label, string Href, IReadOnlyList<double?> Values, IReadOnlyList<string> Shown);
