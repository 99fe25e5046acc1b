using System.Buffers;
using System.Buffers.Text;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>The record being made: one buffer, used again for every record. Fields that are not set are null.</summary>
internal sealed class SampleRecord(int fields)
{
    /// <summary>Several times the longest record that the word tables can make; a longer one throws.</summary>
    private const int BufferBytes = 4096;

    private readonly Value[] values = new Value[fields];
    private readonly byte[] buffer = new byte[BufferBytes];
    private int start;
    private int end;

    public bool IsNull(int position) => !values[position].IsSet;

    public long GetInteger(int position) => values[position].Integer;

    public double GetReal(int position) => values[position].Real;

    public ReadOnlySpan<byte> GetText(int position) => buffer.AsSpan(values[position].Start, values[position].Length);

    public void Clear()
    {
        Array.Clear(values);
        start = 0;
        end = 0;
    }

    public void SetInteger(int position, long value) => values[position] = new Value(IsSet: true, Integer: value);

    public void SetReal(int position, double value) => values[position] = new Value(IsSet: true, Real: value);

    public void SetText(int position, ReadOnlySpan<byte> utf8) => Append(utf8).EndText(position);

    public SampleRecord Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(buffer.AsSpan(end));
        end += utf8.Length;
        return this;
    }

    /// <summary>Appends the word after a space, or nothing where the word is empty.</summary>
    public SampleRecord AppendWord(ReadOnlySpan<byte> word) => word.IsEmpty ? this : Append(" "u8).Append(word);

    /// <param name="digits">At least so many, with zeros in front.</param>
    public SampleRecord Append(int number, byte digits = 1)
    {
        Utf8Formatter.TryFormat(number, buffer.AsSpan(end), out var length, new StandardFormat('D', digits));
        end += length;
        return this;
    }

    /// <summary>Makes what was appended since the last text the value of the field.</summary>
    public void EndText(int position)
    {
        values[position] = new Value(IsSet: true, Start: start, Length: end - start);
        start = end;
    }

    private readonly record struct Value(bool IsSet, long Integer = 0, double Real = 0, int Start = 0, int Length = 0);
}
