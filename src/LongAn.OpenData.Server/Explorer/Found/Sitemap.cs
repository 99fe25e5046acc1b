using System.Globalization;
using System.Text;
using System.Xml;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Docs;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Explorer.Found;

/// <summary>The pages worth a crawler's time, each with the moment its content last changed (sitemaps.org, 0.9).</summary>
internal static class Sitemap
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly string[] Pages = ["/", "/datasets"];
    private static readonly DatasetTab[] Tabs = [DatasetTab.Records, DatasetTab.Dictionary, DatasetTab.Versions];
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };

    /// <summary>When anything in it last changed; null where there is nothing.</summary>
    public static DateTimeOffset? Modified(DatasetCatalog catalog) => catalog.Datasets.Count == 0 ? null : catalog.Datasets.Max(dataset => dataset.Modified);

    public static byte[] Write(DatasetCatalog catalog, PortalLinks links)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("urlset", Namespace);
            foreach (var page in Pages)
                Write(xml, links.Root + page, Modified(catalog));
            foreach (var topic in DocsTopic.All)
                Write(xml, links.Root + topic.Path, modified: null); // nobody keeps when the program last changed
            foreach (var dataset in catalog.Datasets)
            {
                foreach (var tab in Tabs.Where(tab => tab.IsFor(dataset.Current)))
                    Write(xml, links.Root + tab.PathOf(dataset.Id), dataset.Modified);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, string address, DateTimeOffset? modified)
    {
        xml.WriteStartElement("url", Namespace);
        xml.WriteElementString("loc", Namespace, address);
        if (modified is { } moment)
            xml.WriteElementString("lastmod", Namespace, moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }
}
