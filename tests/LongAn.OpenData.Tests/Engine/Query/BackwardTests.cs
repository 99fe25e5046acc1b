using CsCheck;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>Pages read backwards are the pages read forwards.</summary>
public sealed class BackwardTests(Census census) : IClassFixture<Census>
{
    private static readonly string[] Fields = ["code", "name", "district", "people", "area", "founded", "urban", "year"];

    /// <summary>Searches in their own order, and searches sorted and filtered beside.</summary>
    private static readonly string[] Questions = ["", "", "", "q=t%C3%A2n", "q=duc%20ho%C3%A0", "q=t*", "q=-tan", "people__gte=0", "q=hoa&urban=true", "year__is_null=true", "name__contains=an"];

    private static readonly Gen<string> Asked =
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 8).ToArray()), Gen.Int[0, 4], Gen.Bool.Array[8], Gen.Int[0, Questions.Length - 1])
            .Select((fields, count, down, question) => $"{Questions[question]}{(count == 0 ? "" : "&sort=" + string.Join(',', fields.Take(count).Select((field, i) => (down[i] ? "-" : "") + Fields[field])))}");

    [Fact]
    public void A_walk_back_meets_the_pages_of_the_walk_there()
    {
        Gen.Select(Asked, Gen.Int[1, 120]).Sample((asked, limit) =>
        {
            var words = $"{asked}&limit={limit}";

            var there = WalkedPage.Forward(census, words);
            var back = WalkedPage.Backward(census, words, there[^1]);

            Assert.Null(there[0].Previous);
            Assert.Equal(there.AsEnumerable().Reverse().Select(Text), back.Select(Text));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void From_anywhere_the_page_before_ends_where_the_page_begins_and_the_first_is_full()
    {
        Gen.Select(Asked, Gen.Int[1, 40], Gen.Int[1, 299]).Sample((asked, limit, offset) =>
        {
            var words = $"{asked}&limit={limit}";
            var all = WalkedPage.Read(census, $"{asked}&limit=1000").Lines;
            var page = WalkedPage.Read(census, $"{words}&offset={offset}");
            if (page.Lines.Count == 0)
                return;

            var back = WalkedPage.Backward(census, words, page);

            Assert.Equal(WalkedPage.Read(census, words), back[^1], Same);
            for (var i = 1; i < back.Count; i++)
                Assert.Equal(all.Skip(Math.Max(0, offset - (i * limit))).Take(limit), back[i].Lines);
        }, iter: 100, threads: 1);
    }

    private static string Text(WalkedPage page) => string.Join('\n', page.Lines);

    private static bool Same(WalkedPage one, WalkedPage other) => Text(one) == Text(other) && one.Previous == other.Previous && Equals(one.Next?.ToString(), other.Next?.ToString());
}
