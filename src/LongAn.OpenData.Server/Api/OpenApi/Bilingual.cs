using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>Texts of the documents: OpenAPI has one place for a text, so both languages stand in it, Vietnamese first.</summary>
internal static class Bilingual
{
    public static string Line(LocalizedText text) => Line(text.Vi, text.In("en"));

    public static string Line(string vi, string en) => vi == en ? vi : $"{vi} / {en}";

    public static string Paragraphs(LocalizedText text) => Paragraphs(text.Vi, text.In("en"));

    public static string Paragraphs(string vi, string en) => vi == en ? vi : $"{vi}\n\n{en}";
}
