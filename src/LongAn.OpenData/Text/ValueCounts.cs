using System.Buffers.Binary;
using System.IO.Hashing;

namespace LongAn.OpenData.Text;

/// <summary>
/// How often each value occurs, by its bytes. Those of up to sixteen, as codes, dates and numbers are, stand in the table itself: with a
/// <see cref="Dictionary{TKey, TValue}"/> of arrays, counting was a fifth of loading.
/// </summary>
internal sealed class ValueCounts
{
    private const int InlineBytes = 16;
    private Entry[] entries = new Entry[64];

    /// <summary>From a hash to an entry, from 1; 0 for none. Their number is a power of two, and twice that of entries.</summary>
    private int[] buckets = new int[128];

    public int Count { get; private set; }

    /// <summary>Each value and how often it occurs, in the order of their places.</summary>
    public IEnumerable<KeyValuePair<byte[], long>> All => entries.Take(Count).Select(entry => KeyValuePair.Create(entry.ToBytes(), entry.Times));

    /// <returns>The value's place among the different ones, from 0, in the order in which they came first.</returns>
    public int Add(ReadOnlySpan<byte> value)
    {
        if (Count == entries.Length)
            Grow();

        var sought = new Entry(value);
        ref var bucket = ref BucketOf(sought, value);
        if (bucket == 0)
        {
            entries[Count++] = sought.Kept(value);
            bucket = Count;
        }

        entries[bucket - 1].Times++;
        return bucket - 1;
    }

    private ref int BucketOf(in Entry sought, ReadOnlySpan<byte> value)
    {
        var mask = buckets.Length - 1;
        for (var at = (int)sought.Hash & mask; ; at = (at + 1) & mask)
        {
            ref var bucket = ref buckets[at];
            if (bucket == 0 || entries[bucket - 1].Equals(sought, value))
                return ref bucket;
        }
    }

    private void Grow()
    {
        Array.Resize(ref entries, entries.Length * 2);
        buckets = new int[entries.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            var at = (int)entries[i].Hash & (buckets.Length - 1);
            while (buckets[at] != 0)
                at = (at + 1) & (buckets.Length - 1);
            buckets[at] = i + 1;
        }
    }

    private struct Entry
    {
        private readonly ulong head;
        private readonly ulong tail;
        private readonly int length;
        private byte[]? all;

        public Entry(ReadOnlySpan<byte> value)
        {
            length = value.Length;
            if (length > InlineBytes)
                head = XxHash3.HashToUInt64(value);
            else if (length >= sizeof(ulong))
                (head, tail) = (BinaryPrimitives.ReadUInt64LittleEndian(value), BinaryPrimitives.ReadUInt64LittleEndian(value[^sizeof(ulong)..]));
            else
                head = Pack(value);
            var mixed = (head ^ (ulong)length) * 0x9E37_79B9_7F4A_7C15;
            mixed = (tail ^ mixed ^ (mixed >> 32)) * 0xC2B2_AE3D_27D4_EB4F;
            Hash = mixed ^ (mixed >> 32);
        }

        public ulong Hash { get; }

        public long Times { get; set; }

        public readonly bool Equals(in Entry sought, ReadOnlySpan<byte> value) =>
            head == sought.head && tail == sought.tail && length == sought.length && (all is null || value.SequenceEqual(all));

        public readonly Entry Kept(ReadOnlySpan<byte> value) => this with { all = length > InlineBytes ? value.ToArray() : null };

        public readonly byte[] ToBytes()
        {
            if (all is not null)
                return all;

            Span<byte> bytes = stackalloc byte[InlineBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, head);
            if (length > sizeof(ulong))
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[(length - sizeof(ulong))..], tail);
            return bytes[..length].ToArray();
        }

        private static ulong Pack(ReadOnlySpan<byte> few)
        {
            var packed = 0UL;
            for (var i = few.Length - 1; i >= 0; i--)
                packed = (packed << 8) | few[i];
            return packed;
        }
    }
}
