using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Commands.Bundles;

/// <summary>The page a bundle begins with: every dataset, what it is and where its files are. Vietnamese first, English beside it.</summary>
internal static class BundlePage
{
    public static string Of(IReadOnlyList<Dataset> datasets)
    {
        var page = new StringBuilder("""
            <!doctype html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Dữ liệu mở Long An</title>
            <style>body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem } table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .4rem; border-bottom: 1px solid #ccc } td:nth-child(2) { text-align: right }</style>
            </head>
            <body>
            <h1>Dữ liệu mở Long An <span lang="en">(open data of Long An)</span></h1>
            <table>
            <tr><th>Bộ dữ liệu <span lang="en">(dataset)</span></th><th>Bản ghi <span lang="en">(records)</span></th><th>Tệp <span lang="en">(files)</span></th></tr>

            """);
        foreach (var dataset in datasets)
            Add(page, dataset);
        return page.Append("</table>\n<p>SHA-256: <a href=\"SHA256SUMS\">SHA256SUMS</a>; <a href=\"datapackage.json\">datapackage.json</a></p>\n</body>\n</html>\n").ToString();
    }

    private static void Add(StringBuilder page, Dataset dataset)
    {
        var (description, place) = (dataset.Description, $"datasets/{Uri.EscapeDataString(dataset.Id)}");
        var synthetic = dataset.Current.Provenance == Provenance.Synthetic ? " <strong>Dữ liệu tổng hợp, không có thật <span lang=\"en\">(synthetic: no record is real)</span></strong>" : "";
        page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(description.Title.Vi)} <span lang=\"en\">({Text(description.Title.In("en"))})</span>{synthetic}</td><td>{dataset.Current.RecordCount:N0}</td><td>");
        page.Append(CultureInfo.InvariantCulture, $"<a href=\"{place}/{Uri.EscapeDataString(dataset.Id)}.csv\">CSV</a> <a href=\"{place}/datapackage.json\">Data Package</a> <a href=\"{place}/schema.json\">Table Schema</a> <a href=\"{place}/dataset.json\">JSON</a></td></tr>\n");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
