using System.Buffers;
using LongAn.OpenData.Text;
using Superpower;
using Superpower.Model;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>Reads <c>cql2-text</c>: size and depth are bounded before anything recurses.</summary>
internal static class Cql2Text
{
    /// <summary>What people write who come from other languages.</summary>
    private static readonly (string Written, string Meant)[] Habits = [("!=", "<>"), ("==", "="), ("&&", "AND"), ("||", "OR"), ("!", "NOT"), ("[", "("), ("]", ")"), ("{", "filter_lang=cql2-json")];

    private static readonly SearchValues<char> Breaks = SearchValues.Create(" \t\r\n(),'\"");

    /// <returns>Null where it cannot be read; the mistake is reported.</returns>
    public static Cql2Node? TryRead(string text, Cql2Mistakes mistakes)
    {
        var words = Cql2Tokenizer.Instance.TryTokenize(text);
        if (!words.HasValue)
        {
            var at = words.ErrorPosition.HasValue ? words.ErrorPosition.Absolute : text.Length;
            mistakes.Syntax(at, FoundAt(text, at), Expected(words.Expectations), Habit(text, at));
            return null;
        }

        if (!IsBounded(words.Value, mistakes))
            return null;

        var read = Cql2Grammar.Filter.TryParse(words.Value);
        if (read.HasValue)
            return read.Value;

        var wrong = read.ErrorPosition.HasValue ? read.ErrorPosition.Absolute : text.Length;
        mistakes.Syntax(wrong, FoundAt(text, wrong), Cql2Expected.Of(read.Expectations), Habit(text, wrong) ?? Meant(words.Value, wrong));
        return null;
    }

    private static bool IsBounded(TokenList<Cql2Token> words, Cql2Mistakes mistakes)
    {
        var (open, prefixes, operations) = (0, 0, 0);
        foreach (var word in words)
        {
            open += word.Kind switch { Cql2Token.Open => 1, Cql2Token.Close => -1, _ => 0 };
            prefixes = word.Kind is Cql2Token.Not or Cql2Token.Minus or Cql2Token.Plus ? prefixes + 1 : 0;
            operations += word.Kind is Cql2Token.Open or >= Cql2Token.Equal and <= Cql2Token.Is ? 1 : 0;
            var depth = Math.Max(open + prefixes, word.Kind == Cql2Token.Shape ? Depth(word.Span) : 0);
            if (depth > Cql2Limits.MaxDepth)
                mistakes.TooComplex(word.Position.Absolute, Cql2Limits.MaxDepth, "mức lồng nhau", "levels of nesting");
            else if (operations > Cql2Limits.MaxOperations)
                mistakes.TooComplex(word.Position.Absolute, Cql2Limits.MaxOperations, "phép toán, hàm và ngoặc", "operators, functions and parentheses");
            if (mistakes.Count > 0)
                return false;
        }

        return true;
    }

    private static int Depth(TextSpan shape)
    {
        var (depth, deepest) = (0, 0);
        foreach (var letter in shape.ToStringValue())
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    /// <summary>A quote or a parenthesis that was not closed, or a letter that means nothing.</summary>
    private static LocalizedText Expected(string[]? expectations) => Cql2Expected.Of(expectations is { Length: > 0 } ? expectations : [Cql2Expected.Value, Cql2Expected.Operator]);

    private static string FoundAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var length = rest.IndexOfAny(Breaks);
        return (length switch { < 0 => rest, 0 => rest[..1], _ => rest[..length] }).ToString();
    }

    private static string? Habit(string text, int at)
    {
        foreach (var (written, meant) in Habits)
        {
            // The second = of == is where the first is not followed by a value.
            if (text.AsSpan(at).StartsWith(written, StringComparison.Ordinal) || (written == "==" && at > 0 && text.AsSpan(at - 1).StartsWith(written, StringComparison.Ordinal)))
                return meant;
        }

        return null;
    }

    /// <summary>A misspelt keyword reads as a name.</summary>
    private static string? Meant(TokenList<Cql2Token> words, int at)
    {
        var wrong = words.FirstOrDefault(word => word.Position.Absolute == at);
        return wrong.HasValue && wrong.Kind == Cql2Token.Name ? Nearest.To(wrong.ToStringValue(), Cql2Words.Keywords.Keys) : null;
    }
}
