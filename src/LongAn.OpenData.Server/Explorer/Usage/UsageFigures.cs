using System.Collections.Concurrent;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Explorer.Usage;

/// <summary>What pages say of how datasets were used: of days that are over, so it is read once a day.</summary>
internal sealed class UsageFigures(UsageLedger ledger, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (DateOnly Day, UsageModel Figures)> known = new(StringComparer.Ordinal);

    /// <param name="dataset">The id of one that there is.</param>
    public UsageModel Of(string dataset)
    {
        var today = PortalDay.Of(clock);
        if (known.TryGetValue(dataset, out var kept) && kept.Day == today)
            return kept.Figures;

        var figures = UsageModel.Read(dataset, ledger, today);
        known[dataset] = (today, figures);
        return figures;
    }
}
