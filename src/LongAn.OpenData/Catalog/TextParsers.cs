using System.Buffers.Text;
using System.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>Parsers of words: <c>string</c>, <c>any</c>, <c>boolean</c>.</summary>
internal static class TextParsers
{
    public static bool Any(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfText(text);
        return true;
    }

    public static bool String(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfText(text);
        return field.Format switch
        {
            "email" => IsEmail(text),
            "uri" => !text.StartsWith("/"u8) && Uri.TryCreate(Encoding.UTF8.GetString(text), UriKind.Absolute, out _),
            "uuid" => Utf8Parser.TryParse(text, out Guid _, out var read) && read == text.Length,
            "binary" => Base64.IsValid(text),
            _ => true,
        };
    }

    public static bool Boolean(ReadOnlySpan<byte> text, Field field, Span<byte> scratch, out ParsedValue value)
    {
        value = ParsedValue.OfBoolean(true);
        if (Contains(field.TrueValues, text))
            return true;

        value = ParsedValue.OfBoolean(false);
        return Contains(field.FalseValues, text);
    }

    private static bool Contains(IReadOnlyList<byte[]> values, ReadOnlySpan<byte> text)
    {
        foreach (var value in values)
        {
            if (text.SequenceEqual(value))
                return true;
        }

        return false;
    }

    private static bool IsEmail(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'@');
        return at > 0 && at < text.Length - 1 && text.LastIndexOf((byte)'@') == at && !text.Contains((byte)' ');
    }
}
