using System.Text;

namespace LongAn.OpenData.Server.Api.Dcat.Rdf;

/// <summary>Writes a graph as Turtle (W3C RDF 1.1 Turtle).</summary>
internal static class TurtleWriter
{
    public static byte[] Write(RdfGraph graph)
    {
        var text = new StringBuilder();
        foreach (var prefix in RdfPrefix.All)
            text.Append($"@prefix {prefix.Name}: <{prefix.Namespace}> .\n");
        foreach (var subject in graph.Subjects.Where(subject => subject.Types.Count > 0 || subject.Values.Any()))
        {
            var lines = subject.Values.Select(pair => $"{pair.Key} {string.Join(", ", pair.Value.Select(Of))}");
            if (subject.Types.Count > 0)
                lines = lines.Prepend($"a {string.Join(", ", subject.Types)}");
            text.Append($"\n<{subject.Address}>\n    {string.Join(" ;\n    ", lines)} .\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Of(RdfTerm term) => term switch
    {
        { IsAddress: true } => $"<{term.Value}>",
        { Language: { } language } => $"{Quoted(term.Value)}@{language}",
        { Datatype: { } datatype } => $"{Quoted(term.Value)}^^{datatype}",
        _ => Quoted(term.Value),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => $"{letter}",
            });
        }

        return quoted.Append('"').ToString();
    }
}
