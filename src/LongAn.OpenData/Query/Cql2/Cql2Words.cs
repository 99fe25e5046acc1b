using System.Globalization;
using System.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>The letters of CQL2 text (OGC 21-065r2, annex B): what names are made of, which words are taken, how a text is quoted.</summary>
internal static class Cql2Words
{
    /// <summary>Words that are never a name unless in double quotes.</summary>
    public static IReadOnlyDictionary<string, Cql2Token> Keywords { get; } = new Dictionary<string, Cql2Token>(StringComparer.OrdinalIgnoreCase)
    {
        ["AND"] = Cql2Token.And,
        ["OR"] = Cql2Token.Or,
        ["NOT"] = Cql2Token.Not,
        ["LIKE"] = Cql2Token.Like,
        ["BETWEEN"] = Cql2Token.Between,
        ["IN"] = Cql2Token.In,
        ["IS"] = Cql2Token.Is,
        ["NULL"] = Cql2Token.Null,
        ["TRUE"] = Cql2Token.True,
        ["FALSE"] = Cql2Token.False,
        ["DIV"] = Cql2Token.Div,
    };

    /// <summary>Words that begin a shape where <c>(</c> follows.</summary>
    public static IReadOnlySet<string> Shapes { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
    };

    public static bool BeginsName(char letter) => letter is ':' or '_' || (letter < 0x80 ? char.IsAsciiLetter(letter) : IsLetter(letter));

    public static bool ContinuesName(char letter) => BeginsName(letter) || letter is '.' || char.IsAsciiDigit(letter) || letter is '\u203F' or '\u2040';

    /// <summary>A text literal. The standard has no way to write a backslash at the end or before a quote, so E'…' of PostgreSQL, in which <c>\\</c> is a backslash, stands in.</summary>
    public static string Quote(string text)
    {
        var quoted = text.Replace("'", "''", StringComparison.Ordinal);
        return text.EndsWith('\\') || text.Contains("\\'", StringComparison.Ordinal)
            ? $"E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'"
            : $"'{quoted}'";
    }

    /// <summary>A name; in double quotes unless it is a plain word.</summary>
    public static string Name(string name)
    {
        var isPlain = name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && char.IsAsciiLetter(name[0]) && !Keywords.ContainsKey(name);
        return isPlain ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>What stands between quotes.</summary>
    /// <param name="from">Behind the opening quote.</param>
    /// <param name="escapes">A backslash takes any next letter as it is, not only a quote.</param>
    /// <returns>The text, and where its closing quote is; -1 where there is none.</returns>
    public static (string Text, int Close) Unquote(string source, int from, char quote, bool escapes)
    {
        var text = new StringBuilder();
        for (var i = from; i < source.Length; i++)
        {
            var next = i + 1 < source.Length ? source[i + 1] : '\0';
            if (source[i] == '\\' && quote == '\'' && (next == '\'' || (escapes && next == '\\')))
                text.Append(source[++i]);
            else if (source[i] != quote)
                text.Append(source[i]);
            else if (next == quote)
                text.Append(source[++i]);
            else
                return (text.ToString(), i);
        }

        return ("", -1);
    }

    private static bool IsLetter(char letter) =>
        char.IsSurrogate(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.MathSymbol);
}
