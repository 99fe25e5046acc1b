namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>Things drawn in unequal shares, each draw in constant time. A share is any small whole number; only the ratios count.</summary>
internal sealed class Shares<T>
{
    private readonly T[] slots;

    /// <param name="subject">What is drawn, for the message.</param>
    /// <exception cref="InvalidOperationException">There is nothing to draw: the portal's reference datasets lack every code that samples use.</exception>
    public Shares(string subject, IEnumerable<(T Thing, int Share)> things)
    {
        slots = [.. things.SelectMany(each => Enumerable.Repeat(each.Thing, each.Share))];
        if (slots.Length == 0)
            throw new InvalidOperationException($"The sample has no {subject} to draw from.");
    }

    public T Pick(SampleRandom random) => slots[random.Below(slots.Length)];
}
