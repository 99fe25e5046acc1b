using System.IO.Pipelines;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>Carries all records of a set into a pipe, flushed by size, so that memory does not grow with records.</summary>
public static class RecordExport
{
    private const int FlushBytes = 64 * 1024;

    /// <returns>How many records were written.</returns>
    /// <exception cref="TimeoutException">The query ran past its deadline.</exception>
    /// <exception cref="OperationCanceledException">The reader has gone, or was too slow while others waited.</exception>
    public static async Task<long> WriteAsync(RecordSet records, RecordFormat format, RecordsHeading heading, PipeWriter pipe, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, records.Pace?.Withdrawn ?? CancellationToken.None);
        using var writer = format.Create(pipe, heading);
        writer.Begin();
        var count = 0L;
        while (records.Read())
        {
            writer.Write(records);
            count++;
            if (!writer.IsFull && pipe.UnflushedBytes < FlushBytes)
                continue;

            await writer.ReleaseAsync();
            await FlushAsync(records.Pace, pipe, either.Token);
        }

        await writer.CompleteAsync();
        await FlushAsync(records.Pace, pipe, either.Token);
        return count;
    }

    private static async ValueTask FlushAsync(ClientPace? pace, PipeWriter pipe, CancellationToken cancel)
    {
        pace?.Pause();
        var flushed = await pipe.FlushAsync(cancel);
        pace?.Resume();
        if (flushed.IsCompleted || flushed.IsCanceled)
            throw new OperationCanceledException("The reader has gone.");
    }
}
