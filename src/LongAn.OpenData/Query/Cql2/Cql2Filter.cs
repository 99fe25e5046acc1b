using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>The languages a filter may be written in.</summary>
public static class Cql2Filter
{
    public const string TextLanguage = "cql2-text";
    public const string JsonLanguage = "cql2-json";

    /// <param name="language"><see cref="TextLanguage"/> or <see cref="JsonLanguage"/>.</param>
    /// <param name="parameter">The parameter it came in, for the mistakes.</param>
    /// <returns>What it asks of the version's records; null where it has mistakes, each of which is reported.</returns>
    public static Filter? TryRead(string text, string language, DatasetVersion version, string parameter, Action<Problem> report)
    {
        var mistakes = new Cql2Mistakes(parameter, text, report);
        if (TryParse(text, language, mistakes) is not { } node)
            return null;

        var filter = new Cql2Binder(version, mistakes).Condition(node);
        return mistakes.Count == 0 ? filter : null;
    }

    internal static Cql2Node? TryParse(string text, string language, Cql2Mistakes mistakes)
    {
        if (text.Length <= Cql2Limits.MaxText)
            return language == JsonLanguage ? Cql2Json.TryRead(text, mistakes) : Cql2Text.TryRead(text, mistakes);

        mistakes.TooComplex(Cql2Limits.MaxText, Cql2Limits.MaxText, "ký tự", "characters");
        return null;
    }
}
