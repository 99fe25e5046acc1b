using System.Text;
using System.Xml;

namespace LongAn.OpenData.Server.Api.Dcat.Rdf;

/// <summary>Writes a graph as RDF/XML (W3C RDF 1.1 XML Syntax): a typed element for each subject.</summary>
internal static class RdfXmlWriter
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };

    public static byte[] Write(RdfGraph graph)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement(RdfPrefix.Rdf.Name, "RDF", RdfPrefix.Rdf.Namespace);
            foreach (var prefix in RdfPrefix.All.Where(prefix => prefix != RdfPrefix.Rdf))
                xml.WriteAttributeString("xmlns", prefix.Name, ns: null, prefix.Namespace);
            foreach (var subject in graph.Subjects.Where(subject => subject.Types.Count > 0 || subject.Values.Any()))
                Write(xml, subject);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, RdfSubject subject)
    {
        Start(xml, subject.Types.Count > 0 ? subject.Types[0] : "rdf:Description");
        xml.WriteAttributeString("about", RdfPrefix.Rdf.Namespace, subject.Address);
        foreach (var type in subject.Types.Skip(1))
            Write(xml, "rdf:type", RdfTerm.Named(type));
        foreach (var (predicate, values) in subject.Values)
        {
            foreach (var value in values)
                Write(xml, predicate, value);
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string predicate, RdfTerm value)
    {
        Start(xml, predicate);
        if (value.Language is { } language)
            xml.WriteAttributeString("xml", "lang", ns: null, language);
        if (value.Datatype is { } datatype)
            xml.WriteAttributeString("datatype", RdfPrefix.Rdf.Namespace, RdfPrefix.Expand(datatype));
        if (value.IsAddress)
            xml.WriteAttributeString("resource", RdfPrefix.Rdf.Namespace, value.Value);
        else
            xml.WriteString(value.Value);
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, string name)
    {
        var (prefix, local) = RdfPrefix.Split(name);
        xml.WriteStartElement(prefix, local, RdfPrefix.Expand(prefix + ":"));
    }
}
