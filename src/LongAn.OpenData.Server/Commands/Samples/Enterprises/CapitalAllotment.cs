namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>
/// Shares the capital out by weight so that it adds up to the million. Only the total is a fact: 15,226 enterprises with 362,731 tỷ đồng
/// (Báo Long An, end of 2022); a sample of another size has its proportion, in whole tỷ. All amounts are in millions of VND.
/// </summary>
/// <param name="total">Of all enterprises.</param>
/// <param name="weights">The sum of all weights.</param>
internal sealed class CapitalAllotment(long total, long heads, long weights)
{
    private const long PublishedRows = 15_226;
    private const long PublishedBillions = 362_731;

    /// <summary>From here on (100 tỷ) enterprises state odd amounts, and take what the rounding of smaller ones left over.</summary>
    private const long OddAmounts = 100_000;

    /// <summary>Every enterprise has one million to begin with, so that none has nothing.</summary>
    private readonly long shared = total - heads;

    private long left = heads;
    private UInt128 remainder;
    private long kept;

    /// <returns>In millions of VND.</returns>
    public static long TotalOf(long rows) => ((2 * PublishedBillions * rows) + PublishedRows) / (2 * PublishedRows) * 1_000;

    /// <returns>The enterprise's capital, at least one million.</returns>
    public long Take(long weight)
    {
        (var share, remainder) = UInt128.DivRem(((UInt128)weight * (UInt128)shared) + remainder, (UInt128)weights);
        var capital = 1 + (long)share + kept;
        var stated = --left == 0 || capital >= OddAmounts ? capital : RoundDown(capital - kept);
        kept = capital - stated;
        return stated;
    }

    /// <summary>To two digits: people found a company with 1.9 or 12 tỷ.</summary>
    private static long RoundDown(long amount)
    {
        var step = 1L;
        while (amount >= 100 * step)
            step *= 10;
        return amount - (amount % step);
    }
}
