using System.Globalization;
using Dapper;

namespace LongAn.OpenData.Publishing.Usage;

/// <summary>
/// Daily counts of what is done with datasets: a row for a day, a dataset, a kind and a format. No address, no identity and no time within the day is kept,
/// and a program that reads for a search engine counts as anybody does.
/// </summary>
public sealed class UsageLedger(CatalogFile file)
{
    private const string DayForm = "yyyy-MM-dd";
    private const string Columns = "day, dataset, kind, format, count";

    /// <summary>Adds to what is there: several servers may count on one data folder.</summary>
    public void Add(DateOnly day, IReadOnlyCollection<KeyValuePair<UsageKey, long>> counts)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var (key, count) in counts)
        {
            connection.Execute("""
                INSERT INTO usage (dataset, day, kind, format, count) VALUES (@Dataset, @day, @kind, @Format, @count)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """, new { key.Dataset, day = ToText(day), kind = key.Kind.Name, key.Format, count }, transaction);
        }

        transaction.Commit();
    }

    /// <summary>A dataset's counts, the newest day first.</summary>
    /// <param name="from">The first day; null for all there are.</param>
    /// <param name="to">The last day; null for all there are.</param>
    /// <param name="after">Only counts behind this one; null to begin at the newest.</param>
    public IReadOnlyList<UsageCount> Read(string dataset, DateOnly? from, DateOnly? to, UsagePlace? after, int limit)
    {
        using var connection = file.Open();
        return [.. connection.Query<UsageRow>($"""
            SELECT {Columns} FROM usage
            WHERE dataset = @dataset AND day >= @from AND day <= @to AND (day < @day OR (day = @day AND (kind, format) > (@Kind, @Format)))
            ORDER BY day DESC, kind, format LIMIT @limit
            """, new { dataset, from = ToText(from ?? DateOnly.MinValue), to = ToText(to ?? DateOnly.MaxValue), day = ToText(after?.Day ?? DateOnly.MaxValue), after?.Kind, after?.Format, limit }).Select(row => row.ToCount())];
    }

    /// <summary>What a dataset's counts come to, over all those days.</summary>
    public IReadOnlyDictionary<UsageKey, long> Sum(string dataset, DateOnly? from, DateOnly? to)
    {
        using var connection = file.Open();
        return connection.Query<(string Kind, string Format, long Count)>(
            "SELECT kind, format, SUM(count) FROM usage WHERE dataset = @dataset AND day >= @from AND day <= @to GROUP BY kind, format ORDER BY kind, format",
            new { dataset, from = ToText(from ?? DateOnly.MinValue), to = ToText(to ?? DateOnly.MaxValue) })
            .ToDictionary(row => new UsageKey(dataset, UsageKind.Find(row.Kind)!, row.Format), row => row.Count);
    }

    /// <summary>All counts of days before this one, which no more is added to; oldest first.</summary>
    public IReadOnlyList<UsageCount> ReadBefore(DateOnly day)
    {
        using var connection = file.Open();
        return [.. connection.Query<UsageRow>($"SELECT {Columns} FROM usage WHERE day < @day ORDER BY day, dataset, kind, format", new { day = ToText(day) }).Select(row => row.ToCount())];
    }

    private static string ToText(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    private sealed record UsageRow(string Day, string Dataset, string Kind, string Format, long Count)
    {
        public UsageCount ToCount() => new(DateOnly.ParseExact(Day, DayForm, CultureInfo.InvariantCulture), new UsageKey(Dataset, UsageKind.Find(Kind)!, Format), Count);
    }
}
