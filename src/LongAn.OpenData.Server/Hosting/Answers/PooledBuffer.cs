using System.Buffers;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>A growing buffer of borrowed memory: a page is written here first, so that its reader is free before a slow client has it all.</summary>
internal sealed class PooledBuffer(int capacity = 64 * 1024) : IBufferWriter<byte>, IDisposable
{
    private byte[] memory = ArrayPool<byte>.Shared.Rent(capacity);
    private int length;

    public ReadOnlyMemory<byte> Written => memory.AsMemory(0, length);

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return memory.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return memory.AsSpan(length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(memory);
        memory = [];
    }

    private void Ensure(int sizeHint)
    {
        if (memory.Length - length >= Math.Max(sizeHint, 256))
            return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(memory.Length * 2, length + sizeHint));
        memory.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(memory);
        memory = larger;
    }
}
