using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Usage;

/// <summary>How often a dataset was used, by day, kind and format; the newest day first.</summary>
internal sealed record UsageDocument(string Dataset, UsageTotals Totals, IReadOnlyList<FormatTotal> Formats, IReadOnlyList<UsageDay> Data, UsagePage Page, UsageLinks Links)
{
    public static UsageDocument Of(string dataset, IReadOnlyDictionary<UsageKey, long> sums, IReadOnlyList<UsageCount> page, int limit, string? cursor, PortalLinks links)
    {
        long Sum(UsageKind kind) => sums.Where(pair => pair.Key.Kind == kind).Sum(pair => pair.Value);
        return new UsageDocument(
            dataset,
            new UsageTotals(Sum(UsageKind.View), Sum(UsageKind.Call), Sum(UsageKind.Download)),
            [.. sums.Select(pair => new FormatTotal(pair.Key.Kind.Name, pair.Key.Format, pair.Value))],
            [.. page.Select(count => new UsageDay(count.Day, count.Key.Kind.Name, count.Key.Format, count.Count))],
            new UsagePage(limit, page.Count, cursor),
            new UsageLinks(links.Self, cursor is null ? null : links.With(("cursor", cursor)), links.With(("format", "csv"), ("cursor", null)), links.Dataset(dataset)));
    }
}

/// <summary>Over all the days that are asked for, not this page's alone.</summary>
/// <param name="Views">Pages of the dataset that were opened.</param>
/// <param name="Calls">Answers of the API, 304s among them.</param>
/// <param name="Downloads">Files that were sent from their first byte.</param>
internal sealed record UsageTotals(long Views, long Calls, long Downloads);

/// <param name="Kind"><c>view</c>, <c>call</c> or <c>download</c>.</param>
internal sealed record FormatTotal(string Kind, string Format, long Count);

/// <param name="Day">As it is in Vietnam; today's count still grows.</param>
/// <param name="Kind"><c>view</c>, <c>call</c> or <c>download</c>.</param>
/// <param name="Format">By the name that <c>format=</c> takes; of other media types what stands behind the slash.</param>
internal sealed record UsageDay(DateOnly Day, string Kind, string Format, long Count);

/// <param name="NextCursor">The value of <c>cursor</c> for the next page; null on the last.</param>
internal sealed record UsagePage(int Limit, int Count, string? NextCursor);

internal sealed record UsageLinks(string Self, string? Next, string Csv, string Dataset);
