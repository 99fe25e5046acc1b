using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>
/// Records, one at a time, forward only: the contract between whoever has records and whoever writes them.
/// A value is asked for by its field's position; spans are valid until the next <see cref="Read"/>.
/// </summary>
public abstract class RecordSet(IReadOnlyList<Field> fields) : IDisposable
{
    /// <summary>The fields each record has, in order.</summary>
    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>There are records before the first of these, in the plan's order.</summary>
    public virtual bool HasPrevious => false;

    /// <summary>Of the client of an export; null where the reader waits for nobody.</summary>
    public ClientPace? Pace { get; set; }

    /// <returns>False after the last record.</returns>
    /// <exception cref="TimeoutException">The query ran past its deadline.</exception>
    public abstract bool Read();

    public abstract bool IsNull(int position);

    /// <summary>For <see cref="ValueKind.Integer"/> and <see cref="ValueKind.Boolean"/>.</summary>
    public abstract long GetInteger(int position);

    public abstract double GetReal(int position);

    /// <summary>UTF-8, for <see cref="ValueKind.Text"/> and <see cref="ValueKind.Json"/>.</summary>
    public abstract ReadOnlySpan<byte> GetText(int position);

    /// <summary>Where this record stands in the plan's order: the values sorted by, then the row number.</summary>
    public virtual IReadOnlyList<object?> GetPosition() => [];

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
