namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). <see cref="System.Random"/> may give other numbers in another .NET version; a sample never may.
/// Whole numbers only, because logarithms differ in the last digit between machines.
/// </summary>
/// <param name="seed">The sample's seed.</param>
/// <param name="stream">Separates the draws that must not move when others are added.</param>
internal sealed class SampleRandom(ulong seed, ulong stream)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong state = Mix(seed + Step) ^ Mix(stream);

    /// <returns>From 0 up to, not including, the bound.</returns>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    public int Below(int bound) => (int)Below((long)bound);

    /// <returns>Both ends included.</returns>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int percent) => Below(100) < percent;

    private ulong Next() => Mix(state += Step);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
