using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Groups;

/// <summary>The least or greatest value.</summary>
internal static class Extreme
{
    /// <param name="sign">-1 for the least, 1 for the greatest.</param>
    public static Accumulator Of(FieldType type, int sign) => type.Kind switch
    {
        ValueKind.Integer or ValueKind.Boolean => new ExtremeInteger(sign),
        ValueKind.Real => new ExtremeReal(sign),
        _ => new ExtremeText(sign),
    };

    private sealed class ExtremeInteger(int sign) : Accumulator
    {
        private long? extreme;

        public override object? Result => extreme;

        public override void Add(RecordSet record, int position)
        {
            var value = record.GetInteger(position);
            if (extreme is null || value.CompareTo(extreme.Value) * sign > 0)
                extreme = value;
        }
    }

    private sealed class ExtremeReal(int sign) : Accumulator
    {
        private double? extreme;

        public override object? Result => extreme;

        public override void Add(RecordSet record, int position)
        {
            var value = record.GetReal(position);
            if (extreme is null || value.CompareTo(extreme.Value) * sign > 0)
                extreme = value;
        }
    }

    private sealed class ExtremeText(int sign) : Accumulator
    {
        private byte[]? extreme;

        public override object? Result => extreme;

        public override void Add(RecordSet record, int position)
        {
            var value = record.GetText(position);
            if (extreme is null || value.SequenceCompareTo(extreme) * sign > 0)
                extreme = value.ToArray();
        }
    }
}
