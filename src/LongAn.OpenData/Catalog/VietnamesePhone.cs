namespace LongAn.OpenData.Catalog;

/// <summary>
/// Telephone numbers of Vietnam's numbering plan, since 2018: mobiles are ten digits behind 03, 05, 07, 08, 09; fixed lines eleven behind 02;
/// hotlines 1800 and 1900 have eight or ten; short numbers such as 1022 and 113 are services.
/// </summary>
public static class VietnamesePhone
{
    /// <param name="digits">Digits alone, the country's 84 or a leading 0 in front.</param>
    public static bool IsMobile(ReadOnlySpan<byte> digits) => Significant(digits) is { Length: 9 } number && number[0] is (byte)'3' or (byte)'5' or (byte)'7' or (byte)'8' or (byte)'9';

    /// <inheritdoc cref="IsMobile"/>
    public static bool IsFixedLine(ReadOnlySpan<byte> digits) => Significant(digits) is { Length: 10 } number && number[0] == '2';

    public static bool IsService(ReadOnlySpan<byte> digits) =>
        (digits.Length is 3 or 4 && digits[0] == '1') || (digits.Length is 8 or 10 && (digits.StartsWith("1800"u8) || digits.StartsWith("1900"u8)));

    /// <summary>As people write it: blanks, dots, hyphens and brackets between the digits, + before them.</summary>
    public static bool IsPhone(ReadOnlySpan<byte> text)
    {
        Span<byte> digits = stackalloc byte[16];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter is >= (byte)'0' and <= (byte)'9')
            {
                if (length == digits.Length)
                    return false;

                digits[length++] = letter;
            }
            else if (letter is not ((byte)' ' or (byte)'.' or (byte)'-' or (byte)'(' or (byte)')') && !(letter == '+' && i == 0))
            {
                return false;
            }
        }

        var number = digits[..length];
        return IsMobile(number) || IsFixedLine(number) || IsService(number);
    }

    private static ReadOnlySpan<byte> Significant(ReadOnlySpan<byte> digits) => digits switch
    {
        [(byte)'0', .. var rest] => rest,
        [(byte)'8', (byte)'4', .. var rest] when digits.Length >= 11 => rest is [(byte)'0', .. var more] ? more : rest,
        _ => default,
    };
}
