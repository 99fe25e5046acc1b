using System.Globalization;
using System.Text;
using System.Xml;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Feeds;

/// <summary>A page of a feed (RFC 4287, RFC 5005), newest first.</summary>
/// <param name="Id">The feed's address, which stays.</param>
/// <param name="Next">The page of older entries; null on the last.</param>
internal sealed record AtomFeed(string Id, LocalizedText Title, LocalizedText Author, string Self, string Home, string? Next, DateTimeOffset Updated, IReadOnlyList<AtomEntry> Entries)
{
    public const string MediaType = "application/atom+xml";
    private const string Namespace = "http://www.w3.org/2005/Atom";

    public string Write()
    {
        using var text = new MemoryStream();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, "vi");
            Element(xml, "id", Id);
            Element(xml, "title", Both(Title));
            Element(xml, "updated", Instant(Updated));
            WriteAuthor(xml, Author);
            Link(xml, "self", Self, MediaType);
            Link(xml, "first", Id, MediaType);
            if (Next is not null)
                Link(xml, "next", Next, MediaType);
            Link(xml, "alternate", Home, "text/html");
            foreach (var entry in Entries)
                WriteEntry(xml, entry);
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WriteEntry(XmlWriter xml, AtomEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "id", entry.Id);
        Element(xml, "title", Both(entry.Title));
        Element(xml, "updated", Instant(entry.At));
        Element(xml, "published", Instant(entry.At));
        WriteAuthor(xml, entry.Author);
        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("term", entry.Kind);
        xml.WriteEndElement();
        Link(xml, "alternate", entry.Page, "text/html");
        Link(xml, "describedby", entry.Version, "application/json");
        if (entry.Changes is not null)
            Link(xml, "related", entry.Changes, "application/json");
        Element(xml, "summary", Both(entry.Summary));
        xml.WriteEndElement();
    }

    private static void WriteAuthor(XmlWriter xml, LocalizedText name)
    {
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", name.Vi);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Writable(text));

    private static string Both(LocalizedText text) => text.En is null || text.En == text.Vi ? text.Vi : $"{text.Vi} / {text.En}";

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A reason may have letters that no XML can hold.</summary>
    private static string Writable(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
}

/// <param name="Kind"><c>publish</c> or <c>rollback</c>.</param>
/// <param name="Page">Where people look at the version.</param>
/// <param name="Version">The address of its description.</param>
/// <param name="Changes">The address of what changed; null where that cannot be told.</param>
internal sealed record AtomEntry(string Id, LocalizedText Title, LocalizedText Summary, DateTimeOffset At, LocalizedText Author, string Kind, string Page, string Version, string? Changes);
