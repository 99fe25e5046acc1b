using System.Text.Json;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Api.Dcat.Rdf;

/// <summary>Writes a graph as JSON-LD 1.1, flattened: an object for each subject. Its context is in it, so nothing is fetched to read it.</summary>
internal static class JsonLdWriter
{
    public static byte[] Write(RdfGraph graph)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = PortalJson.Encoder, Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("@context");
            foreach (var prefix in RdfPrefix.All)
                json.WriteString(prefix.Name, prefix.Namespace);
            json.WriteEndObject();
            json.WriteStartArray("@graph");
            foreach (var subject in graph.Subjects.Where(subject => subject.Types.Count > 0 || subject.Values.Any()))
                Write(json, subject);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, RdfSubject subject)
    {
        json.WriteStartObject();
        json.WriteString("@id", subject.Address);
        if (subject.Types.Count > 0)
        {
            json.WriteStartArray("@type");
            foreach (var type in subject.Types)
                json.WriteStringValue(type);
            json.WriteEndArray();
        }

        foreach (var (predicate, values) in subject.Values)
        {
            json.WritePropertyName(predicate);
            if (values.Count > 1)
                json.WriteStartArray();
            foreach (var value in values)
                Write(json, value);
            if (values.Count > 1)
                json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RdfTerm value)
    {
        if (value is { IsAddress: false, Language: null, Datatype: null })
        {
            json.WriteStringValue(value.Value);
            return;
        }

        json.WriteStartObject();
        json.WriteString(value.IsAddress ? "@id" : "@value", value.Value);
        if (value.Language is { } language)
            json.WriteString("@language", language);
        if (value.Datatype is { } datatype)
            json.WriteString("@type", datatype);
        json.WriteEndObject();
    }
}
