using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Places;

/// <summary>A district as samples need it: where it is, and its communes of 2022.</summary>
/// <param name="latitude">Of the centroid, in units of 1/<see cref="UnitsPerDegree"/> degree.</param>
/// <param name="longitude">Likewise.</param>
internal sealed class SampleDistrict(string code, int latitude, int longitude, IReadOnlyList<SampleCommune> communes)
{
    /// <summary>Five decimals, about a metre. Positions are whole numbers until they are written.</summary>
    public const int UnitsPerDegree = 100_000;

    /// <summary>Farthest a position lies from the centroid, each way: 0.05 degrees.</summary>
    private const int Reach = 5_000;

    /// <summary>Wards and townships have more of everything than rural communes.</summary>
    private const int UrbanShare = 3;

    private readonly Shares<SampleCommune> shares = new("communes", communes.Select(commune => (commune, commune.IsUrban ? UrbanShare : 1)));

    public string Code => code;

    public byte[] Utf8Code { get; } = Encoding.UTF8.GetBytes(code);

    public IReadOnlyList<SampleCommune> Communes => communes;

    public SampleCommune PickCommune(SampleRandom random) => shares.Pick(random);

    /// <returns>Degrees north, near the centroid and within the province's bounding box.</returns>
    public double PickLatitude(SampleRandom random) => PickNear(random, latitude, 1_038_000, 1_104_000);

    /// <returns>Degrees east, likewise.</returns>
    public double PickLongitude(SampleRandom random) => PickNear(random, longitude, 10_550_000, 10_678_000);

    /// <summary>The sum of two draws: more records near the middle than at the rim.</summary>
    private static double PickNear(SampleRandom random, int centre, int least, int most) =>
        (double)Math.Clamp(centre - Reach + random.Below(Reach + 1) + random.Below(Reach + 1), least, most) / UnitsPerDegree;
}
