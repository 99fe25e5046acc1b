using System.Text.RegularExpressions;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Catalog;

/// <summary>Finds in a text the words that begin with what was looked for, whatever their case, tones and đ.</summary>
/// <param name="asked">Folded.</param>
public sealed partial class WordMarks(IReadOnlyList<string> asked)
{
    /// <returns>The text in pieces, in order.</returns>
    public IEnumerable<(string Text, bool IsMarked)> Of(string text)
    {
        var last = 0;
        foreach (Match word in Word().Matches(text))
        {
            var folded = VietnameseText.Fold(word.Value);
            if (!asked.Any(prefix => folded.StartsWith(prefix, StringComparison.Ordinal)))
                continue;
            if (word.Index > last)
                yield return (text[last..word.Index], false);
            yield return (word.Value, true);
            last = word.Index + word.Length;
        }

        if (last < text.Length)
            yield return (text[last..], false);
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
