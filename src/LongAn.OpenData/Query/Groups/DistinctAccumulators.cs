using System.IO.Hashing;

namespace LongAn.OpenData.Query.Groups;

internal sealed class DistinctIntegers(GroupBudget budget) : Accumulator
{
    private readonly HashSet<long> seen = [];

    public override object Result => (long)seen.Count;

    public override void Add(RecordSet record, int position)
    {
        if (seen.Add(record.GetInteger(position)))
            budget.AddDistinct();
    }
}

internal sealed class DistinctReals(GroupBudget budget) : Accumulator
{
    private readonly HashSet<double> seen = [];

    public override object Result => (long)seen.Count;

    public override void Add(RecordSet record, int position)
    {
        if (seen.Add(record.GetReal(position)))
            budget.AddDistinct();
    }
}

/// <summary>Texts are told apart by a hash of 128 bits: among a million of them, two share one once in 10^26 times.</summary>
internal sealed class DistinctTexts(GroupBudget budget) : Accumulator
{
    private readonly HashSet<UInt128> seen = [];

    public override object Result => (long)seen.Count;

    public override void Add(RecordSet record, int position)
    {
        if (seen.Add(XxHash128.HashToUInt128(record.GetText(position))))
            budget.AddDistinct();
    }
}
