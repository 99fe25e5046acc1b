using System.Buffers.Binary;

namespace LongAn.OpenData.Query.Groups;

/// <summary>A group's key as bytes: each part behind its length, -1 for null. One buffer serves all records.</summary>
internal sealed class KeyBuffer
{
    private const int LengthBytes = 4;
    private byte[] bytes = new byte[256];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Clear() => length = 0;

    public void AddNull()
    {
        Ensure(LengthBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(length), -1);
        length += LengthBytes;
    }

    /// <returns>Where the part is to be written.</returns>
    public Span<byte> AddPart(int size)
    {
        Ensure(LengthBytes + size);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(length), size);
        length += LengthBytes + size;
        return bytes.AsSpan(length - size, size);
    }

    /// <summary>Takes the first part off a key.</summary>
    /// <returns>False where it is null.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> key, out ReadOnlySpan<byte> part)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(key);
        part = key.Slice(LengthBytes, Math.Max(size, 0));
        key = key[(LengthBytes + part.Length)..];
        return size >= 0;
    }

    private void Ensure(int more)
    {
        if (length + more > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
    }
}
