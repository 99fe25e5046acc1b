using System.Collections.Concurrent;
using LongAn.OpenData.Publishing.Usage;

namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>Counts in memory; what was counted is written down every so often, under the day it then is.</summary>
internal sealed class UsageCounter(UsageLedger ledger, TimeProvider clock)
{
    private readonly ConcurrentDictionary<UsageKey, UsageTally> tallies = new();
    private readonly Lock writing = new();

    /// <param name="dataset">The id of one that there is: names that strangers think of must not fill the memory.</param>
    public UsageTally Of(string dataset, UsageKind kind, string format) => tallies.GetOrAdd(new UsageKey(dataset, kind, format), static _ => new UsageTally());

    /// <summary>Writes down what was counted since the last time. What cannot be written is written the next time.</summary>
    public void Flush()
    {
        lock (writing)
        {
            List<KeyValuePair<UsageKey, long>> taken = [.. tallies.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Take())).Where(pair => pair.Value > 0)];
            if (taken.Count == 0)
                return;

            try
            {
                ledger.Add(PortalDay.Of(clock), taken);
            }
            catch
            {
                foreach (var (key, count) in taken)
                    tallies[key].Add(count);
                throw;
            }
        }
    }
}

/// <summary>One number that grows.</summary>
internal sealed class UsageTally
{
    private long count;

    public void Add(long more = 1) => Interlocked.Add(ref count, more);

    /// <returns>What it has come to; it begins again at 0.</returns>
    public long Take() => Interlocked.Exchange(ref count, 0);
}
