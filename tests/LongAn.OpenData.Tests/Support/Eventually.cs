using System.Diagnostics;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Waits for what another thread or process brings about: as long as it takes, so that a busy machine fails no test.</summary>
internal static class Eventually
{
    /// <summary>What nobody waits for longer: then it is not going to be so.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <returns>What was read when it was so; what was read last where it never came to be, for the test to say so.</returns>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read, Func<T, bool> isSo)
    {
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, TestContext.Current.CancellationToken))
        {
            var found = await read();
            if (isSo(found) || Stopwatch.GetElapsedTime(start) > Longest)
                return found;
        }
    }
}
