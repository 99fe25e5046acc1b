namespace LongAn.OpenData.Query.Groups;

/// <summary>
/// Exact: 2^63 records of the largest integer would still fit 128 bits. The result is a decimal (96 bits), which holds any sum of fewer
/// than 2^32 records.
/// </summary>
internal class IntegerSum : Accumulator
{
    protected Int128 Sum { get; private set; }

    protected long Count { get; private set; }

    public override object? Result => Count == 0 ? null : (decimal)Sum;

    public override void Add(RecordSet record, int position)
    {
        Sum += record.GetInteger(position);
        Count++;
    }
}

internal sealed class IntegerAverage : IntegerSum
{
    public override object? Result => Count == 0 ? null : (double)((decimal)Sum / Count);
}

/// <summary>Neumaier's sum: the error does not grow with the number of values, nor with the order they come in.</summary>
internal class RealSum : Accumulator
{
    private double sum;
    private double lost;

    protected long Count { get; private set; }

    public override object? Result => Count > 0 && double.IsFinite(sum + lost) ? sum + lost : null;

    public override void Add(RecordSet record, int position)
    {
        var value = record.GetReal(position);
        var next = sum + value;
        lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
        sum = next;
        Count++;
    }
}

internal sealed class RealAverage : RealSum
{
    public override object? Result => base.Result is double sum ? sum / Count : null;
}

internal sealed class IntegerMedian(GroupBudget budget) : Accumulator
{
    private readonly List<long> values = [];

    public override object? Result
    {
        get
        {
            if (values.Count == 0)
                return null;

            values.Sort();
            return ((decimal)values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        }
    }

    public override void Add(RecordSet record, int position)
    {
        values.Add(record.GetInteger(position));
        budget.AddHeld();
    }
}

internal sealed class RealMedian(GroupBudget budget) : Accumulator
{
    private readonly List<double> values = [];

    public override object? Result
    {
        get
        {
            if (values.Count == 0)
                return null;

            values.Sort();
            return (values[(values.Count - 1) / 2] / 2) + (values[values.Count / 2] / 2); // halved first: the sum of two could pass what a double holds
        }
    }

    public override void Add(RecordSet record, int position)
    {
        values.Add(record.GetReal(position));
        budget.AddHeld();
    }
}
