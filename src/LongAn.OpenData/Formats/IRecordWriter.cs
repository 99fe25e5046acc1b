using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>
/// Writes records one at a time into the buffer it was made for; it never flushes that buffer. Between records it holds none of the
/// buffer's memory, since the buffer's owner may flush there.
/// </summary>
public interface IRecordWriter : IDisposable
{
    /// <summary>What stands before the first record.</summary>
    void Begin();

    /// <summary>Writes the record that the set stands on.</summary>
    void Write(RecordSet record);

    /// <summary>Holds as many records as it may, so <see cref="ReleaseAsync"/> is due, whatever the buffer holds.</summary>
    bool IsFull => false;

    /// <summary>Brings what is held back into the buffer and gives back memory lent by it; until then the buffer must not be flushed.</summary>
    ValueTask ReleaseAsync();

    /// <summary>What stands after the last record.</summary>
    ValueTask CompleteAsync();
}
