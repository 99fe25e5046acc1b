using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>The records of a page, held until labels of their codes are known. A value is a string, long, double or null.</summary>
/// <param name="columns">Of the plan; those from <paramref name="shown"/> on are wanted whole, since they name the record.</param>
/// <param name="longest">Text longer than this, in bytes, is cut: the record's own page has all of it.</param>
internal sealed class RecordRows(IReadOnlyList<Column> columns, int shown, int longest) : IRecordWriter
{
    private readonly List<object?[]> rows = [];

    public IReadOnlyList<object?[]> All => rows;

    public void Begin()
    {
    }

    public void Write(RecordSet record)
    {
        var row = new object?[columns.Count];
        for (var i = 0; i < row.Length; i++)
            row[i] = record.IsNull(i) ? null : Read(record, i);
        rows.Add(row);
    }

    public ValueTask ReleaseAsync() => ValueTask.CompletedTask;

    public ValueTask CompleteAsync() => ValueTask.CompletedTask;

    public void Dispose()
    {
    }

    private object Read(RecordSet record, int position) => columns[position].Field.Type.Kind switch
    {
        ValueKind.Integer or ValueKind.Boolean => record.GetInteger(position),
        ValueKind.Real => record.GetReal(position),
        _ => Text(record.GetText(position), position < shown ? longest : int.MaxValue),
    };

    private static string Text(ReadOnlySpan<byte> text, int longest)
    {
        if (text.Length <= longest)
            return Encoding.UTF8.GetString(text);

        var end = longest;
        while (end > 0 && (text[end] & 0xC0) == 0x80)
            end--;
        return Encoding.UTF8.GetString(text[..end]) + "…";
    }
}
