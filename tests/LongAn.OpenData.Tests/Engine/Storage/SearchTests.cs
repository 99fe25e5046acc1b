using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using LongAn.OpenData.Text;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Storage;

/// <summary>Searches held against the plainest reading of all records, in a version that lists its words and in one that does not.</summary>
public sealed class SearchTests : IDisposable
{
    private const string Schema = """{"fields": [{"name": "id", "type": "integer"}, {"name": "name", "portal": {"search": true}}, {"name": "size", "type": "integer"}], "primaryKey": "id"}""";

    /// <summary>More than are listed before they are looked at, of more words than are written out.</summary>
    private static readonly string[] Names = [.. Enumerable.Range(0, 12_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Công ty {"Cđtx"[i % 4]}{i * 7919 % 1_013} số {i % 613} _{i % 5}"))];

    private readonly EnginePortal listed;
    private readonly EnginePortal unlisted;
    private readonly Dataset[] datasets;

    public SearchTests()
    {
        var data = "id,name,size\n" + string.Concat(Names.Select((name, i) => $"{i},{name},{i * 31 % 101}\n"));
        (listed, var one) = EnginePortal.With(Schema, data);
        (unlisted, var other) = EnginePortal.With(Schema, data);
        using var text = SqliteSetup.Open(Path.ChangeExtension(other.Current.Path, null) + ".text.sqlite", SqliteOpenMode.ReadWrite);
        SqliteSetup.Run(text, "DROP TABLE records_words"); // as it was before there were lists
        datasets = [one, other];
    }

    /// <summary>What begins so is wanted, or is not, beside what else is asked.</summary>
    [Theory]
    [InlineData("c*", "c", false)]
    [InlineData("C1*", "c1", false)]
    [InlineData("Đ*", "d", false)]
    [InlineData("x10*", "x10", false)]
    [InlineData("1*", "1", false)]
    [InlineData("_c*", "_c", false)]
    [InlineData("zz*", "zz", false)]
    [InlineData("-d1*", "d1", true)]
    [InlineData("-c*", "c", true)]
    public async Task A_prefix_finds_the_records_that_have_a_word_that_begins_so(string query, string prefix, bool isUnwanted)
    {
        var expected = Names.Select((name, i) => (Id: i, Has: WordsOf(name).Any(word => word.StartsWith(prefix, StringComparison.Ordinal)))).Where(row => row.Has != isUnwanted).Select(row => row.Id).ToArray();

        await ShowsAsync(query, expected);
    }

    [Fact]
    public async Task A_phrase_may_end_in_a_prefix() =>
        await ShowsAsync("\"công ty d10\"*", [.. Enumerable.Range(0, Names.Length).Where(i => VietnameseText.Fold(Names[i]).StartsWith("cong ty d10", StringComparison.Ordinal))]);

    [Fact]
    public async Task Prefixes_go_with_words_and_with_each_other() =>
        await ShowsAsync("ty t1* 61* -x*", [.. Enumerable.Range(0, Names.Length).Where(i => VietnameseText.Fold(Names[i]) is var name && name.Contains("ty t1", StringComparison.Ordinal) && WordsOf(name).Any(word => word.StartsWith("61", StringComparison.Ordinal)))]);

    /// <summary>The full text is made while records are loaded; where they have to be sorted first, after it, from records of other numbers.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9_000)]
    public async Task Records_that_came_out_of_order_are_found_by_the_words_of_the_right_ones(int sortedUntil)
    {
        var ids = Enumerable.Range(0, Names.Length).Take(sortedUntil).Concat(Enumerable.Range(sortedUntil, Names.Length - sortedUntil).Reverse());
        var data = "id,name,size\n" + string.Concat(ids.Select(id => $"{id},{Names[id]},{id * 31 % 101}\n"));
        var (portal, dataset) = EnginePortal.With(Schema, data);
        using var owned = portal;

        var found = await portal.Lines(dataset, "q=d*&fields=id");

        Assert.Equal(await listed.Lines(datasets[0], "q=d*&fields=id"), found);
        Assert.NotEmpty(found);
    }

    public void Dispose()
    {
        listed.Dispose();
        unlisted.Dispose();
    }

    private async Task ShowsAsync(string query, int[] expected)
    {
        var asked = $"q={Uri.EscapeDataString(query)}&fields=id";
        var sorted = expected.OrderBy(id => id * 31 % 101).ThenBy(id => id);
        foreach (var (portal, dataset) in new[] { listed, unlisted }.Zip(datasets))
        {
            Assert.Equal(Text(expected), await portal.Lines(dataset, asked));
            Assert.Equal(Text(expected.Take(100)), await portal.Lines(dataset, asked + "&limit=100"));
            Assert.Equal(Text(sorted.Take(100)), await portal.Lines(dataset, asked + "&sort=size&limit=100"));
            Assert.Equal(Text(expected.Where(id => id * 31 % 101 < 50).Take(100)), await portal.Lines(dataset, asked + "&size__lt=50&limit=100"));
            Assert.Equal(expected.Length, await portal.Store.CountAsync(Plans.Of(dataset, asked + "&limit=1"), TestContext.Current.CancellationToken));
        }
    }

    private static IEnumerable<string> Text(IEnumerable<int> ids) => ids.Select(id => id.ToString(CultureInfo.InvariantCulture));

    /// <summary>As they are in the full text: folded, and with a mark before those that keep their tones.</summary>
    private static string[] WordsOf(string name) => [.. VietnameseText.Fold(name).Split(' '), .. VietnameseTones.MarkWords(name).Split(' ')];
}
