namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>Enterprises of a size. The bands follow a log-normal curve, written out so that every machine draws the same.</summary>
/// <param name="Share">In thousandths.</param>
/// <param name="From">In millions of VND, before it is scaled to the total.</param>
/// <param name="To">Likewise.</param>
internal sealed record CapitalBand(int Share, long From, long To)
{
    /// <summary>Draws have 16 bits, their squares 32.</summary>
    private const int DrawBits = 16;

    private static readonly CapitalBand[] All =
    [
        new(50, 100, 500),
        new(110, 500, 1_000),
        new(240, 1_000, 3_000),
        new(220, 3_000, 6_000),
        new(170, 6_000, 10_000),
        new(105, 10_000, 20_000),
        new(65, 20_000, 80_000),
        new(30, 80_000, 300_000),
        new(8, 300_000, 1_000_000),
        new(2, 1_000_000, 5_000_000),
    ];

    private static readonly Shares<CapitalBand> Companies = new("capital", All.Select(band => (band, band.Share)));

    /// <summary>Households, cooperatives and partnerships stay small.</summary>
    private static readonly Shares<CapitalBand> Others = new("capital", All.Where(band => band.To <= 80_000).Select(band => (band, band.Share)));

    /// <returns>What an enterprise weighs in the total.</returns>
    public static long PickWeight(SampleRandom random, LegalForm form) =>
        (form.IsCompany ? Companies : Others).Pick(random).Pick(random) * form.CapitalTenths;

    /// <summary>Squared, for more enterprises at the lower end of the band.</summary>
    private long Pick(SampleRandom random)
    {
        var draw = random.Below(1L << DrawBits);
        return From + (((To - From) * draw * draw) >> (2 * DrawBits));
    }
}
