namespace LongAn.OpenData.Catalog;

/// <summary>
/// Vietnam's tax code, which is also an enterprise's number: ten digits of which the last is a check digit, and for a branch a hyphen and
/// three digits more. Where the weighted sum is a multiple of 11, implementations disagree on the check digit.
/// </summary>
public static class TaxCode
{
    private static ReadOnlySpan<int> Weights => [31, 29, 23, 19, 17, 13, 7, 5, 3];

    /// <param name="digits">At least nine.</param>
    /// <returns>The weighted sum of the first nine digits modulo 11.</returns>
    public static int Remainder(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Weights[i] * (digits[i] - '0');
        return sum % 11;
    }

    /// <returns>Whether the check digit is right; null where that cannot be told.</returns>
    public static bool? IsChecked(ReadOnlySpan<byte> tenDigits) => Remainder(tenDigits) is var rest && rest == 0 ? null : tenDigits[9] - '0' == 10 - rest;

    public static bool HasShape(ReadOnlySpan<byte> text) =>
        text.Length is 10 or 14 && AreDigits(text[..10]) && (text.Length == 10 || (text[10] == '-' && AreDigits(text[11..])));

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
