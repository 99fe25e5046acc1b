using System.Globalization;
using System.Text;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>
/// Reads what CKAN hands to Solr: words, <c>"phrases"</c>, <c>field:value</c>, <c>field:(a OR b)</c>, <c>field:[a TO b]</c>, <c>+ - AND OR NOT</c>, parentheses.
/// Words beside one another must all be there.
/// </summary>
internal sealed class SolrParser
{
    private const int MostLength = 10_000;
    private const int MostDepth = 30;
    private const string Special = "+-!(){}[]^\"~:&|";
    private readonly string text;
    private readonly DateTimeOffset now;
    private int at;
    private int depth;
    private string? mistake;

    private SolrParser(string text, DateTimeOffset now)
    {
        this.text = text;
        this.now = now;
    }

    /// <returns>Null where the text cannot be read; then the mistake says why.</returns>
    public static SolrQuery? TryParse(string text, DateTimeOffset now, out string? mistake)
    {
        mistake = text.Length > MostLength ? $"longer than {MostLength} letters" : null;
        if (mistake is not null)
            return null;

        var parser = new SolrParser(text, now);
        var query = parser.ReadAny(null);
        if (parser.mistake is null && parser.at < text.Length)
            parser.mistake = parser.Unexpected();
        mistake = parser.mistake;
        return mistake is null ? query : null;
    }

    private SolrQuery ReadAny(PackageField? field)
    {
        var parts = new List<SolrQuery> { ReadAll(field) };
        while (mistake is null && (TakeWord("OR") || TakeWord("||")))
            parts.Add(ReadAll(field));
        return parts.Count == 1 ? parts[0] : new SolrQuery.Any(parts);
    }

    private SolrQuery ReadAll(PackageField? field)
    {
        var parts = new List<SolrQuery>();
        while (mistake is null)
        {
            SkipSpace();
            if (at == text.Length || text[at] == ')' || PeekWord("OR") || PeekWord("||"))
                break;
            if (parts.Count > 0 && (TakeWord("AND") || TakeWord("&&")))
                continue;
            parts.Add(ReadClause(field));
        }

        return parts.Count switch { 0 => new SolrQuery.Everything(), 1 => parts[0], _ => new SolrQuery.All(parts) };
    }

    private SolrQuery ReadClause(PackageField? field)
    {
        SkipSpace();
        if (at < text.Length && text[at] is '-' or '!' || TakeWord("NOT"))
        {
            if (at < text.Length && text[at] is '-' or '!')
                at++;
            return new SolrQuery.Not(ReadClause(field));
        }

        if (at < text.Length && text[at] == '+')
            at++;
        return ReadPrimary(field);
    }

    private SolrQuery ReadPrimary(PackageField? field)
    {
        SkipSpace();
        if (at == text.Length)
            return Wrong("it ends where a word is expected");

        switch (text[at])
        {
            case '(':
                return ReadGroup(field);
            case '[' or '{' when field is not null:
                return ReadRange(field);
            case '"':
                return Boosted(new SolrQuery.Term(field, ReadPhrase()));
            default:
                var isAnything = text.AsSpan(at).StartsWith("*:*", StringComparison.Ordinal);
                if (isAnything)
                {
                    at += 3;
                    return Boosted(new SolrQuery.Everything());
                }

                var word = ReadWord();
                if (word.Length == 0)
                    return Wrong(Unexpected());
                if (at < text.Length && text[at] == ':')
                    return ReadField(word);
                return Boosted(word == "*" ? field is null ? new SolrQuery.Everything() : new SolrQuery.Exists(field) : new SolrQuery.Term(field, word));
        }
    }

    private SolrQuery ReadField(string name)
    {
        at++;
        if (PackageField.Find(name) is not { } field)
        {
            var meant = Nearest.To(name, PackageField.All.Select(row => row.Name));
            return Wrong($"undefined field {name}{(meant is null ? "" : $" (did you mean {meant}?)")}");
        }

        return ReadPrimary(field);
    }

    private SolrQuery ReadGroup(PackageField? field)
    {
        at++;
        if (++depth > MostDepth)
            return Wrong($"parentheses are nested deeper than {MostDepth}");

        var inner = ReadAny(field);
        depth--;
        SkipSpace();
        if (mistake is null && (at == text.Length || text[at] != ')'))
            return Wrong("a parenthesis is not closed");
        at++;
        return Boosted(inner);
    }

    private SolrQuery ReadRange(PackageField field)
    {
        var hasLow = text[at++] == '[';
        var low = ReadBound(field);
        if (mistake is null && !TakeWord("TO"))
            return Wrong("a range is written [low TO high]");

        var high = ReadBound(field);
        SkipSpace();
        if (mistake is null && (at == text.Length || text[at] is not (']' or '}')))
            return Wrong("a range is not closed");
        return new SolrQuery.Range(field, low, hasLow, high, HasHigh: mistake is null && text[at++] == ']');
    }

    /// <returns>Null for <c>*</c>.</returns>
    private string? ReadBound(PackageField field)
    {
        SkipSpace();
        var start = at;
        string word;
        if (at < text.Length && text[at] == '"')
        {
            word = ReadPhrase();
        }
        else
        {
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (']' or '}'))
                at++;
            word = text[start..at].Replace("\\", "", StringComparison.Ordinal);
        }

        if (word == "*")
            return null;
        if (!field.IsTime)
            return word;
        if (SolrTime.TryRead(word, now) is { } moment)
            return CkanTime.Instant(moment);

        Wrong($"Invalid Date String: '{word}'");
        return null;
    }

    private string ReadPhrase()
    {
        var phrase = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            phrase.Append(text[at]);
        }

        if (at == text.Length)
            Wrong("a phrase is not closed");
        at++;
        return phrase.ToString();
    }

    private string ReadWord()
    {
        var word = new StringBuilder();
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            var letter = text[at];
            if (letter == '\\' && at + 1 < text.Length)
                word.Append(text[++at]);
            else if (Special.Contains(letter, StringComparison.Ordinal) && !(letter is '-' or '+' or '&' or '|' && word.Length > 0))
                break;
            else
                word.Append(letter);
            at++;
        }

        return word.ToString();
    }

    /// <summary>Boosts and slops, <c>^4</c> and <c>~2</c>, change only the order.</summary>
    private SolrQuery Boosted(SolrQuery query)
    {
        while (at < text.Length && text[at] is '^' or '~')
        {
            at++;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
                at++;
        }

        return query;
    }

    private bool PeekWord(string word) =>
        text.AsSpan(at).StartsWith(word, StringComparison.Ordinal) && (at + word.Length == text.Length || char.IsWhiteSpace(text[at + word.Length]) || text[at + word.Length] == '(');

    private bool TakeWord(string word)
    {
        SkipSpace();
        if (!PeekWord(word))
            return false;

        at += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private string Unexpected() => at < text.Length ? string.Create(CultureInfo.InvariantCulture, $"'{text[at]}' is not expected at {at + 1}") : "it ends too early";

    private SolrQuery Wrong(string message)
    {
        mistake ??= message;
        return new SolrQuery.Everything();
    }
}
