using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>
/// Tax codes of head enterprises, ten digits, rising: <c>99</c>, which no province uses, a number spread evenly over the seven digits, the check digit.
/// Numbers whose weighted sum is a multiple of 11 are left out, because implementations disagree on their check digit.
/// </summary>
internal sealed class TaxCodes(long count, SampleRandom random)
{
    /// <summary>Ten in eleven of the ten million numbers can be used; this many surely fit.</summary>
    public const long MaxCount = 9_000_000;

    /// <summary>A little less than ten million: room at the end for numbers pushed on by those left out.</summary>
    private const long Spread = 9_950_000;

    private readonly byte[] code = "9900000000"u8.ToArray();
    private long made;
    private long number = -1;

    /// <summary>Valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current => code;

    public void MoveNext()
    {
        var from = made * Spread / count;
        var to = ++made * Spread / count;
        number = Math.Max(number + 1, from + random.Below(to - from));
        while (!TryWrite(number))
            number++;
    }

    private bool TryWrite(long number)
    {
        for (var i = 8; i >= 2; i--)
        {
            (number, var digit) = Math.DivRem(number, 10);
            code[i] = (byte)('0' + digit);
        }

        var remainder = TaxCode.Remainder(code);
        code[9] = (byte)('0' + 10 - remainder);
        return remainder != 0;
    }
}
