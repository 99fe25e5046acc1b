using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Records made readable.</summary>
internal static class Records
{
    /// <summary>Each record as one line, values divided by bars; null is ∅.</summary>
    public static IEnumerable<string> Lines(RecordSet records)
    {
        while (records.Read())
            yield return Line(records);
    }

    /// <summary>The record that the set stands on.</summary>
    public static string Line(RecordSet records) => string.Join('|', Enumerable.Range(0, records.Fields.Count).Select(i => Show(Value(records, i))));

    /// <summary>null, long, double, bool or text.</summary>
    public static object? Value(RecordSet records, int position)
    {
        if (records.IsNull(position))
            return null;

        return records.Fields[position].Type.Kind switch
        {
            ValueKind.Integer => records.GetInteger(position),
            ValueKind.Boolean => records.GetInteger(position) != 0,
            ValueKind.Real => records.GetReal(position),
            _ => Encoding.UTF8.GetString(records.GetText(position)),
        };
    }

    public static string Show(object? value) => value switch
    {
        null => "∅",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
