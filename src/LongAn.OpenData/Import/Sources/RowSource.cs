using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Sources;

/// <summary>What a cell says beside its text.</summary>
public enum CellKind
{
    /// <summary>Text as its publisher writes it: the schema's missing values and the field's formats apply.</summary>
    Written,

    /// <summary>No value, surely.</summary>
    Null,

    /// <summary>Empty text on purpose, told apart from no value: <c>""</c> in JSON, and in a CSV that quotes only by need.</summary>
    EmptyText,

    /// <summary>A number, boolean, date or structure by the file's own types, in the portal's form.</summary>
    Typed,

    /// <summary>The error of a formula, such as <c>#N/A</c>.</summary>
    Error,
}

/// <summary>What keeps a whole row from being read.</summary>
/// <param name="Message">Goes on behind "Row 5 ".</param>
public sealed record RowFault(ProblemCode Code, string Rule, LocalizedText Message);

/// <summary>A data file as rows of UTF-8 cells, by the schema's fields, whatever its format. Forward only; memory does not grow with rows.</summary>
public abstract class RowSource : IDisposable
{
    /// <summary>Data rows read so far; blank ones are none.</summary>
    public long Row { get; protected set; }

    /// <summary>Of the file as it lies on the disk.</summary>
    public abstract long BytesRead { get; }

    public abstract long BytesTotal { get; }

    /// <summary>What is wrong with the current row as a whole.</summary>
    public virtual RowFault? Fault => null;

    /// <summary>Finds which column each field is in.</summary>
    /// <returns>False where the header does not match the schema; the report says how.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not of its format.</exception>
    public abstract bool ReadHeader(ImportReport report);

    /// <inheritdoc cref="ReadHeader"/>
    /// <returns>False behind the last row.</returns>
    public abstract bool Read();

    /// <summary>The cell of a field in the current row; valid until the next cell is asked for.</summary>
    public abstract ReadOnlySpan<byte> Cell(int field, out CellKind kind);

    /// <summary>The current row's first text, whatever column it is in; empty where the format has no columns.</summary>
    internal virtual string Beginning => "";

    /// <summary>Reports what only the end of the file shows.</summary>
    public virtual void Complete(ImportReport report)
    {
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
