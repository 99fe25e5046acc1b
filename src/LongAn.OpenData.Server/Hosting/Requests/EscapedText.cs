using System.Text.Unicode;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>Percent-encoded text as it stands in an address.</summary>
internal static class EscapedText
{
    /// <returns>False where the escapes are bytes that UTF-8 does not have.</returns>
    public static bool IsUtf8(ReadOnlySpan<char> escaped)
    {
        if (!escaped.Contains('%'))
            return true;

        // Other letters than escapes are ASCII here; what is not has been decoded already and takes no part in an escape.
        var bytes = new byte[escaped.Length];
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var isEscape = escaped[i] == '%' && i + 2 < escaped.Length && char.IsAsciiHexDigit(escaped[i + 1]) && char.IsAsciiHexDigit(escaped[i + 2]);
            bytes[length++] = isEscape ? Convert.FromHexString(escaped.Slice(i + 1, 2))[0] : (byte)Math.Min(escaped[i], '\x7F');
            if (isEscape)
                i += 2;
        }

        return Utf8.IsValid(bytes.AsSpan(0, length));
    }
}
