namespace LongAn.OpenData.Formats.Parquet;

/// <summary>An array that grows and is used again: a list whose memory can be handed on.</summary>
internal sealed class GrowingArray<T>
{
    private const int Smallest = 1024;
    private T[] items = new T[Smallest];
    private int count;

    public Memory<T> Filled => items.AsMemory(0, count);

    public void Add(T item)
    {
        if (count == items.Length)
            Grow(1);
        items[count++] = item;
    }

    /// <summary>Room for at least so many items, of which <see cref="Advance"/> says how many were filled.</summary>
    public Span<T> Room(int most)
    {
        if (items.Length - count < most)
            Grow(most);
        return items.AsSpan(count);
    }

    public void Advance(int filled) => count += filled;

    public void Clear() => count = 0;

    private void Grow(int by) => Array.Resize(ref items, Math.Max(items.Length * 2, count + by));
}
