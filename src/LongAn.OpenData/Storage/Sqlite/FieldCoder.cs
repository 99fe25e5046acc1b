using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Gives the values of one field their codes, in the order in which they come first; 0 is no value.</summary>
internal sealed class FieldCoder(Field field, long records, int fields)
{
    /// <summary>Of all fields of a version together: an import's memory is bounded however many there are.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>What a value takes beside its text, about.</summary>
    private const int BytesOfValue = 80;

    private readonly long mostValues = Math.Min(ushort.MaxValue, records / 2);
    private readonly ushort[] codes = new ushort[CodeIndex.BlockRecords];
    private ValueCounts? values = new();
    private long room = MostBytes / fields;
    private int count;

    public Field Field { get; } = field;

    /// <summary>Its different values are few enough so far.</summary>
    public bool IsCoded => values is not null;

    public void Add(SqliteStatement record, int column)
    {
        if (values is null)
            return;

        if (record.IsNull(column))
        {
            codes[count++] = 0;
            return;
        }

        switch (Field.Type.Kind)
        {
            case ValueKind.Integer or ValueKind.Boolean:
                var integer = record.GetInteger(column);
                Add(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in integer)));
                break;
            case ValueKind.Real:
                var real = record.GetReal(column);
                Add(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in real)));
                break;
            default:
                Add(record.GetText(column));
                break;
        }
    }

    /// <returns>The codes since the last block, as many bytes or twice as many.</returns>
    public byte[] TakeBlock()
    {
        var block = codes.AsSpan(0, count);
        count = 0;
        if (values!.Count > byte.MaxValue)
            return MemoryMarshal.AsBytes(block).ToArray();

        var narrow = new byte[block.Length];
        for (var i = 0; i < narrow.Length; i++)
            narrow[i] = (byte)block[i];
        return narrow;
    }

    /// <param name="insert">Takes a code and its value.</param>
    public void WriteValues(SqliteStatement insert)
    {
        var code = 0L;
        foreach (var (value, _) in values!.All)
        {
            insert.Set(1, ParsedValue.OfInteger(++code));
            insert.Set(2, Field.Type.Kind switch
            {
                ValueKind.Integer or ValueKind.Boolean => ParsedValue.OfInteger(BinaryPrimitives.ReadInt64LittleEndian(value)),
                ValueKind.Real => ParsedValue.OfReal(BinaryPrimitives.ReadDoubleLittleEndian(value)),
                _ => ParsedValue.OfText(value),
            });
            insert.Execute();
        }
    }

    private void Add(ReadOnlySpan<byte> value)
    {
        var known = values!.Count;
        codes[count++] = (ushort)(values.Add(value) + 1);
        if (values.Count == known)
            return;

        room -= BytesOfValue + value.Length;
        if (values.Count > mostValues || room < 0)
            values = null;
    }
}
