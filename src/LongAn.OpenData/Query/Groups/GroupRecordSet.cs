using System.Globalization;
using System.Text;

namespace LongAn.OpenData.Query.Groups;

/// <summary>Groups as records, so that every format can write them.</summary>
public sealed class GroupRecordSet(GroupTable table, int start, int atMost) : RecordSet(table.Grouping.Columns)
{
    private int at = start - 1;

    public override bool Read() => ++at < Math.Min(table.Rows.Count, start + atMost);

    public override bool IsNull(int position) => Value(position) is null;

    public override long GetInteger(int position) => (long)Value(position)!;

    public override double GetReal(int position) => (double)Value(position)!;

    public override ReadOnlySpan<byte> GetText(int position) => Value(position) is decimal exact ? Digits(exact) : (byte[])Value(position)!;

    /// <summary>Without zeros at the end: a median is 5 or 5.5, never 5.0.</summary>
    public static byte[] Digits(decimal exact) => Encoding.UTF8.GetBytes(exact.ToString("0.############################", CultureInfo.InvariantCulture));

    private object? Value(int position) => table.Rows[at].Values[position];
}
