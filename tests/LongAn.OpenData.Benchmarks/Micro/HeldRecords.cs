using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>Records in memory, over and over, so that a writer is measured without its reader.</summary>
internal sealed class HeldRecords : RecordSet
{
    private readonly List<(bool IsNull, long Whole, double Real, byte[] Text)[]> rows = [];
    private int row = -1;

    public HeldRecords(RecordSet from, int atMost) : base(from.Fields)
    {
        while (rows.Count < atMost && from.Read())
            rows.Add([.. Enumerable.Range(0, Fields.Count).Select(i => Hold(from, i))]);
    }

    public override bool Read()
    {
        row = (row + 1) % rows.Count;
        return true;
    }

    public override bool IsNull(int position) => rows[row][position].IsNull;

    public override long GetInteger(int position) => rows[row][position].Whole;

    public override double GetReal(int position) => rows[row][position].Real;

    public override ReadOnlySpan<byte> GetText(int position) => rows[row][position].Text;

    private (bool IsNull, long Whole, double Real, byte[] Text) Hold(RecordSet from, int position)
    {
        if (from.IsNull(position))
            return (true, 0, 0, []);

        return Fields[position].Type.Kind switch
        {
            ValueKind.Integer or ValueKind.Boolean => (false, from.GetInteger(position), 0, []),
            ValueKind.Real => (false, 0, from.GetReal(position), []),
            _ => (false, 0, 0, from.GetText(position).ToArray()),
        };
    }
}
