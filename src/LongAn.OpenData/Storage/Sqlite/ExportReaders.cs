using System.Diagnostics;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// How many exports read at once. An export holds its reader for as long as its client takes, so a few slow clients could keep everybody
/// else waiting: where none is free, whoever comes takes that of the client that has been waited for longest, if that was too long.
/// </summary>
internal sealed class ExportReaders(StorageOptions options) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim free = new(options.ExportReaders);
    private readonly Lock gate = new();
    private readonly HashSet<ClientPace> running = [];

    public int Busy => options.ExportReaders - free.CurrentCount;

    /// <returns>The pace of the export's client, to be kept by the export and given to <see cref="Leave"/>.</returns>
    /// <exception cref="StoreBusyException">None came free within <see cref="StorageOptions.QueueSeconds"/>.</exception>
    public async ValueTask<ClientPace> EnterAsync(CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var isPromised = false;
        for (var wait = TimeSpan.Zero; !await free.WaitAsync(wait, cancel); wait = Shorter(BetweenLooks, TimeSpan.FromSeconds(options.QueueSeconds) - Stopwatch.GetElapsedTime(start)))
        {
            if (Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(options.QueueSeconds))
                throw new StoreBusyException("No reader came free in time.");
            isPromised = isPromised || TryWithdraw();
        }

        var pace = new ClientPace();
        lock (gate)
            running.Add(pace);
        return pace;
    }

    public void Leave(ClientPace pace)
    {
        lock (gate)
            running.Remove(pace);
        pace.Dispose();
        free.Release();
    }

    public void Dispose() => free.Dispose();

    /// <returns>False where every client keeps up.</returns>
    private bool TryWithdraw()
    {
        lock (gate)
        {
            if (running.MaxBy(pace => pace.Waited) is not { } slowest || slowest.Waited < TimeSpan.FromSeconds(options.SlowClientSeconds))
                return false;

            running.Remove(slowest);
            slowest.Withdraw();
            return true;
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other < TimeSpan.Zero ? TimeSpan.Zero : other;
}
