using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats.Xlsx;

/// <summary>
/// The cells of records. Text, and so every code, is text; whole numbers past 15 digits too, since a cell holds a double. Dates from 1 March
/// 1900 on are dates: before it Excel counts a 29 February that never was. Instants are dates at +07:00, as the portal writes them,
/// where a millisecond says them exactly. What is longer than a cell's 32,767 characters ends with a note that says so.
/// </summary>
internal sealed class SheetCells(IReadOnlyList<Field> fields)
{
    /// <summary>Excel's limit, in UTF-16 code units.</summary>
    public const int LongestText = 32_767;

    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime FirstDay = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private readonly FieldType[] types = [.. fields.Select(field => field.Type)];
    private readonly long[] cut = new long[fields.Count];

    /// <summary>How many texts of each field were longer than a cell.</summary>
    public IReadOnlyList<long> Cut => cut;

    public void Write(SheetPart sheet, RecordSet record)
    {
        sheet.BeginRow();
        for (var i = 0; i < types.Length; i++)
        {
            if (!record.IsNull(i))
                WriteValue(sheet, record, i);
        }

        sheet.EndRow();
    }

    private void WriteValue(SheetPart sheet, RecordSet record, int position)
    {
        var type = types[position];
        switch (type.Kind)
        {
            case ValueKind.Integer:
                WriteWhole(sheet, position, record.GetInteger(position));
                return;
            case ValueKind.Boolean:
                sheet.Flag(position, record.GetInteger(position) != 0);
                return;
            case ValueKind.Real:
                sheet.Number(position, record.GetReal(position), CellStyle.None);
                return;
        }

        var text = record.GetText(position);
        if (type == FieldType.Date && TryDay(text, out var day))
            sheet.Number(position, day, CellStyle.Date);
        else if (type == FieldType.DateTime && TryInstant(text, out var instant))
            sheet.Number(position, instant, CellStyle.DateTime);
        else if (text.Length > LongestText && Encoding.UTF8.GetCharCount(text) > LongestText)
            WriteCut(sheet, position, text);
        else
            sheet.Text(position, text);
    }

    private static void WriteWhole(SheetPart sheet, int position, long number)
    {
        if (SpreadsheetText.IsExact(number))
        {
            sheet.Number(position, number);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        sheet.Text(position, digits[..length]);
    }

    private void WriteCut(SheetPart sheet, int position, ReadOnlySpan<byte> text)
    {
        cut[position]++;
        var whole = Encoding.UTF8.GetString(text);
        var note = string.Create(CultureInfo.InvariantCulture, $"… [cắt bớt, cut: {whole.Length} > {LongestText}]");
        var end = LongestText - note.Length;
        sheet.Text(position, string.Concat(whole.AsSpan(0, char.IsHighSurrogate(whole[end - 1]) ? end - 1 : end), note), CellStyle.None);
    }

    /// <param name="text"><c>yyyy-MM-dd</c>.</param>
    private static bool TryDay(ReadOnlySpan<byte> text, out double serial)
    {
        serial = 0;
        if (!Utf8Parser.TryParse(text[..4], out int year, out _) || !Utf8Parser.TryParse(text[5..7], out int month, out _) || !Utf8Parser.TryParse(text[8..10], out int day, out _))
            return false;

        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        serial = (date - DayZero).TotalDays;
        return date >= FirstDay;
    }

    /// <param name="text"><c>yyyy-MM-ddTHH:mm:ss[.fffffff]+07:00</c>.</param>
    private static bool TryInstant(ReadOnlySpan<byte> text, out double serial)
    {
        serial = 0;
        if (!TryDay(text, out var day) || !Utf8Parser.TryParse(text[11..^6], out TimeSpan time, out _, 'c') || time.Ticks % TimeSpan.TicksPerMillisecond != 0)
            return false;

        serial = day + time.TotalDays;
        return true;
    }
}
