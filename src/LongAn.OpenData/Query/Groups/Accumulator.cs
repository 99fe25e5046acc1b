namespace LongAn.OpenData.Query.Groups;

/// <summary>Takes the values of one field in one group, one at a time, and says what they come to.</summary>
internal abstract class Accumulator
{
    /// <param name="record">Stands on a record that has a value at this position.</param>
    public abstract void Add(RecordSet record, int position);

    /// <summary>A long, double, decimal or the UTF-8 of a text; null where there is none.</summary>
    public abstract object? Result { get; }
}

internal sealed class ValueCounter : Accumulator
{
    private long count;

    public override object Result => count;

    public override void Add(RecordSet record, int position) => count++;
}
