using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>Finds in a text what a search found it by: the words of the query, whatever their case, tones and đ.</summary>
public sealed class TextMarks(TextQuery query)
{
    private readonly (IReadOnlyList<string> Words, bool IsPrefix)[] terms = [.. query.Wanted.Where(term => term.Words.Count > 0)];

    /// <returns>Stretches of the text, in order, none over another.</returns>
    public IReadOnlyList<Range> Find(ReadOnlySpan<char> text)
    {
        if (terms.Length == 0 || text.IsEmpty)
            return [];

        var folded = new char[text.Length];
        var places = new int[text.Length + 1]; // of each folded letter in the text, which may have marks that are dropped
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            places[length] = i;
            length += VietnameseText.Fold(text.Slice(i, 1), folded.AsSpan(length));
        }

        places[length] = text.Length;
        var found = new List<Range>();
        for (var at = 0; at < length;)
        {
            var end = IsStart(folded, at) ? LongestFrom(folded.AsSpan(0, length), at) : 0;
            if (end > at)
                found.Add(places[at]..places[end]);
            at = Math.Max(at + 1, end);
        }

        return found;
    }

    private static bool IsStart(char[] folded, int at) => TextQuery.IsOfWord(folded[at]) && (at == 0 || !TextQuery.IsOfWord(folded[at - 1]));

    private int LongestFrom(ReadOnlySpan<char> folded, int at)
    {
        var longest = 0;
        foreach (var (words, isPrefix) in terms)
            longest = Math.Max(longest, EndOf(folded, at, words, isPrefix));
        return longest;
    }

    /// <returns>Where the words that begin here end; 0 where they do not begin here.</returns>
    private static int EndOf(ReadOnlySpan<char> folded, int at, IReadOnlyList<string> words, bool isPrefix)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!folded[at..].StartsWith(words[i], StringComparison.Ordinal))
                return 0;

            at += words[i].Length;
            var isWhole = at == folded.Length || !TextQuery.IsOfWord(folded[at]);
            if (i == words.Count - 1)
                return isWhole || isPrefix ? at : 0;
            if (!isWhole)
                return 0;

            while (at < folded.Length && !TextQuery.IsOfWord(folded[at]))
                at++;
        }

        return 0;
    }
}
