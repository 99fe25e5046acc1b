using LongAn.OpenData.Publishing.Usage;

namespace LongAn.OpenData.Server.Explorer.Usage;

/// <summary>How a dataset was used over the last days that are over.</summary>
/// <param name="Days">How many days those are.</param>
/// <param name="Counts">By kind and format; empty where it was not used.</param>
public sealed record UsageModel(string Dataset, int Days, IReadOnlyDictionary<UsageKey, long> Counts)
{
    private const int LastDays = 30;

    /// <param name="today">Not over yet, so it is left out: until midnight the answer stays the same.</param>
    public static UsageModel Read(string dataset, UsageLedger ledger, DateOnly today) => new(dataset, LastDays, ledger.Sum(dataset, today.AddDays(-LastDays), today.AddDays(-1)));

    public long Of(UsageKind kind) => Counts.Where(pair => pair.Key.Kind == kind).Sum(pair => pair.Value);
}
