using System.Numerics;
using System.Runtime.InteropServices;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Goes through a version's codes block by block; those of a field are read when somebody asks for them.</summary>
internal sealed class CodeBlocks(SqliteReader index, long records)
{
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);
    private long block = -1;

    /// <summary>How many records the block has.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the block's first record, from 0.</summary>
    public long Start => block * CodeIndex.BlockRecords;

    /// <returns>False after the last block.</returns>
    public bool Read()
    {
        block++;
        Count = (int)Math.Clamp(records - Start, 0, CodeIndex.BlockRecords);
        return Count > 0;
    }

    public ReadOnlySpan<ushort> CodesOf(Field field)
    {
        if (!columns.TryGetValue(field.Name, out var column))
            columns.Add(field.Name, column = new Column($"SELECT codes FROM {CodeIndex.CodesOf(field)} WHERE {RecordsSql.Row} = @p0"));
        if (column.Block != block)
        {
            Read(column);
            column.Block = block;
        }

        return column.Codes.AsSpan(0, Count);
    }

    private void Read(Column column)
    {
        var statement = index.Start(new SqlStatement(column.Sql, [block]));
        try
        {
            var bytes = statement.Step() ? statement.GetText(0) : [];
            if (bytes.Length == Count)
                Widen(bytes, column.Codes);
            else if (bytes.Length == Count * sizeof(ushort))
                MemoryMarshal.Cast<byte, ushort>(bytes).CopyTo(column.Codes);
            else
                throw new InvalidDataException($"{index.Path} does not hold the codes of {Count} records.");
        }
        catch (SqliteException fault)
        {
            throw index.Translate(fault);
        }
        finally
        {
            statement.End();
        }
    }

    private static void Widen(ReadOnlySpan<byte> narrow, Span<ushort> wide)
    {
        var at = 0;
        for (; at <= narrow.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(narrow[at..]), out var low, out var high);
            low.CopyTo(wide[at..]);
            high.CopyTo(wide[(at + Vector<ushort>.Count)..]);
        }

        for (; at < narrow.Length; at++)
            wide[at] = narrow[at];
    }

    private sealed class Column(string sql)
    {
        public string Sql { get; } = sql;

        public ushort[] Codes { get; } = new ushort[CodeIndex.BlockRecords];

        public long Block { get; set; } = -1;
    }
}
