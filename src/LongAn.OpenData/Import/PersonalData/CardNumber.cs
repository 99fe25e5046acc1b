namespace LongAn.OpenData.Import.PersonalData;

/// <summary>Numbers of bank cards (ISO/IEC 7812): those of Napas, Visa, Mastercard, JCB and American Express, with Luhn's check digit.</summary>
internal static class CardNumber
{
    public static bool IsSound(ReadOnlySpan<byte> digits) => IsIssued(digits) && IsChecked(digits);

    private static bool IsIssued(ReadOnlySpan<byte> digits) => digits.Length switch
    {
        16 or 19 when digits.StartsWith("9704"u8) => true,
        16 => digits[0] == '4' || (digits[0] == '5' && digits[1] is >= (byte)'1' and <= (byte)'5') || digits.StartsWith("35"u8),
        15 => digits.StartsWith("34"u8) || digits.StartsWith("37"u8),
        _ => false,
    };

    /// <summary>Luhn's: every second digit from the right is doubled.</summary>
    private static bool IsChecked(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    }
}
