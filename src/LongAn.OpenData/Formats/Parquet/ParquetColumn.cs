using System.Buffers.Text;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Parquet;
using Parquet.Schema;

namespace LongAn.OpenData.Formats.Parquet;

/// <summary>One column of the row group being filled. Values without nulls, and for each record whether it has one, as Parquet keeps them.</summary>
internal abstract class ParquetColumn(DataField field)
{
    public DataField Field { get; } = field;

    public static ParquetColumn For(Catalog.Field field) => field.Type switch
    {
        { Kind: ValueKind.Integer } => new ValueColumn<long>(new DataField(field.Name, typeof(long), true), (record, position) => record.GetInteger(position)),
        { Kind: ValueKind.Boolean } => new ValueColumn<bool>(new DataField(field.Name, typeof(bool), true), (record, position) => record.GetInteger(position) != 0),
        { Kind: ValueKind.Real } => new ValueColumn<double>(new DataField(field.Name, typeof(double), true), (record, position) => record.GetReal(position)),
        var type when type == FieldType.Date => new ValueColumn<DateOnly>(new DataField(field.Name, typeof(DateOnly), true), ParquetTimes.Day),
        var type when type == FieldType.DateTime => new ValueColumn<DateTime>(new DateTimeDataField(field.Name, DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros, true), ParquetTimes.Instant),
        var type when type == FieldType.Time => new ValueColumn<long>(new TimeDataField(field.Name, TimeUnitPrecision.Micros, isNullable: true), ParquetTimes.Time),
        _ => new TextColumn(new DataField(field.Name, typeof(string), true)),
    };

    public abstract void AddNull();

    /// <returns>How many characters of text it holds from now on.</returns>
    public abstract int Add(RecordSet record, int position);

    public abstract Task WriteAsync(ParquetRowGroupWriter group);

    public abstract void Clear();
}

/// <summary>Values of one size.</summary>
internal sealed class ValueColumn<T>(DataField field, Func<RecordSet, int, T> read) : ParquetColumn(field)
    where T : struct
{
    private readonly GrowingArray<T> values = new();
    private readonly GrowingArray<int> levels = new();

    public override void AddNull() => levels.Add(0);

    public override int Add(RecordSet record, int position)
    {
        levels.Add(1);
        values.Add(read(record, position));
        return 0;
    }

    public override Task WriteAsync(ParquetRowGroupWriter group) => group.WriteAllPartsAsync<T>(Field, values.Filled, levels.Filled, repetitionLevels: null, CancellationToken.None);

    public override void Clear()
    {
        values.Clear();
        levels.Clear();
    }
}

/// <summary>Text, all of it in one array: no string a value.</summary>
internal sealed class TextColumn(DataField field) : ParquetColumn(field)
{
    private readonly GrowingArray<char> text = new();
    private readonly GrowingArray<int> ends = new();
    private readonly GrowingArray<int> levels = new();
    private readonly GrowingArray<ReadOnlyMemory<char>> values = new();

    public override void AddNull() => levels.Add(0);

    public override int Add(RecordSet record, int position)
    {
        levels.Add(1);
        var utf8 = record.GetText(position);
        var length = System.Text.Encoding.UTF8.GetChars(utf8, text.Room(utf8.Length));
        text.Advance(length);
        ends.Add(text.Filled.Length);
        return length;
    }

    public override Task WriteAsync(ParquetRowGroupWriter group)
    {
        ReadOnlyMemory<char> all = text.Filled;
        var start = 0;
        foreach (var end in ends.Filled.Span)
        {
            values.Add(all[start..end]);
            start = end;
        }

        return group.WriteAllPartsAsync<ReadOnlyMemory<char>>(Field, values.Filled, levels.Filled, repetitionLevels: null, CancellationToken.None);
    }

    public override void Clear()
    {
        text.Clear();
        ends.Clear();
        levels.Clear();
        values.Clear();
    }
}

/// <summary>Dates and times as Parquet has them, from the portal's own form.</summary>
internal static class ParquetTimes
{
    private const int DayLength = 10;
    private const string OffsetText = "+07:00";
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateOnly Day(RecordSet record, int position) => ReadDay(record.GetText(position));

    /// <summary>In UTC. The year 1 has instants at +07:00 whose UTC is before it; they are the first that a DateTime can say.</summary>
    public static DateTime Instant(RecordSet record, int position)
    {
        var text = record.GetText(position);
        var local = ReadDay(text).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) + ReadTime(text[(DayLength + 1)..^OffsetText.Length]);
        return local.Ticks < Offset.Ticks ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) : local - Offset;
    }

    /// <summary>Microseconds since midnight.</summary>
    public static long Time(RecordSet record, int position) => ReadTime(record.GetText(position)).Ticks / TimeSpan.TicksPerMicrosecond;

    private static DateOnly ReadDay(ReadOnlySpan<byte> text) => new(Number(text[..4]), Number(text[5..7]), Number(text[8..DayLength]));

    private static TimeSpan ReadTime(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out TimeSpan time, out _, 'c') ? time : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"A stored time of {text.Length} bytes cannot be read."));

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : throw new FormatException("A stored date cannot be read.");
}
