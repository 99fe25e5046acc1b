using System.Collections.Concurrent;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Carries the searched texts of records, as they are loaded, to a thread of its own that makes the full text meanwhile: it is the longest
/// part of an import, and on two processors the import then takes two thirds of the time.
/// </summary>
internal sealed class FullTextFeed : IDisposable
{
    private const int MostWaiting = 4;
    private readonly FullTextIndex index;
    private readonly bool[] isSearched;
    private readonly int fields;
    private readonly BlockingCollection<Batch> full = new(MostWaiting);
    private readonly ConcurrentQueue<Batch> free = new();
    private readonly Task work;
    private Batch batch = new();
    private volatile bool isOfNoUse;

    public FullTextFeed(string path, TableSchema schema)
    {
        isSearched = [.. schema.Fields.Select(field => field.IsSearched)];
        fields = isSearched.Count(searched => searched);
        index = new FullTextIndex(path);
        work = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes the values of a record, in the order of its fields; those that are not searched are passed over.</summary>
    public void Set(int position, in ParsedValue value)
    {
        if (isSearched[position])
            batch.Add(value.Text);
    }

    public void EndRecord()
    {
        if (batch.IsFull)
            Send();
    }

    /// <summary>There are no more records.</summary>
    public void End()
    {
        Send();
        full.CompleteAdding();
    }

    /// <summary>Waits until the full text is whole.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The disk is full, or fails.</exception>
    public void Complete() => work.GetAwaiter().GetResult();

    /// <summary>Where it was not completed, what has been made is of no use, and what is still to be done is not.</summary>
    public void Dispose()
    {
        isOfNoUse = true;
        full.CompleteAdding();
        _ = Task.WaitAny(work); // whatever became of it
        index.Dispose();
        full.Dispose();
    }

    private void Send()
    {
        full.Add(batch);
        batch = free.TryDequeue(out var used) ? used : new Batch();
    }

    private void Write()
    {
        try
        {
            var row = 0L;
            foreach (var next in full.GetConsumingEnumerable())
            {
                if (!isOfNoUse)
                    next.WriteTo(index, fields, ref row);
                next.Clear();
                free.Enqueue(next);
            }

            if (!isOfNoUse)
                index.Complete();
        }
        finally
        {
            foreach (var next in full.GetConsumingEnumerable())
                next.Clear(); // after a fault, which Complete tells: who loads is not to wait for room
        }
    }

    /// <summary>The texts of some records, one behind another.</summary>
    private sealed class Batch
    {
        private const int EnoughBytes = 64 * 1024;
        private readonly List<int> ends = [];
        private byte[] bytes = new byte[EnoughBytes + (EnoughBytes / 4)];
        private int length;

        public bool IsFull => length >= EnoughBytes;

        public void Add(ReadOnlySpan<byte> text)
        {
            if (bytes.Length - length < text.Length)
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + text.Length));
            text.CopyTo(bytes.AsSpan(length));
            length += text.Length;
            ends.Add(length);
        }

        public void WriteTo(FullTextIndex index, int fields, ref long row)
        {
            var start = 0;
            for (var i = 0; i < ends.Count; i++)
            {
                index.Add(bytes.AsSpan(start, ends[i] - start));
                start = ends[i];
                if ((i + 1) % fields == 0)
                    index.EndRecord(++row);
            }
        }

        public void Clear()
        {
            ends.Clear();
            length = 0;
        }
    }
}
