using Superpower;
using Superpower.Model;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>Cuts CQL2 text into words. A shape is one word, because WKT's commas and parentheses are its own.</summary>
internal sealed class Cql2Tokenizer : Tokenizer<Cql2Token>
{
    private const string Empty = "EMPTY";

    public static Cql2Tokenizer Instance { get; } = new();

    protected override IEnumerable<Result<Cql2Token>> Tokenize(TextSpan span)
    {
        var rest = SkipWhiteSpace(span).Location;
        while (!rest.IsAtEnd)
        {
            var word = Next(rest);
            yield return word;
            if (!word.HasValue)
                yield break;

            rest = SkipWhiteSpace(word.Remainder).Location;
        }
    }

    private static Result<Cql2Token> Next(TextSpan rest)
    {
        var (source, at) = (rest.Source!, rest.Position.Absolute);
        var letter = source[at];
        if (letter == '\'')
            return Quoted(rest, Cql2Token.Text, at + 1, escapes: false);
        if (letter == 'E' && at + 1 < source.Length && source[at + 1] == '\'')
            return Quoted(rest, Cql2Token.Text, at + 2, escapes: true);
        if (letter == '"')
            return Quoted(rest, Cql2Token.QuotedName, at + 1, escapes: false);
        if (char.IsAsciiDigit(letter) || (letter == '.' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1])))
            return Found(rest, Cql2Token.Number, NumberEnd(source, at));
        return Cql2Words.BeginsName(letter) ? Word(rest, source, at) : Sign(rest, source, at);
    }

    private static Result<Cql2Token> Found(TextSpan rest, Cql2Token kind, int end) =>
        Result.Value(kind, rest, rest.Skip(end - rest.Position.Absolute));

    private static Result<Cql2Token> Quoted(TextSpan rest, Cql2Token kind, int from, bool escapes)
    {
        var quote = rest.Source![from - 1];
        var (_, close) = Cql2Words.Unquote(rest.Source, from, quote, escapes);
        return close < 0 ? Result.Empty<Cql2Token>(rest.Skip(rest.Length), [quote.ToString()]) : Found(rest, kind, close + 1);
    }

    private static Result<Cql2Token> Word(TextSpan rest, string source, int at)
    {
        var end = at + 1;
        while (end < source.Length && Cql2Words.ContinuesName(source[end]))
            end++;
        var word = source[at..end];
        if (Cql2Words.Keywords.TryGetValue(word, out var keyword))
            return Found(rest, keyword, end);

        var open = Cql2Words.Shapes.Contains(word) ? ShapeOpen(source, end) : -1;
        if (open < 0)
            return Found(rest, Cql2Token.Name, end);

        var close = source[open] == '(' ? Matching(source, open) : open + Empty.Length - 1;
        return close < 0 ? Result.Empty<Cql2Token>(rest.Skip(rest.Length), [")"]) : Found(rest, Cql2Token.Shape, close + 1);
    }

    /// <returns>Where the shape's first parenthesis, or EMPTY, is; -1 where the word was only a name.</returns>
    private static int ShapeOpen(string source, int from)
    {
        var at = SkipSpaces(source, from);
        var dimensions = at;
        while (dimensions < source.Length && source[dimensions] is 'Z' or 'M' or 'z' or 'm')
            dimensions++;
        at = SkipSpaces(source, dimensions);
        return at < source.Length && (source[at] == '(' || source.AsSpan(at).StartsWith(Empty, StringComparison.OrdinalIgnoreCase)) ? at : -1;
    }

    private static int Matching(string source, int open)
    {
        var depth = 0;
        for (var at = open; at < source.Length; at++)
        {
            depth += source[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return at;
        }

        return -1;
    }

    private static int NumberEnd(string source, int at)
    {
        while (at < source.Length && (char.IsAsciiDigit(source[at]) || source[at] == '.'))
            at++;
        if (at >= source.Length || source[at] is not ('e' or 'E'))
            return at;

        var exponent = at + 1 < source.Length && source[at + 1] is '+' or '-' ? at + 2 : at + 1;
        while (exponent < source.Length && char.IsAsciiDigit(source[exponent]))
            exponent++;
        return exponent;
    }

    private static Result<Cql2Token> Sign(TextSpan rest, string source, int at)
    {
        var next = at + 1 < source.Length ? source[at + 1] : '\0';
        (Cql2Token Kind, int Length)? sign = (source[at], next) switch
        {
            ('<', '>') => (Cql2Token.NotEqual, 2),
            ('<', '=') => (Cql2Token.AtMost, 2),
            ('>', '=') => (Cql2Token.AtLeast, 2),
            ('<', _) => (Cql2Token.Less, 1),
            ('>', _) => (Cql2Token.Greater, 1),
            ('=', _) => (Cql2Token.Equal, 1),
            ('(', _) => (Cql2Token.Open, 1),
            (')', _) => (Cql2Token.Close, 1),
            (',', _) => (Cql2Token.Comma, 1),
            ('+', _) => (Cql2Token.Plus, 1),
            ('-', _) => (Cql2Token.Minus, 1),
            ('*', _) => (Cql2Token.Times, 1),
            ('/', _) => (Cql2Token.Over, 1),
            ('%', _) => (Cql2Token.Modulo, 1),
            ('^', _) => (Cql2Token.Power, 1),
            _ => null,
        };
        return sign is { } found ? Found(rest, found.Kind, at + found.Length) : Result.Empty<Cql2Token>(rest);
    }

    private static int SkipSpaces(string source, int at)
    {
        while (at < source.Length && char.IsWhiteSpace(source[at]))
            at++;
        return at;
    }
}
