using System.Diagnostics;

namespace LongAn.OpenData.Query;

/// <summary>How long whoever sends records on has waited for a client. Waits under a second are not counted: a client that takes 64 KB in that time keeps up.</summary>
public sealed class ClientPace : IDisposable
{
    private static readonly long CountedFrom = Stopwatch.Frequency;
    private readonly CancellationTokenSource withdrawal = new();
    private long waitingSince;
    private long waited;

    /// <summary>Cancelled when others wait for what the records are read with, and this client is too slow.</summary>
    public CancellationToken Withdrawn => withdrawal.Token;

    public TimeSpan Waited
    {
        get
        {
            var since = Volatile.Read(ref waitingSince);
            return Stopwatch.GetElapsedTime(0, Volatile.Read(ref waited) + (since == 0 ? 0 : Counted(since)));
        }
    }

    /// <summary>From here to <see cref="Resume"/> no record is read: the client has not taken those before.</summary>
    public void Pause() => Volatile.Write(ref waitingSince, Stopwatch.GetTimestamp());

    public void Resume()
    {
        Volatile.Write(ref waited, waited + Counted(waitingSince));
        Volatile.Write(ref waitingSince, 0);
    }

    /// <summary>Whoever waits is told on another thread, so nothing runs under a lock that the caller holds.</summary>
    public void Withdraw() => _ = withdrawal.CancelAsync();

    /// <summary>Once withdrawn it is left to the collector: its callbacks may still run.</summary>
    public void Dispose()
    {
        if (!withdrawal.IsCancellationRequested)
            withdrawal.Dispose();
    }

    private static long Counted(long since) => Stopwatch.GetTimestamp() - since is var time && time >= CountedFrom ? time : 0;
}
