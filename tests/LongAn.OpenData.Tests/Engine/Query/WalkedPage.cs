using LongAn.OpenData.Query;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>A page as the API reads it, with the cursors of the pages around it; its records are lines.</summary>
internal sealed record WalkedPage(IReadOnlyList<string> Lines, PageCursor? Previous, PageCursor? Next)
{
    private const int MostPages = 301;

    /// <summary>Reads one record more than the page has, as the API does.</summary>
    public static WalkedPage Read(Census census, string words)
    {
        var plan = Plans.Of(census.Dataset, words);
        using var records = census.Portal.Store.OpenAsync(plan, 1, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        var lines = new List<string>();
        PageCursor? first = null, last = null;
        while (records.Read())
        {
            if (lines.Count == plan.Limit)
                return new WalkedPage(lines, records.HasPrevious ? first : null, last);

            lines.Add(string.Join('|', Enumerable.Range(0, records.Fields.Count).Select(i => Records.Show(Records.Value(records, i)))));
            first ??= PageCursor.Before(plan, records.GetPosition());
            last = PageCursor.After(plan, records.GetPosition());
        }

        return new WalkedPage(lines, records.HasPrevious ? first : null, null);
    }

    /// <summary>All pages from the first to the last.</summary>
    public static List<WalkedPage> Forward(Census census, string words) => Walk(census, words, Read(census, words), page => page.Next);

    /// <summary>All pages from this one to the first, in the order they were met.</summary>
    public static List<WalkedPage> Backward(Census census, string words, WalkedPage from) => Walk(census, words, from, page => page.Previous);

    private static List<WalkedPage> Walk(Census census, string words, WalkedPage from, Func<WalkedPage, PageCursor?> on)
    {
        var pages = new List<WalkedPage> { from };
        while (on(pages[^1]) is { } cursor)
        {
            Assert.InRange(pages.Count, 1, MostPages);
            pages.Add(Read(census, $"{words}&cursor={cursor}"));
        }

        return pages;
    }
}
