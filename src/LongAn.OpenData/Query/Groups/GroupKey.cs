using System.Buffers.Binary;
using System.Buffers.Text;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Groups;

/// <summary>What records are grouped by: a field's values, or something made of them.</summary>
/// <param name="Source">The field read.</param>
/// <param name="Column">How the group's value is called and typed.</param>
public abstract record GroupKey(Field Source, Field Column)
{
    /// <summary>One text for one meaning, for digests.</summary>
    public abstract string Text { get; }

    /// <param name="record">Stands on a record that has a value at this position.</param>
    internal abstract void Write(RecordSet record, int position, KeyBuffer key);

    /// <returns>What <see cref="Write"/> wrote: a long, a double or the UTF-8 of a text.</returns>
    internal abstract object Read(ReadOnlySpan<byte> part);
}

/// <summary>Each value is a group.</summary>
public sealed record ValueKey(Field Source) : GroupKey(Source, Source)
{
    public override string Text => Source.Name;

    internal override void Write(RecordSet record, int position, KeyBuffer key)
    {
        switch (Source.Type.Kind)
        {
            case ValueKind.Integer or ValueKind.Boolean:
                BinaryPrimitives.WriteInt64LittleEndian(key.AddPart(sizeof(long)), record.GetInteger(position));
                break;
            case ValueKind.Real:
                BinaryPrimitives.WriteDoubleLittleEndian(key.AddPart(sizeof(double)), record.GetReal(position));
                break;
            default:
                var text = record.GetText(position);
                text.CopyTo(key.AddPart(text.Length));
                break;
        }
    }

    internal override object Read(ReadOnlySpan<byte> part) => Source.Type.Kind switch
    {
        ValueKind.Integer or ValueKind.Boolean => BinaryPrimitives.ReadInt64LittleEndian(part),
        ValueKind.Real => BinaryPrimitives.ReadDoubleLittleEndian(part),
        _ => part.ToArray(),
    };
}

/// <summary>The year, month... that a date is in.</summary>
public sealed record DatePartKey(Field Source, DatePart Part) : GroupKey(Source, new Field($"{Part.Name}_{Source.Name}", Part.Type)
{
    Title = new($"{Source.Title.Vi} ({Part.Title.Vi})", $"{Source.Title.In("en")} ({Part.Title.In("en")})"),
})
{
    public override string Text => $"{Part.Name}:{Source.Name}";

    internal override void Write(RecordSet record, int position, KeyBuffer key) => Part.Cut(record.GetText(position), key.AddPart(Part.Length));

    internal override object Read(ReadOnlySpan<byte> part)
    {
        if (Part.Type.Kind != ValueKind.Integer)
            return part.ToArray();

        _ = Utf8Parser.TryParse(part, out long number, out _);
        return number;
    }
}

/// <summary>The bin of a histogram; its value is the bin's place, from 0.</summary>
public sealed record BinKey(Field Source, HistogramBins Bins) : GroupKey(Source, new Field($"bin_{Source.Name}", FieldType.Integer))
{
    public override string Text => $"{Bins.Text}:{Source.Name}";

    internal override void Write(RecordSet record, int position, KeyBuffer key)
    {
        var bin = Source.Type.Kind == ValueKind.Real ? Bins.Find(record.GetReal(position)) : Bins.Find(record.GetInteger(position));
        BinaryPrimitives.WriteInt32LittleEndian(key.AddPart(sizeof(int)), bin);
    }

    internal override object Read(ReadOnlySpan<byte> part) => (long)BinaryPrimitives.ReadInt32LittleEndian(part);
}
