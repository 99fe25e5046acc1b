using System.Text;
using LongAn.OpenData.Text;
using PrefixCovers = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<LongAn.OpenData.Query.PrefixPart>>;

namespace LongAn.OpenData.Query;

/// <summary>
/// What somebody typed into a search box: words that must all be there, <c>"a phrase"</c>, <c>prefix*</c>, <c>-without</c>. Nothing is malformed:
/// an unclosed quote or a lone star is just not special.
/// </summary>
public sealed record TextQuery
{
    /// <summary>The table of the full text.</summary>
    public const string Table = "records_text";

    /// <summary>More words than this narrow nothing.</summary>
    public const int MostTerms = 32;

    private readonly IReadOnlyList<Term> wanted;
    private readonly IReadOnlyList<Term> unwanted;

    private TextQuery(IReadOnlyList<Term> wanted, IReadOnlyList<Term> unwanted)
    {
        this.wanted = wanted;
        this.unwanted = unwanted;
    }

    /// <summary>There is something to find, not only something to leave out.</summary>
    public bool FindsSomething => wanted.Count > 0;

    /// <summary>There is no word in it at all.</summary>
    public bool IsEmpty => wanted.Count == 0 && unwanted.Count == 0;

    public int TermCount => wanted.Count + unwanted.Count;

    public static TextQuery Parse(string text)
    {
        var (wanted, unwanted) = (new List<Term>(), new List<Term>());
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var without = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            if (without)
                at++;
            var term = ReadTerm(text, ref at);
            if (term.HasLetters)
                (without ? unwanted : wanted).Add(term);
        }

        return new TextQuery(wanted, unwanted);
    }

    /// <summary>The words that may go on, folded; each is one word, a phrase's last.</summary>
    public IEnumerable<string> Prefixes => wanted.Concat(unwanted).Where(term => term.IsPrefix).Select(term => term.LastWord).Distinct(StringComparer.Ordinal);

    /// <summary>What is to be found: the folded words of each term, in order; of a prefix the last may go on.</summary>
    public IEnumerable<(IReadOnlyList<string> Words, bool IsPrefix)> Wanted => wanted.Select(term => (term.Words, term.IsPrefix));

    /// <summary>A letter of a word as the full text is cut into words, a UTF-16 code unit or a byte of UTF-8: what is not ASCII always is one.</summary>
    public static bool IsOfWord(int letter) => letter >= 0x80 || letter == '_' || char.IsAsciiLetterOrDigit((char)letter);

    /// <summary>FTS5's words for: all terms are there, tones or not, and none of the unwanted.</summary>
    /// <param name="covers">What to write for <see cref="Prefixes"/>; those that are not in it are left to FTS5.</param>
    public string MatchFolded(PrefixCovers? covers = null) => Without(All(term => term.ToMatch(covers)), covers);

    /// <summary>All terms are there with the very tones that were typed. A prefix is never exact: it matches by its letters only.</summary>
    public string MatchToned(PrefixCovers? covers = null) => Without(All(term => term.ToTonedMatch(covers)), covers);

    /// <summary>All terms are there, but not all with the tones that were typed.</summary>
    public string MatchOnlyFolded(PrefixCovers? covers = null) => Without($"({All(term => term.ToMatch(covers))}) NOT ({All(term => term.ToTonedMatch(covers))})", covers);

    /// <summary>What is to be found, or where there is nothing, what is to be left out.</summary>
    public string MatchAny(PrefixCovers? covers = null) => FindsSomething ? MatchFolded(covers) : MatchUnwanted(covers);

    /// <summary>One of the unwanted terms is there.</summary>
    public string MatchUnwanted(PrefixCovers? covers = null) => string.Join(" OR ", unwanted.Select(term => term.ToMatch(covers)));

    /// <summary>One text for all queries that mean the same.</summary>
    public override string ToString() =>
        string.Join(' ', [.. wanted.Select(term => term.ToTonedMatch(covers: null)), .. unwanted.Select(term => "-" + term.ToMatch(covers: null))]);

    public bool Equals(TextQuery? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private string Without(string match, PrefixCovers? covers) => unwanted.Count == 0 ? match : $"({match}) NOT ({MatchUnwanted(covers)})";

    private string All(Func<Term, string> match) => string.Join(" AND ", wanted.Select(match));

    private static Term ReadTerm(string text, ref int at)
    {
        var start = at;
        if (text[at] == '"' && text.IndexOf('"', at + 1) is > 0 and var end)
        {
            at = end + 1;
            var isPrefix = at < text.Length && text[at] == '*';
            if (isPrefix)
                at++;
            return new Term(text[(start + 1)..end], isPrefix);
        }

        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        var word = text[start..at];
        return new Term(word.TrimEnd('*'), word.EndsWith('*'));
    }

    /// <summary>A word or phrase; a prefix where the last word may go on.</summary>
    private sealed record Term(string Text, bool IsPrefix)
    {
        public bool HasLetters => Text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

        public IReadOnlyList<string> Words =>
            new string([.. VietnameseText.Fold(Text).Select(letter => IsOfWord(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>The last word, folded; empty where there is none.</summary>
        public string LastWord => Ending.Word;

        /// <summary>As FTS5 wants it: in quotes, whatever is inside.</summary>
        public string ToMatch(PrefixCovers? covers)
        {
            var (before, word) = Ending;
            return IsPrefix && covers?.GetValueOrDefault(word) is { Count: > 0 } parts
                ? $"({string.Join(" OR ", parts.Select(part => Quote(before + part.Text, part.IsPrefix)))})"
                : Quote(VietnameseText.Fold(Text), IsPrefix);
        }

        public string ToTonedMatch(PrefixCovers? covers) => IsPrefix ? ToMatch(covers) : Quote(VietnameseTones.MarkWords(Text), isPrefix: false);

        private (string Before, string Word) Ending
        {
            get
            {
                var folded = VietnameseText.Fold(Text);
                var end = folded.Length;
                while (end > 0 && !IsOfWord(folded[end - 1]))
                    end--;
                var start = end;
                while (start > 0 && IsOfWord(folded[start - 1]))
                    start--;
                return (folded[..start], folded[start..end]);
            }
        }

        private static string Quote(string words, bool isPrefix) => $"\"{words.Replace('"', ' ')}\"{(isPrefix ? " *" : "")}";
    }
}
