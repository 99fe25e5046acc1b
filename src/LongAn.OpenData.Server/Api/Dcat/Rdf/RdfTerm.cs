using System.Globalization;
using System.Xml;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Dcat.Rdf;

/// <summary>What a triple says of its subject: an address, or a literal with a language or a datatype.</summary>
/// <param name="Datatype">A prefixed name; null for plain text.</param>
internal readonly record struct RdfTerm(string Value, bool IsAddress, string? Language = null, string? Datatype = null)
{
    /// <summary>What RFC 3987 keeps out of an address, and a notation of RDF may end it with.</summary>
    private const string NotInAddresses = "<>\"{}|^`\\ ";

    public static RdfTerm Address(string address) => new(Escape(address), IsAddress: true);

    /// <param name="name">A prefixed name.</param>
    public static RdfTerm Named(string name) => new(RdfPrefix.Expand(name), IsAddress: true);

    public static RdfTerm Literal(string text, string? language = null) => new(Clean(text), IsAddress: false, language);

    public static RdfTerm Typed(string text, string datatype) => new(text, IsAddress: false, Language: null, datatype);

    public static RdfTerm Of(DateTimeOffset moment) => Typed(moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), "xsd:dateTime");

    public static RdfTerm Of(DateOnly day) => Typed(day.ToString("O", CultureInfo.InvariantCulture), "xsd:date");

    /// <summary>A literal for each language there is.</summary>
    public static IEnumerable<RdfTerm> Of(LocalizedText text)
    {
        if (text.Vi.Length > 0)
            yield return Literal(text.Vi, "vi");
        if (text.En is { Length: > 0 } english)
            yield return Literal(english, "en");
    }

    public static string Escape(string address) =>
        string.Concat(address.Select(letter => letter <= ' ' || NotInAddresses.Contains(letter, StringComparison.Ordinal) ? Uri.HexEscape(letter) : $"{letter}"));

    /// <summary>XML has no way to write most control characters, and a graph is the same in every notation.</summary>
    private static string Clean(string text) =>
        text.All(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)) ? text : string.Concat(text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));
}
