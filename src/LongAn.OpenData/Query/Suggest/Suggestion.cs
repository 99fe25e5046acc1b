using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Suggest;

/// <summary>A value of a field that fits what somebody has typed so far.</summary>
/// <param name="Label">What the value stands for, where it is a code with a name.</param>
/// <param name="Count">The records that have it.</param>
public sealed record Suggestion(string Value, LocalizedText? Label, long Count);

/// <summary>The values that fit, best first.</summary>
/// <param name="IsComplete">False where only the first of very many records were looked at, so that counts are at least what they say.</param>
public sealed record Suggestions(IReadOnlyList<Suggestion> Values, bool IsComplete)
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 100;
}

/// <summary>A value made ready to be compared with what is typed: folded, and with its tones.</summary>
public sealed class SuggestedValue(Suggestion suggestion)
{
    private readonly string[] folded = [.. Texts(suggestion).Select(VietnameseText.Fold)];
    private readonly string[] toned = [.. Texts(suggestion).Select(VietnameseTones.Normalize)];

    public Suggestion Suggestion => suggestion;

    /// <summary>The value itself, folded: the order people look things up in.</summary>
    public string Folded => folded[0];

    /// <returns>0 where a word of the value, or of its label, begins with the very tones that were typed; 1 where with the same letters; null where none does.</returns>
    public int? Rank(TypedText typed) =>
        toned.Any(text => Begins(text, typed.Toned)) ? 0 : folded.Any(text => Begins(text, typed.Folded)) ? 1 : null;

    private static IEnumerable<string> Texts(Suggestion suggestion) =>
        new[] { suggestion.Value, suggestion.Label?.Vi, suggestion.Label?.En }.OfType<string>();

    private static bool Begins(string text, string typed)
    {
        for (var at = text.IndexOf(typed, StringComparison.Ordinal); at >= 0; at = at + 1 < text.Length ? text.IndexOf(typed, at + 1, StringComparison.Ordinal) : -1)
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                return true;
        }

        return false;
    }
}

/// <summary>The beginning of a word or of several, as somebody types it. Empty text begins everything.</summary>
public sealed record TypedText
{
    public TypedText(string text)
    {
        Text = text.Trim();
        Folded = VietnameseText.Fold(Text);
        Toned = VietnameseTones.Normalize(Text);
    }

    public string Text { get; }

    public string Folded { get; }

    public string Toned { get; }

    /// <summary>The values that fit: those with the very tones first, then by how many records have them, then by value.</summary>
    public IReadOnlyList<Suggestion> Choose(IEnumerable<SuggestedValue> values, int limit) =>
        [.. values.Select(value => (Value: value, Rank: value.Rank(this))).Where(pair => pair.Rank is not null)
            .OrderBy(pair => pair.Rank).ThenByDescending(pair => pair.Value.Suggestion.Count)
            .ThenBy(pair => pair.Value.Folded, StringComparer.Ordinal).ThenBy(pair => pair.Value.Suggestion.Value, StringComparer.Ordinal)
            .Take(limit).Select(pair => pair.Value.Suggestion)];
}
