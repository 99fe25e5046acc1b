using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>Synthetic records of a dataset. The same rows and seed give the same bytes, on any machine and any .NET.</summary>
internal abstract class SampleSet(TableSchema schema) : RecordSet(schema.Fields)
{
    protected SampleRecord Record { get; } = new(schema.Fields.Count);

    public sealed override bool IsNull(int position) => Record.IsNull(position);

    public sealed override long GetInteger(int position) => Record.GetInteger(position);

    public sealed override double GetReal(int position) => Record.GetReal(position);

    public sealed override ReadOnlySpan<byte> GetText(int position) => Record.GetText(position);

    /// <exception cref="ArgumentException">The dataset has no such field: its descriptor and this generator went apart.</exception>
    protected static int Position(TableSchema schema, string field) =>
        schema.PositionOf(field) is >= 0 and var position ? position : throw new ArgumentException($"The dataset has no field {field}.", nameof(schema));
}
