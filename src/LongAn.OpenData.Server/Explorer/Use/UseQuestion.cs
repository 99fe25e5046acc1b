using System.Globalization;
using System.Text;

namespace LongAn.OpenData.Server.Explorer.Use;

/// <summary>What an example asks, and how its address is written in a program without meaning anything else there.</summary>
/// <param name="Address">Answered with JSON.</param>
/// <param name="Export">The same records, all of them, as CSV; null where there are none.</param>
/// <param name="IsList">The member <c>data</c> of the JSON is a list; else it is one record.</param>
public sealed record UseQuestion(string Address, string? Export, bool IsList)
{
    /// <summary>Not in an address (RFC 3986), though people and browsers write them.</summary>
    private const string Refused = "\"<>\\^`{|}";

    /// <summary>The address as every client takes it: letters beyond ASCII escaped as UTF-8, and nothing else changed.</summary>
    public static string Escape(string address)
    {
        var text = new StringBuilder(address.Length);
        foreach (var rune in address.EnumerateRunes())
        {
            if (rune.Value is > ' ' and < '\x7F' && !Refused.Contains((char)rune.Value, StringComparison.Ordinal))
                text.Append((char)rune.Value);
            else
                text.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return text.ToString();
    }

    /// <summary>As one word of a POSIX shell.</summary>
    public static string Shell(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>As a text of Python, R, JavaScript and C#, which write these escapes the same way.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>As a text of Power Query, where <c>#(</c> begins an escape.</summary>
    public static string QuoteM(string text) => $"\"{text.Replace("#(", "#(#)(", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
